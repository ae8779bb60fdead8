"""What a run measured, for each tier and in total."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from statistics import fmean

from tracefix_rl.evaluation.precision import edit_precision
from tracefix_rl.evaluation.statistics import Estimate, estimate, pass_at_k
from tracefix_rl.tasks.task import Tier
from tracefix_rl.trajectories.record import Trajectory

TOTAL = "all"
"""Name of the row that counts every episode."""


@dataclass(frozen=True, slots=True)
class Sample:
    """What a summary keeps of an episode.

    Args:
        task_id: The task.
        tier: Its tier.
        failed: Whether the episode tells nothing of the policy; then nothing below counts.
        resolved: Whether it was resolved.
        score: Its final score; 0 if the policy gave up.
        episode_return: Sum of its rewards.
        steps: How many it had.
        precision: Its edit precision, if it has one.
        tokens: What the model was sent and wrote, if there is one.
        duration_s: Seconds it took.
    """

    task_id: str
    tier: str
    failed: bool
    resolved: bool
    score: float
    episode_return: float
    steps: int
    precision: float | None
    tokens: int | None
    duration_s: float

    @classmethod
    def of(cls, trajectory: Trajectory) -> Sample:
        """Return what is kept of an episode."""
        tokens = trajectory.tokens
        return cls(
            task_id=trajectory.task.id,
            tier=trajectory.task.tier,
            failed=trajectory.failed,
            resolved=trajectory.resolved,
            score=trajectory.final_score or 0.0,
            episode_return=trajectory.episode_return,
            steps=len(trajectory.steps),
            precision=edit_precision(trajectory),
            tokens=tokens.prompt + tokens.completion if tokens else None,
            duration_s=trajectory.duration_s,
        )


@dataclass(frozen=True, slots=True)
class Row:
    """What was measured on some tasks. An estimate is `None` if nothing tells.

    Args:
        name: The tier, or `TOTAL`.
        tasks: Tasks with at least one episode that counts.
        episodes: Episodes that count.
        failed: Episodes that do not, because an endpoint, a server or a person cut them short.
        resolved: Episodes that were resolved.
        pass_at: For each k, how likely one of k attempts resolves a task.
        score: Mean final score.
        episode_return: Mean return.
        steps: Mean steps.
        precision: Mean edit precision of the episodes that changed something.
        tokens: All tokens; `None` if there is no model.
    """

    name: str
    tasks: int
    episodes: int
    failed: int
    resolved: int
    pass_at: Mapping[int, Estimate | None]
    score: Estimate | None
    episode_return: Estimate | None
    steps: Estimate | None
    precision: Estimate | None
    tokens: int | None


@dataclass(frozen=True, slots=True)
class Summary:
    """What a run measured.

    Args:
        attempts: Most attempts at one task that count.
        rows: One for each tier that was played, in their order, and the total last.
    """

    attempts: int
    rows: tuple[Row, ...]

    @property
    def total(self) -> Row:
        """The row of all episodes."""
        return self.rows[-1]


def summarize(samples: Iterable[Sample]) -> Summary:
    """Return what episodes measured.

    Intervals are of means over tasks, where a task is the mean of its attempts.
    """
    kept = list(samples)
    attempts = max((len(group) for group in _by_task(kept)), default=0)
    tiers = [tier for tier in (*Tier, *_foreign(kept)) if any(sample.tier == tier for sample in kept)]
    rows = [_row(tier, [sample for sample in kept if sample.tier == tier], attempts) for tier in tiers]
    return Summary(attempts, (*rows, _row(TOTAL, kept, attempts)))


def _foreign(samples: Sequence[Sample]) -> list[str]:
    """Tiers that only another version knows, and that of tasks that were never shown."""
    return sorted({sample.tier for sample in samples if not sample.failed} - set(Tier))


def _row(name: str, samples: Sequence[Sample], attempts: int) -> Row:
    groups = _by_task(samples)
    counted = [sample for group in groups for sample in group]
    tokens = [sample.tokens for sample in samples if sample.tokens is not None]
    return Row(
        name=str(name),
        tasks=len(groups),
        episodes=len(counted),
        failed=len(samples) - len(counted),
        resolved=sum(sample.resolved for sample in counted),
        pass_at={k: _pass_at(groups, k) for k in dict.fromkeys((1, attempts)) if k},
        score=_mean(groups, lambda sample: sample.score),
        episode_return=_mean(groups, lambda sample: sample.episode_return),
        steps=_mean(groups, lambda sample: sample.steps),
        precision=_mean(groups, lambda sample: sample.precision),
        tokens=sum(tokens) if tokens else None,
    )


def _by_task(samples: Sequence[Sample]) -> list[list[Sample]]:
    """The episodes that count, by task."""
    groups = defaultdict(list)
    for sample in samples:
        if not sample.failed:
            groups[sample.task_id].append(sample)
    return [groups[key] for key in sorted(groups)]


def _pass_at(groups: Sequence[Sequence[Sample]], k: int) -> Estimate | None:
    """Of tasks with k attempts or more."""
    return estimate(
        [
            pass_at_k(len(group), sum(sample.resolved for sample in group), k)
            for group in groups
            if len(group) >= k
        ]
    )


def _mean(groups: Sequence[Sequence[Sample]], value: Callable[[Sample], float | None]) -> Estimate | None:
    means = []
    for group in groups:
        values = [each for sample in group if (each := value(sample)) is not None]
        if values:
            means.append(fmean(values))
    return estimate(means)
