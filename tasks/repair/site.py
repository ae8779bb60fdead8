"""Where a repair of an expression may be made, and what it is."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from typing import NamedTuple

import libcst as cst

from tracefix_rl.tasks.repair.kinds import Kind, Kinds
from tracefix_rl.tasks.repair.material import Material
from tracefix_rl.tasks.repair.tree import Ancestors, Place, Tree

_SIBLINGS = (
    ("append", "extend", "insert"),
    ("lower", "upper", "casefold", "title"),
    ("strip", "lstrip", "rstrip"),
    ("startswith", "endswith"),
    ("find", "rfind", "index"),
    ("split", "rsplit", "splitlines"),
    ("partition", "rpartition"),
    ("pop", "popleft"),
    ("append", "appendleft"),
    ("keys", "values", "items"),
    ("add", "discard"),
    ("union", "intersection", "difference"),
    ("isdigit", "isalpha", "isalnum"),
    ("min", "max"),
    ("any", "all"),
    ("sorted", "reversed"),
    ("floor", "ceil"),
    ("bisect_left", "bisect_right"),
    ("heappop", "heappush"),
)
SIMPLE = (
    cst.Name,
    cst.Attribute,
    cst.Subscript,
    cst.Call,
    cst.Integer,
    cst.SimpleString,
    cst.List,
    cst.Tuple,
)
CONDITIONS = (cst.If, cst.While, cst.IfExp, cst.Assert, cst.CompIf)


class Change(NamedTuple):
    """A text in place of a node.

    Args:
        node: What is replaced.
        text: What takes its place.
        share: Part of its kind's weight that this alternative has.
    """

    node: cst.CSTNode
    text: str
    share: float = 1.0


@dataclass(frozen=True, eq=False)
class Site:
    """A place with what is known of the module around it."""

    place: Place
    tree: Tree
    material: Material
    kinds: Kinds

    @property
    def node(self) -> cst.CSTNode:
        """What stands there."""
        return self.place.node

    @property
    def ancestors(self) -> Ancestors:
        """The nodes around it, from the root down."""
        return self.place.ancestors

    @property
    def parent(self) -> cst.CSTNode:
        """The node around it."""
        return self.place.ancestors[-1]

    def code(self, node: cst.CSTNode) -> str:
        """The text of a node."""
        return self.tree.code(node)

    @cached_property
    def kind(self) -> Kind:
        """What sort of value the expression has."""
        return self.kinds.of(self.node, self.place.function)

    @cached_property
    def variables(self) -> list[str]:
        """Variables in scope that have a value, nearest first."""
        return [*self.material.readable(self.place), *self.material.globals]

    @cached_property
    def numbers(self) -> list[str]:
        """Variables in scope that hold numbers."""
        function = self.place.function
        return [name for name in self.variables if self.kinds.of_name(name, function).base == "number"]


Repair = Callable[[Site], Iterator[Change]]


def is_read(site: Site) -> bool:
    """Whether an expression's value is used here, rather than assigned to, named or called."""
    match site.parent:
        case cst.AssignTarget() | cst.AnnAssign() | cst.Param() | cst.Attribute() if (
            getattr(site.parent, "value", None) is not site.node
        ):
            return False
        case cst.FunctionDef() | cst.ClassDef() | cst.NameItem() | cst.AsName() | cst.Decorator():
            return False
        case cst.For() | cst.CompFor() if site.parent.target is site.node:
            return False
        case cst.Arg() if site.parent.keyword is site.node:
            return False
        case cst.AugAssign() | cst.NamedExpr() if site.parent.target is site.node:
            return False
        case cst.Call():
            return False
        case cst.Element() if any(
            isinstance(node, cst.AssignTarget)
            or (isinstance(node, cst.For | cst.CompFor) and _inside_target(node, site))
            for node in site.ancestors[-4:]
        ):
            return False
    return True


def _inside_target(loop: cst.For | cst.CompFor, site: Site) -> bool:
    return loop.target in site.ancestors


def alternatives(node: cst.CSTNode, current: str, others: Sequence[str]) -> Iterator[Change]:
    """Each of `others` in place of a node, once; they share its likelihood."""
    distinct = [other for other in dict.fromkeys(others) if other != current]
    for other in distinct:
        yield Change(node, other, 1 / len(distinct))


def swaps(site: Site, values: Sequence[cst.CSTNode]) -> Iterator[Change]:
    """The whole node with two neighbours among `values` exchanged."""
    for first, second in pairwise(values):
        if site.code(first) != site.code(second):
            swapped = site.node.visit(_Exchange(first, second))
            if isinstance(swapped, cst.CSTNode):
                yield Change(site.node, site.code(swapped), 1 / (len(values) - 1))


class _Exchange(cst.CSTTransformer):
    """Puts two nodes in each other's place."""

    def __init__(self, first: cst.CSTNode, second: cst.CSTNode) -> None:
        super().__init__()
        self._first = first
        self._second = second

    def on_leave(  # type: ignore[override]
        self, original_node: cst.CSTNode, updated_node: cst.CSTNode
    ) -> cst.CSTNode:
        """Replace either by the other."""
        exchanged = {id(self._first): self._second, id(self._second): self._first}
        return exchanged.get(id(original_node), updated_node)


def siblings(name: str) -> list[str]:
    """Functions and methods that are easily taken for the one of this name."""
    return [other for family in _SIBLINGS if name in family for other in family if other != name]


def grouped(code: str, node: cst.CSTNode) -> str:
    """The text of an expression, in parentheses if it needs them as an operand."""
    return code if isinstance(node, SIMPLE) or getattr(node, "lpar", None) else f"({code})"
