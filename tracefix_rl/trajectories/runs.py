"""Where a run's records are, and which of them count."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from tracefix_rl.tasks.suggestions import near
from tracefix_rl.trajectories.journal import JournalError, read_journal
from tracefix_rl.trajectories.record import Trajectory

EPISODES = "episodes.jsonl"
"""The journal in a run's folder."""

_SUFFIX = ".jsonl"
_SHOWN_RUNS = 3


class RunError(JournalError):
    """A run's folder cannot be used, or is none; the message says what would help."""


def trajectories_of(path: Path) -> Iterator[Trajectory]:
    """Return the episodes of a run, one at a time, in the order they were recorded.

    Of several records of one episode in a journal the last one counts: an episode that was cut short is
    played again. All records are checked before the first is returned, and what is written meanwhile is left
    out, so that a run that goes on can be read.

    Args:
        path: A run's folder, a journal, or a folder of journals (what a server records).

    Raises:
        RunError: If there is no run.
        JournalError: If a journal cannot be read.
        Damage: If a record was edited or is of another version.
    """
    journals = journals_of(path)
    return _records_at(journals, [_last_records(journal) for journal in journals])


def journals_of(path: Path) -> list[Path]:
    """Return the journals of a run: one at least.

    Args:
        path: A run's folder, a journal, or a folder of journals.

    Raises:
        RunError: If there is none.
    """
    try:
        if not path.exists():
            raise RunError(_nothing_at(path))
        if not path.is_dir():
            return [path]
        if (path / EPISODES).is_file():
            return [path / EPISODES]
        journals = sorted(each for each in path.glob(f"*{_SUFFIX}") if each.is_file())
        if not journals:
            raise RunError(_no_run_in(path))
    except OSError as error:
        raise RunError(f"{path} cannot be read: {error.strerror}") from error
    return journals


def _last_records(journal: Path) -> dict[str, int]:
    """Which record of a journal, counted from 0, is each episode's last."""
    return {trajectory.episode_id: index for index, trajectory in enumerate(read_journal(journal))}


def _records_at(journals: Sequence[Path], chosen: Sequence[dict[str, int]]) -> Iterator[Trajectory]:
    for journal, last in zip(journals, chosen, strict=True):
        for index, trajectory in enumerate(read_journal(journal)):
            if last.get(trajectory.episode_id) == index:
                yield trajectory


def _nothing_at(path: Path) -> str:
    folder = path.absolute().parent
    there = sorted(each.name for each in folder.iterdir()) if folder.is_dir() else []
    hint = near(path.name, there) if there else "name a run's folder, e.g. runs/<id>, or its journal"
    return f"there is no {path}; {hint}"


def _no_run_in(path: Path) -> str:
    runs = sorted(str(each.parent) for each in path.glob(f"*/{EPISODES}"))
    if runs:
        more = " or another" if len(runs) > _SHOWN_RUNS else ""
        return f"{path} holds runs: name one of them, {', '.join(runs[:_SHOWN_RUNS])}{more}"
    return f"{path} is not a run: it has no {EPISODES} and no other journal (*{_SUFFIX})"
