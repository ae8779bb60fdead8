"""What is to be played, in a form that can be sent to another process."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from tracefix_rl.policies import EndpointConfig


@dataclass(frozen=True, slots=True)
class Job:
    """What all episodes of a run have in common.

    Args:
        policy: Name of the policy.
        endpoint: Where the model is, if the policy is one.
        max_steps: Steps until an episode is truncated.
        reward_mode: How the return is spread over the steps.
        tasks: The task files, as `TRACEFIX_TASKS` names them.
        server: Base URL of the server to play on; in the process that plays, if there is none.
        concurrency: Episodes at a time.
    """

    policy: str
    endpoint: EndpointConfig | None = field(default=None, repr=False)
    max_steps: int = 50
    reward_mode: str = "shaped"
    tasks: str = ""
    server: str | None = None
    concurrency: int = 1


@dataclass(frozen=True, slots=True)
class Assignment:
    """One episode to play.

    Args:
        task_id: The task.
        attempt: Which of several tries at it, from 0.
        seed: What the policy draws with.
    """

    task_id: str
    attempt: int
    seed: int

    @property
    def episode_id(self) -> str:
        """Unique in the run, and the same in a run that is resumed."""
        return f"{self.task_id}.{self.attempt}"


def assignments(task_ids: Sequence[str], *, attempts: int, seed: int) -> Iterator[Assignment]:
    """Return the episodes of a run: every task once, then every task again, and so on.

    Args:
        task_ids: The tasks.
        attempts: How often each is played.
        seed: Of the run. Each episode gets one of its own from it, whoever plays it and when.
    """
    for attempt in range(attempts):
        for task_id in task_ids:
            yield Assignment(task_id, attempt, _seed_of(seed, task_id, attempt))


def _seed_of(seed: int, task_id: str, attempt: int) -> int:
    digest = hashlib.sha256(f"{seed}/{task_id}/{attempt}".encode()).digest()
    return int.from_bytes(digest[:4], "big")
