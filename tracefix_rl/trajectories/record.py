"""What is recorded of an episode: enough to play it again and compare, to look at it, and to train on it."""

from __future__ import annotations

import math
from collections.abc import Sequence
from enum import StrEnum
from typing import Any, Final, Literal, Self

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field

from tracefix_rl.core.reward import RESOLVED_SCORE
from tracefix_rl.sandbox.report import Verdict

FORMAT: Final = 1
"""Goes up when a reader of the version before could misread a record."""


class Outcome(StrEnum):
    """Why an episode is over: by its own rules (the first two), or cut short."""

    SUBMITTED = "submitted"
    STEP_LIMIT = "step_limit"
    UNREADABLE = "unreadable"
    """Too many replies in a row held no action."""
    REPEATED = "repeated"
    """The same action was chosen too many times in a row."""
    POLICY_ERROR = "policy_error"
    """The policy could not go on, e.g. its endpoint is down."""
    SESSION_REFUSED = "session_refused"
    """The environment refused, e.g. it knows no such task."""
    SESSION_LOST = "session_lost"
    """The environment went away."""
    INTERRUPTED = "interrupted"
    ABANDONED = "abandoned"
    """The session began another episode, or was closed."""

    @property
    def failed(self) -> bool:
        """Whether it tells nothing of the policy's skill: an endpoint, a server or a person cut it short."""
        return self in _FAILURES


_FAILURES = {
    Outcome.POLICY_ERROR,
    Outcome.SESSION_REFUSED,
    Outcome.SESSION_LOST,
    Outcome.INTERRUPTED,
    Outcome.ABANDONED,
}


class _Model(BaseModel):
    # An action may hold numbers such as Infinity, which Pydantic would write as null.
    model_config = ConfigDict(extra="forbid", frozen=True, ser_json_inf_nan="constants")


class Edit(_Model):
    """How a step changed the source: one stretch of lines in place of another."""

    line: int = Field(description="First line that is replaced, from 1; what is added goes before it.")
    removed: int = Field(description="Lines that are gone.")
    added: tuple[str, ...] = Field(description="Lines that took their place.")

    @classmethod
    def between(cls, before: Sequence[str], after: Sequence[str]) -> Self | None:
        """Return the smallest single edit from one source to another; `None` if they are equal."""
        if list(before) == list(after):
            return None
        shorter = min(len(before), len(after))
        head = next((i for i in range(shorter) if before[i] != after[i]), shorter)
        tail = next((i for i in range(shorter - head) if before[-1 - i] != after[-1 - i]), shorter - head)
        added = tuple(after[head : len(after) - tail])
        return cls(line=head + 1, removed=len(before) - tail - head, added=added)

    def apply(self, lines: list[str]) -> list[str]:
        """Return lines with the edit made."""
        start = self.line - 1
        return [*lines[:start], *self.added, *lines[start + self.removed :]]


class Tokens(_Model):
    """What a model was sent and what it wrote, as its endpoint counted."""

    prompt: int
    completion: int


class Player(_Model):
    """Who chose the actions."""

    policy: str = Field(description="The policy's name, e.g. `search` or `llm`.")
    model: str | None = Field(default=None, description="The model's name, if there is one.")
    seed: int | None = Field(default=None, description="What the policy drew with.")


class TaskRecord(_Model):
    """What was played. What only the catalog knows is missing where the catalog is another's."""

    id: str = Field(description="The task's neutral id.")
    content: str | None = Field(default=None, description="SHA-256 of its source and its tests.")
    title: str
    tier: str
    split: str
    program: str | None = None
    bug_families: tuple[str, ...] | None = None
    bug_spans: tuple[tuple[int, int], ...] | None = Field(
        default=None,
        description="First and last line of each stretch of the source that the solution has otherwise; "
        "last = first - 1 where lines are missing before `first`.",
    )
    visible_tests: int = Field(description="How many there are.")
    held_out_tests: int = Field(description="How many there are.")


class StepRecord(_Model):
    """One step."""

    number: int = Field(description="From 1.")
    action: dict[str, Any] = Field(description="The action as it was sent, without what it left out.")
    reward: float
    reward_parts: dict[str, float] = Field(description="What the reward is the sum of.")
    error: str | None = Field(description="What was wrong with the action.")
    note: str | None = Field(description="How the action was read, where that needs saying.")
    output: str = Field(description="What the action printed.")
    verdicts: dict[str, Verdict] | None = Field(description="Of the visible tests, if the action ran them.")
    syntax_error: bool = Field(description="Whether the source fails to compile after it.")
    edit: Edit | None = Field(description="How it changed the source, if it did.")
    observation: str = Field(description="Digest of the whole observation.")
    messages: tuple[dict[str, Any], ...] = Field(description="What the model was newly told, and its reply.")
    policy_s: float = Field(description="Seconds the policy took to choose.")
    environment_s: float = Field(description="Seconds the environment took to answer.")


class Trajectory(_Model):
    """One episode, from reset to its end."""

    format: Literal[1] = FORMAT
    episode_id: str = Field(description="Unique in its file.")
    attempt: int = Field(default=0, description="Which of several tries at the same task, from 0.")
    task: TaskRecord
    player: Player
    options: dict[str, Any] = Field(description="What the environment's `reset` was asked for.")
    versions: dict[str, str]
    started_at: AwareDatetime
    brief: str = Field(description="The system prompt.")
    lines: tuple[str, ...] = Field(description="The source at the beginning.")
    observation: str = Field(description="Digest of the first observation.")
    steps: tuple[StepRecord, ...]
    stop_reason: Outcome
    error: str | None = Field(description="What cut the episode short.")
    final_score: float | None = Field(description="Missing if the episode was cut short.")
    tokens: Tokens | None
    duration_s: float = Field(description="Seconds from reset to the end.")
    messages: tuple[dict[str, Any], ...] = Field(
        default=(), description="What was exchanged after the last step, if that ended the episode."
    )

    @property
    def resolved(self) -> bool:
        """Whether every visible and held-out test passed at the end."""
        return self.final_score is not None and self.final_score >= RESOLVED_SCORE

    @property
    def failed(self) -> bool:
        """Whether it tells nothing of the policy's skill; see `Outcome.failed`."""
        return self.stop_reason.failed

    @property
    def episode_return(self) -> float:
        """Sum of the step rewards."""
        return math.fsum(step.reward for step in self.steps)

    def lines_after(self, steps: int) -> list[str]:
        """Return the source as it was after so many steps; 0 for the original."""
        lines = list(self.lines)
        for step in self.steps[:steps]:
            if step.edit is not None:
                lines = step.edit.apply(lines)
        return lines
