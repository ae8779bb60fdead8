"""Where two records of the same actions differ."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from tracefix_rl.trajectories.record import StepRecord, Trajectory

_SAID = ("output", "verdicts", "note", "syntax_error")
"""What a record keeps of an observation, beside the source and the error."""


@dataclass(frozen=True, slots=True)
class Difference:
    """One thing that is not as it was recorded.

    Args:
        step: The step, from 1; 0 is the first observation.
        what: What differs, such as `reward`, `source` or `verdicts`; `observation` where the record holds no
            more of it than a digest.
        recorded: As it was.
        now: As it is.
    """

    step: int
    what: str
    recorded: Any
    now: Any


def differences(recorded: Trajectory, now: Trajectory) -> Iterator[Difference]:
    """Compare an episode with one in which the same was done, as far as that went.

    Rewards are compared exactly. How the episode ended is compared if both ended by their own rules.
    """
    if recorded.observation != now.observation:
        yield from _of_first_observations(recorded, now)
    before, after = list(recorded.lines), list(now.lines)
    for was, done_now in zip(recorded.steps, now.steps, strict=False):
        before, after = _edited(before, was), _edited(after, done_now)
        yield from _of_rewards(was, done_now)
        if was.observation != done_now.observation:
            yield from _of_observations(was, done_now, before, after)
    yield from _of_ends(recorded, now)


def _edited(lines: list[str], step: StepRecord) -> list[str]:
    return lines if step.edit is None else step.edit.apply(lines)


def _of_first_observations(recorded: Trajectory, now: Trajectory) -> Iterator[Difference]:
    told = (
        ("task", recorded.task.id, now.task.id),
        ("source", "\n".join(recorded.lines), "\n".join(now.lines)),
        ("brief", recorded.brief, now.brief),
    )
    yield from _named(0, told, (recorded.observation, now.observation))


def _of_rewards(was: StepRecord, done_now: StepRecord) -> Iterator[Difference]:
    if was.reward != done_now.reward:
        yield Difference(was.number, "reward", was.reward, done_now.reward)
    for part in dict.fromkeys((*was.reward_parts, *done_now.reward_parts)):
        before, after = was.reward_parts.get(part), done_now.reward_parts.get(part)
        if before != after:
            yield Difference(was.number, f"reward: {part}", before, after)


def _of_observations(
    was: StepRecord, done_now: StepRecord, before: list[str], after: list[str]
) -> Iterator[Difference]:
    told: list[tuple[str, Any, Any]] = [("source", "\n".join(before), "\n".join(after))]
    told += [(name, getattr(was, name), getattr(done_now, name)) for name in _SAID]
    # What a model wrote may have been the mistake: the record then holds that, and the environment saw none.
    if done_now.error or not was.messages:
        told.append(("error", _one_line(was.error), _one_line(done_now.error)))
    yield from _named(was.number, told, (was.observation, done_now.observation))


def _of_ends(recorded: Trajectory, now: Trajectory) -> Iterator[Difference]:
    last = len(now.steps)
    ended, ends = recorded.final_score is not None, now.final_score is not None
    ended_there = ended and len(recorded.steps) == last
    if ended_there != ends:
        yield Difference(last, "done", ended_there, ends)
    elif ends:
        for what in ("final_score", "stop_reason"):
            before, after = getattr(recorded, what), getattr(now, what)
            if before != after:
                yield Difference(last, what, before, after)


def _named(step: int, told: Any, digests: tuple[str, str]) -> Iterator[Difference]:
    """What of an observation differs; the digests alone if all that was told is as it was."""
    found = [Difference(step, what, before, after) for what, before, after in told if before != after]
    yield from found or [Difference(step, "observation", *digests)]


def _one_line(text: str | None) -> str | None:
    return " ".join(text.split()) if text else None
