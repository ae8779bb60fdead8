"""Reads MBPP: short programs with a sentence and three asserts each, without bugs."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Sequence
from pathlib import Path

from tracefix_rl.tasks.importers.item import Item, Unusable
from tracefix_rl.tasks.importers.published.asserts import bodies_of_asserts, module_text
from tracefix_rl.tasks.importers.published.jsonl import Row, read_items
from tracefix_rl.tasks.importers.published.prose import title_of
from tracefix_rl.tasks.importers.published.reading import Unreadable, parse

_KEYS = ("task_id", "text", "code", "test_list")


class Mbpp:
    """The importer of `mbpp.jsonl`."""

    name = "mbpp"
    what = "mbpp.jsonl, of github.com/google-research/google-research, folder mbpp"

    def read(self, path: Path) -> Iterator[Item | Unusable]:
        """Read the items in the order of the file; see `Importer`.

        Raises:
            SourceError: If the path is no such file.
        """
        return read_items(path, self.what, _KEYS, self._item)

    def _item(self, row: Row) -> Item:
        solution = row.text("code").strip("\n") + "\n"
        program = parse(solution, "the program")
        specification = row.text("text").strip()
        asserts = row.texts("test_list")
        if "challenge_test_list" in row.fields:
            asserts += row.texts("challenge_test_list")
        setup = row.text("test_setup_code") if "test_setup_code" in row.fields else ""
        return Item(
            name=_name(row),
            domain=self.name,
            title=title_of(specification),
            specification=specification,
            solution=solution,
            tests=module_text(_tested(asserts, program), bodies_of_asserts(asserts, setup), program, []),
            origin=f"MBPP task {row.name}",
            license="CC-BY-4.0",
        )


def _name(row: Row) -> str:
    number = row.fields.get("task_id")
    if isinstance(number, bool) or not isinstance(number, int | str) or not f"mbpp_{number}".isidentifier():
        raise Unreadable("its `task_id` should be a number; correct the line")
    return f"mbpp_{number}"


def _tested(asserts: Sequence[str], program: ast.Module) -> str:
    """Return the name of the function that asserts are of: of those that the program has, the first."""
    functions = {node.name for node in program.body if isinstance(node, ast.FunctionDef)}
    for source in asserts:
        for node in ast.walk(parse(source, "a test")):
            if isinstance(node, ast.Name) and node.id in functions:
                return node.id
    raise Unreadable("its tests call no function of the program; correct them")
