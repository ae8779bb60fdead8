"""What `tracefix replay` found, in words and as data."""

from __future__ import annotations

import difflib
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

import typer

if TYPE_CHECKING:
    from tracefix_rl.trajectories import Difference, Replay

_SHOWN = 5
"""Differences of an episode that are printed; what follows the first is often its consequence."""
_SHOWN_CHARS = 200


def is_bad(result: Replay) -> bool:
    """Whether an episode did not go as recorded, or could not be played; one that never began is neither."""
    from tracefix_rl.trajectories import Reason

    never_began = result.obstacle is not None and result.obstacle.reason is Reason.NEVER_BEGAN
    return not result.equal and not never_began


def as_data(found: Sequence[Replay]) -> dict[str, Any]:
    """Everything that was found, as plain data."""
    return {
        **_counts(found),
        "episodes": [{**asdict(each), "equal": each.equal} for each in found],
    }


def _counts(found: Sequence[Replay]) -> dict[str, Any]:
    equal = sum(each.equal for each in found)
    different = sum(bool(each.differences) for each in found)
    reasons = Counter(each.obstacle.reason.value for each in found if each.obstacle)
    return {"total": len(found), "equal": equal, "different": different, "not_replayable": dict(reasons)}


def show(found: Sequence[Replay]) -> None:
    """Print each difference, and a summary."""
    for each in found:
        for difference in each.differences[:_SHOWN]:
            typer.echo(f"{each.episode_id}, {_told(difference)}")
        if (more := len(each.differences) - _SHOWN) > 0:
            typer.echo(f"{each.episode_id}: ... and {more:,} more; --json has them all")
        if each.obstacle:
            typer.echo(f"{each.episode_id} cannot be replayed: {each.obstacle.message}")
    for note, count in Counter(each.note for each in found if each.note).items():
        typer.echo(f"{count:,} {_episodes(count)} {note}.")
    counts = _counts(found)
    kept_from = counts["not_replayable"]
    typer.echo(
        f"{counts['total']:,} {_episodes(counts['total'])}: {counts['equal']:,} equal, "
        f"{counts['different']:,} different, {sum(kept_from.values()):,} not replayable"
        + (
            f" ({', '.join(f'{count:,}: {reason}' for reason, count in kept_from.items())})"
            if kept_from
            else ""
        )
        + "."
    )


def _episodes(count: int) -> str:
    return "episode" if count == 1 else "episodes"


def _told(difference: Difference) -> str:
    where = f"step {difference.step}" if difference.step else "first observation"
    recorded, now = difference.recorded, difference.now
    if not (isinstance(recorded, str) and isinstance(now, str)):
        return f"{where}: {difference.what}: {_shown(recorded)} was recorded, now {_shown(now)}"
    lines = _changed_lines(recorded, now)
    return "\n  ".join((f"{where}: {difference.what} (- recorded, + now):", *lines))


def _changed_lines(recorded: str, now: str) -> Iterator[str]:
    changed = [
        line for line in difflib.ndiff(recorded.splitlines(), now.splitlines()) if line.startswith(("-", "+"))
    ]
    yield from (_cut(line) for line in changed[: 2 * _SHOWN])
    if len(changed) > 2 * _SHOWN:
        yield f"... and {len(changed) - 2 * _SHOWN:,} more lines"


def _shown(value: object) -> str:
    return _cut("nothing" if value is None else str(value))


def _cut(text: str) -> str:
    return text if len(text) <= _SHOWN_CHARS else f"{text[:_SHOWN_CHARS]}..."
