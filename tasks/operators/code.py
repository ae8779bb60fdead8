"""A source as operators see it: parsed once, with positions, surroundings and what is off limits."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import libcst as cst
from libcst.metadata import ByteSpanPositionProvider, MetadataWrapper

from tracefix_rl.tasks.edits import split_lines
from tracefix_rl.tasks.operators.base import Rewrite
from tracefix_rl.tasks.operators.protected import is_protected
from tracefix_rl.tasks.operators.scopes import Scopes
from tracefix_rl.tasks.trivia import TRIVIA

_ATOMS = (
    cst.Name,
    cst.Attribute,
    cst.Subscript,
    cst.Call,
    cst.Integer,
    cst.Float,
    cst.SimpleString,
    cst.FormattedString,
    cst.List,
    cst.Set,
    cst.Dict,
    cst.ListComp,
    cst.SetComp,
    cst.DictComp,
)
_ROOMY = (
    cst.Arg,
    cst.Assign,
    cst.AnnAssign,
    cst.AugAssign,
    cst.Return,
    cst.Expr,
    cst.If,
    cst.While,
    cst.For,
    cst.Element,
    cst.DictElement,
    cst.Index,
    cst.Slice,
)
"""Nodes that need no parentheses around most expressions in them."""
_LOOSE = (cst.Tuple, cst.GeneratorExp, cst.Yield, cst.NamedExpr, cst.Lambda, cst.IfExp, cst.StarredElement)
"""Expressions that keep the parentheses they have wherever they go."""
_SHOWN = 60


class Code:
    """A parsed source.

    Args:
        source: Its text.

    Raises:
        ValueError: If it does not parse.
    """

    def __init__(self, source: str) -> None:
        self.source = source
        mark = "\ufeff" if source.startswith("\ufeff") else ""
        try:
            self.module = cst.parse_module(source.removeprefix(mark))
        except cst.ParserSyntaxError as error:
            raise ValueError(f"the source does not parse: {error.message}; repair it first") from None
        if mark + self.module.code != source:
            raise ValueError("the source ends in a lone carriage return; end its lines in \\n or \\r\\n")
        self.lines = split_lines(source)
        self._line_starts = _line_starts(self.lines)
        self._spans = MetadataWrapper(self.module, unsafe_skip_copy=True).resolve(ByteSpanPositionProvider)
        self._offsets = None if source.isascii() else _character_offsets(source, len(mark))
        self._parents: dict[cst.CSTNode, cst.CSTNode] = {}
        self._fields: dict[cst.CSTNode, list[cst.CSTNode]] = {}
        self.nodes: list[cst.CSTNode] = []
        """Nodes that operators may touch, in the order of the text."""
        self._walk(self.module, self.module, allowed=True)
        self.strings = [node for node in self.nodes if isinstance(node, cst.SimpleString)]
        """Strings that operators may touch, in the order of the text."""
        self.scopes = Scopes(self)

    def _walk(self, node: cst.CSTNode, parent: cst.CSTNode, *, allowed: bool) -> None:
        self._parents[node] = parent
        allowed = allowed and not is_protected(node, parent)
        if allowed:
            self.nodes.append(node)
        children = [each for each in node.children if not isinstance(each, TRIVIA)]
        self._fields[node] = children
        for child in children:
            self._walk(child, node, allowed=allowed)

    # Surroundings

    def children(self, node: cst.CSTNode) -> Sequence[cst.CSTNode]:
        """Return the nodes directly below one, without white space and comments."""
        return self._fields[node]

    def below(self, node: cst.CSTNode) -> Iterator[cst.CSTNode]:
        """Return a node and all below it, in the order of the text."""
        yield node
        for child in self._fields[node]:
            yield from self.below(child)

    def parent(self, node: cst.CSTNode) -> cst.CSTNode:
        """Return the node around one; the module is its own."""
        return self._parents[node]

    def ancestors(self, node: cst.CSTNode) -> Iterator[cst.CSTNode]:
        """Return the nodes around one, the innermost first."""
        while (parent := self._parents[node]) is not node:
            yield parent
            node = parent

    def function(self, node: cst.CSTNode) -> cst.FunctionDef | None:
        """Return the innermost function around a node."""
        return next((each for each in self.ancestors(node) if isinstance(each, cst.FunctionDef)), None)

    def owner(self, node: cst.CSTNode) -> cst.ClassDef | None:
        """Return the innermost class around a node."""
        return next((each for each in self.ancestors(node) if isinstance(each, cst.ClassDef)), None)

    def in_loop(self, node: cst.CSTNode) -> bool:
        """Whether a loop of the same function is around a node."""
        for each in self.ancestors(node):
            if isinstance(each, cst.For | cst.While):
                return True
            if isinstance(each, cst.FunctionDef):
                return False
        return False

    def in_text(self, node: cst.CSTNode) -> bool:
        """Whether a node is part of an f-string."""
        return any(isinstance(each, cst.FormattedString) for each in self.ancestors(node))

    # Text

    def start(self, node: cst.CSTNode) -> int:
        """Return the offset of a node's first character."""
        return self.span(node)[0]

    def span(self, node: cst.CSTNode) -> tuple[int, int]:
        """Return where a node is, its parentheses included."""
        start, end = self.inner_span(node)
        for left in getattr(node, "lpar", ()):
            start -= len(self.module.code_for_node(left))
        for right in getattr(node, "rpar", ()):
            end += len(self.module.code_for_node(right))
        return start, end

    def inner_span(self, node: cst.CSTNode) -> tuple[int, int]:
        """Return where a node is, without its parentheses."""
        span = self._spans[node]
        start, end = span.start, span.start + span.length
        return (start, end) if self._offsets is None else (self._offsets[start], self._offsets[end])

    def text(self, node: cst.CSTNode) -> str:
        """Return the text of a node, its parentheses included."""
        start, end = self.span(node)
        return self.source[start:end]

    def shown(self, node: cst.CSTNode) -> str:
        """Return the text of a node as descriptions quote it."""
        return quoted(self.text(node))

    # Rewrites

    def replace(self, node: cst.CSTNode, text: str, description: str) -> Rewrite:
        """Put a text in place of a node."""
        return Rewrite(*self.span(node), text, description)

    def put(self, outer: cst.CSTNode, inner: cst.CSTNode, description: str) -> Rewrite:
        """Put a part of an expression in place of the whole, in parentheses only if it needs them."""
        start, end = self.inner_span(inner)
        bare = self.source[start:end]
        wrapped = bool(getattr(inner, "lpar", ())) and not isinstance(inner, _ATOMS)
        if getattr(outer, "lpar", ()) and (
            "\n" in bare or (not isinstance(inner, _ATOMS) and not self.roomy(outer))
        ):
            return Rewrite(*self.inner_span(outer), self.text(inner) if wrapped else bare, description)
        if isinstance(inner, _ATOMS) and "\n" not in bare:
            return self.replace(outer, bare, description)
        if self.roomy(outer) and not isinstance(inner, _LOOSE) and "\n" not in bare:
            return self.replace(outer, bare, description)
        needs = wrapped or (isinstance(outer, _ATOMS) and not self.roomy(outer))
        return self.replace(
            outer, f"({bare})" if needs and not isinstance(inner, _ATOMS) else bare, description
        )

    def roomy(self, node: cst.CSTNode) -> bool:
        """Whether an operation may stand in place of a node without parentheses."""
        parent = self.parent(node)
        return isinstance(parent, _ROOMY) and not (isinstance(parent, cst.Arg) and parent.star)

    def operand(self, node: cst.CSTNode) -> str:
        """Return the text of an expression as the left side of `+` or the right of `and` takes it."""
        text = self.text(node)
        simple = isinstance(node, (*_ATOMS, cst.BinaryOperation, cst.UnaryOperation))
        return text if simple or bool(getattr(node, "lpar", ())) else f"({text})"

    def whole_lines(self, first: cst.CSTNode, last: cst.CSTNode | None = None) -> tuple[int, int]:
        """Return where the lines of a statement are, or of several neighbours, line ends included."""
        start = self.line_of(self.inner_span(first)[0])
        end = self.line_of(self.inner_span(last or first)[1] - 1)
        return self._line_starts[start - 1], self._line_starts[end]

    def line_numbers(self, statement: cst.CSTNode) -> tuple[int, int]:
        """Return the first and the last line of a statement."""
        start, end = self.inner_span(statement)
        return self.line_of(start), self.line_of(max(start, end - 1))

    def start_of_line(self, line: int) -> int:
        """Return the offset of a line's first character."""
        return self._line_starts[line - 1]

    def line_of(self, offset: int) -> int:
        """Return the line of a character, from 1."""
        low, high = 0, len(self._line_starts) - 1
        while high - low > 1:
            middle = (low + high) // 2
            if self._line_starts[middle] <= offset:
                low = middle
            else:
                high = middle
        return low + 1

    def indent(self, statement: cst.CSTNode) -> str:
        """Return the white space before a statement."""
        line = self.lines[self.line_of(self.inner_span(statement)[0]) - 1]
        return line[: len(line) - len(line.lstrip(" \t"))]


def quoted(text: str) -> str:
    """Return a text as descriptions quote it: in back quotes, on one line, shortened."""
    flat = " ".join(text.split())
    return f"`{flat if len(flat) <= _SHOWN else flat[:_SHOWN] + '...'}`"


def _line_starts(lines: Sequence[str]) -> list[int]:
    starts = [0]
    for line in lines:
        starts.append(starts[-1] + len(line))
    return starts


def _character_offsets(source: str, mark: int) -> dict[int, int]:
    """Map offsets in UTF-8, counted after a byte order mark, to offsets in characters."""
    offsets, position = {}, 0
    for index in range(mark, len(source)):
        offsets[position] = index
        position += len(source[index].encode())
    offsets[position] = len(source)
    return offsets
