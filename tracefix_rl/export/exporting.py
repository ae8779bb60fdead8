"""An export, from finding the run to the new file in its place."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from tracefix_rl.export.drafts import draft_file, draft_folder
from tracefix_rl.export.exporter import Exporter, ExportError
from tracefix_rl.export.selection import Selection
from tracefix_rl.trajectories import journals_of, trajectories_of


@dataclass(frozen=True, slots=True)
class Exported:
    """What became of an export.

    Args:
        episodes: How many went in.
        left_out: How many did not, by the reason.
        load: The line of Python that loads it.
    """

    episodes: int
    left_out: Mapping[str, int]
    load: str


def export(run: Path, exporter: Exporter, path: Path, selection: Selection) -> Exported:
    """Write a run's episodes in another format.

    Args:
        run: A run's folder, a journal, or a folder of journals.
        exporter: The format.
        path: Where it goes. If that fails, what is there stays as it is.
        selection: Which episodes.

    Raises:
        ExportError: If it cannot be written, or nothing is left to write.
        JournalError: If the run cannot be read.
    """
    _check_apart(run, journals_of(run), path)
    drafted = draft_folder if exporter.is_folder else draft_file
    try:
        with drafted(path) as draft:
            exporter.write(selection.of(trajectories_of(run)), draft)
            if not selection.kept:
                raise ExportError(_nothing_left(selection))
    except OSError as error:
        raise ExportError(
            f"{path} cannot be written ({error.strerror or error}); free space or name another place"
        ) from error
    return Exported(selection.kept, dict(selection.left_out), exporter.loaded_by(path))


def _check_apart(run: Path, journals: Sequence[Path], path: Path) -> None:
    """Refuse to write where the run would be damaged, or would read the export as its own."""
    target = path.absolute().resolve()
    if target in [journal.resolve() for journal in journals]:
        raise ExportError(f"{path} is the run's own journal: name another file")
    if run.is_dir() and target.parent == run.resolve() and target.suffix == ".jsonl":
        raise ExportError(f"a .jsonl file in {run} would be taken for a journal of it: name one elsewhere")


def _nothing_left(selection: Selection) -> str:
    if not selection.left_out:
        return "nothing was written: the run has no episodes yet"
    reasons = ", ".join(f"{count:,} {reason}" for reason, count in selection.left_out.items())
    return f"nothing was written: no episode is left, {reasons}"
