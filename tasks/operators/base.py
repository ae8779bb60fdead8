"""What an operator is, what it offers, and how mutations are applied to a source."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar, NamedTuple

import libcst as cst

from tracefix_rl.tasks.edits import Edit, apply_edits, split_lines
from tracefix_rl.tasks.task import Family

if TYPE_CHECKING:
    from tracefix_rl.tasks.operators.code import Code


class Rewrite(NamedTuple):
    """A stretch of a source and what takes its place.

    Args:
        start: Offset of its first character.
        end: Offset after its last.
        text: What takes its place.
        description: What that does to the program, in one sentence.
    """

    start: int
    end: int
    text: str
    description: str


class Operator(ABC):
    """Makes one kind of mistake wherever a source offers it.

    Attributes:
        name: Its name, unique among operators.
        family: The family it belongs to.
        weight: Share of the bugs people make that are of this kind; all operators together have 1.
    """

    name: ClassVar[str]
    family: ClassVar[Family]
    weight: ClassVar[float]

    @abstractmethod
    def rewrites(self, node: cst.CSTNode, code: Code) -> Iterator[Rewrite]:
        """Offer the mistakes that can be made at a node, the likeliest first.

        Args:
            node: Any node outside of what is protected.
            code: The source it is part of.
        """


@dataclass(frozen=True, slots=True)
class Mutation:
    """A bug as an edit of lines.

    Args:
        operator: Name of the operator that makes it.
        family: Family of the operator.
        first_line: First line of the original that is replaced, from 1.
        last_line: Last line that is replaced; `first_line - 1` if lines are only added.
        old: The lines that are replaced, with their line ends.
        new: The lines that take their place, with their line ends.
        description: What the bug is, in one sentence. Never shown to an agent.
    """

    operator: str
    family: Family
    first_line: int
    last_line: int
    old: tuple[str, ...]
    new: tuple[str, ...]
    description: str

    @property
    def edit(self) -> Edit:
        """What it does to the source."""
        return Edit(self.first_line, self.last_line, self.new)


def apply_mutations(source: str, mutations: Sequence[Mutation]) -> str:
    """Return a source with mutations applied, all of which were made for it; their order does not matter.

    Args:
        source: The original.
        mutations: One or several that replace different lines.

    Raises:
        ValueError: If two of them touch the same lines, or one was made for another source.
    """
    lines = split_lines(source)
    for mutation in mutations:
        if tuple(lines[mutation.first_line - 1 : mutation.last_line]) != mutation.old:
            where = f"{mutation.operator} at line {mutation.first_line}"
            raise ValueError(f"{where} does not fit the source; apply it to the one it was made for")
    return apply_edits(source, [mutation.edit for mutation in mutations])
