"""Reads HumanEvalPack: the functions of HumanEval, each also with a bug that a person put in."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from tracefix_rl.tasks.importers.flaws.families import family_of
from tracefix_rl.tasks.importers.flaws.transplant import transplant
from tracefix_rl.tasks.importers.humaneval import KEYS, item_of, source_of
from tracefix_rl.tasks.importers.item import Flaw, Item, Unusable
from tracefix_rl.tasks.importers.published.jsonl import Row, read_items
from tracefix_rl.tasks.importers.published.reading import parse
from tracefix_rl.tasks.task import Family

_KEYS = (*KEYS, "buggy_solution", "bug_type")
_FAMILIES = {"variable misuse": Family.NAMES, "function misuse": Family.NAMES}
"""Families of those types that are of one. The others say what was done to the code and not to which part of
it, so that e.g. an operator may be one of arithmetic or of comparison: there the code decides."""


class HumanEvalPack:
    """The importer of `humanevalpack.jsonl` for Python."""

    name = "humanevalpack"
    what = "humanevalpack.jsonl for Python, of github.com/bigcode-project/octopack"

    def read(self, path: Path) -> Iterator[Item | Unusable]:
        """Read the items in the order of the file; see `Importer`.

        Raises:
            SourceError: If the path is no such file.
        """
        return read_items(path, self.what, _KEYS, self._item)

    def _item(self, row: Row) -> Item:
        item = item_of(row, self.name, f"HumanEvalPack {row.name}")
        return replace(item, flaw=_flaw(row, item.solution))


def _flaw(row: Row, solution: str) -> Flaw:
    kind, buggy = row.text("bug_type"), source_of(row, "buggy_solution")
    parse(buggy, "the version with the bug")
    source = transplant(solution, buggy)
    return Flaw(source, _FAMILIES.get(kind) or family_of(solution, source).family, kind)
