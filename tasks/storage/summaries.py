"""What a task file says of all its tasks."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Self

from tracefix_rl.tasks.storage.entries import Band
from tracefix_rl.tasks.storage.format import SUMMARIES, seal
from tracefix_rl.tasks.task import Split, Tier


@dataclass(frozen=True, slots=True)
class Summaries:
    """What is read whole, since it does not grow with the number of tasks.

    Args:
        about: What the file says of itself.
        counts: How many tasks there are of each split and tier; those of which there are none are left out.
        bands: The bands of each split, the easiest first.
    """

    about: Mapping[str, str]
    counts: Mapping[tuple[Split, Tier], int]
    bands: Mapping[Split, Sequence[Band]]

    @classmethod
    def read(cls, rows: Callable[[str], Sequence[Any]]) -> Self | None:
        """Read them from a file.

        Args:
            rows: Returns the rows of a query.

        Returns:
            What was read; `None` if it is not what was written.
        """
        about, counts, bands = tables = [list(map(tuple, rows(query))) for query in SUMMARIES]
        if [seal(tables)] != [found for (found,) in rows("SELECT summaries FROM seals")]:
            return None
        counted = {(split, tier): count for split, tier, count in counts}
        return cls(
            about=dict(about),
            counts={(s, t): counted[s, t] for s in Split for t in Tier if (s, t) in counted},
            bands={s: [Band(*band) for split, *band in bands if split == s] for s in Split},
        )
