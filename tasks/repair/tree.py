"""A parsed module, walked once: every node with what surrounds it, its text and its position."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

import libcst as cst
from libcst.metadata import CodeRange, MetadataWrapper, PositionProvider

from tracefix_rl.tasks.trivia import TRIVIA

Ancestors = Sequence[cst.CSTNode]

_LINE_END = re.compile(r"\r\n?|\n")


class Place(NamedTuple):
    """A node with what surrounds it.

    Args:
        node: The node.
        ancestors: The nodes around it, from the root down.
        function: The innermost function around it.
        is_type: Whether it stands in a type annotation, an alias of a type or an import, where bugs are rare.
    """

    node: cst.CSTNode
    ancestors: Ancestors
    function: cst.FunctionDef | None
    is_type: bool

    @property
    def parent(self) -> cst.CSTNode:
        """The node around it; the module has none."""
        return self.ancestors[-1]

    @property
    def is_docstring(self) -> bool:
        """Whether it is a string that is a statement of its own."""
        return isinstance(self.node, cst.SimpleString) and isinstance(self.parent, cst.Expr)


class Tree:
    """A parsed module.

    Args:
        source: Its text.

    Raises:
        libcst.ParserSyntaxError: If the text does not parse.
        RecursionError: If it is nested too deeply.
    """

    def __init__(self, source: str) -> None:
        self.module = cst.parse_module(source)
        self.places = list(_walk(self.module))
        """Every node but white space, commas and brackets, in the order of the text."""
        self.source = source
        self._code: dict[cst.CSTNode, str] = {}

    def code(self, node: cst.CSTNode) -> str:
        """The text of a node, or of one made from it."""
        if node not in self._code:
            self._code[node] = self.module.code_for_node(node)
        return self._code[node]

    @functools.cached_property
    def ranges(self) -> Mapping[cst.CSTNode, CodeRange]:
        """Lines and columns of every node, without the parentheses and the white space around it."""
        return MetadataWrapper(self.module, unsafe_skip_copy=True).resolve(PositionProvider)

    def line(self, node: cst.CSTNode) -> int:
        """Line of a node's first character, from 1."""
        return self.ranges[node].start.line

    def span(self, node: cst.CSTNode) -> tuple[int, int]:
        """Offsets of a node's first character and after its last."""
        where = self.ranges[node]
        starts = self._line_starts
        return starts[where.start.line - 1] + where.start.column, starts[
            where.end.line - 1
        ] + where.end.column

    @functools.cached_property
    def _line_starts(self) -> list[int]:
        mark = len(self.source) - len(self.source.removeprefix("\ufeff"))
        return [mark, *(end.end() for end in _LINE_END.finditer(self.source))]


def _walk(
    node: cst.CSTNode,
    ancestors: tuple[cst.CSTNode, ...] = (),
    function: cst.FunctionDef | None = None,
    is_type: bool = False,
) -> Iterator[Place]:
    yield Place(node, ancestors, function, is_type)
    inner = (*ancestors, node)
    function = node if isinstance(node, cst.FunctionDef) else function
    is_type = is_type or _holds_types(node, ancestors)
    for child in node.children:
        if not isinstance(child, TRIVIA):
            yield from _walk(child, inner, function, is_type)


def _holds_types(node: cst.CSTNode, ancestors: Ancestors) -> bool:
    match node:
        case cst.Annotation() | cst.Import() | cst.ImportFrom():
            return True
        case cst.Assign(value=cst.Subscript()):
            return len(ancestors) == 2  # an alias, such as `Pair = tuple[int, int]`, at the top level
    return False
