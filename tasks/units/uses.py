"""What a piece of a test module mentions: names, attributes, and fixtures by the name of a parameter."""

from __future__ import annotations

import ast
from collections.abc import Collection, Iterable, Iterator
from typing import NamedTuple

Function = ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda
FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef)
_COMPREHENSIONS = (ast.ListComp, ast.SetComp, ast.DictComp, ast.GeneratorExp)


class Uses(NamedTuple):
    """What a piece of code mentions."""

    names: frozenset[str]
    """Names that it reads and does not bind in a function of its own."""
    attributes: frozenset[str]
    """Names after a dot."""
    requests: frozenset[str]
    """Parameters of its functions, and strings that could name a fixture."""
    nodes: tuple[ast.AST, ...]
    """All nodes of its syntax tree."""


def uses_of(nodes: Iterable[ast.AST], without: Collection[ast.AST] = ()) -> Uses:
    """Collect what pieces of code mention.

    Args:
        nodes: The pieces.
        without: Nodes below them that do not count.
    """
    pieces = list(nodes)
    below = [each for piece in pieces for each in _walk(piece, without)]
    return Uses(
        frozenset().union(*(_free(piece, without) for piece in pieces)),
        frozenset(each.attr for each in below if isinstance(each, ast.Attribute)),
        frozenset(_requests(below)),
        tuple(below),
    )


def bound_names(node: ast.AST) -> set[str]:
    """Return the names that a statement binds in the scope it stands in."""
    found: set[str] = set()
    for each in _same_scope(node):
        if isinstance(each, ast.Name) and isinstance(each.ctx, ast.Store):
            found.add(each.id)
        elif isinstance(each, (*FUNCTIONS, ast.ClassDef)):
            found.add(each.name)
        elif isinstance(each, ast.Import | ast.ImportFrom):
            found |= {bound_by(alias) for alias in each.names}
        elif isinstance(each, ast.ExceptHandler | ast.MatchAs | ast.MatchStar) and each.name:
            found.add(each.name)
        elif isinstance(each, ast.MatchMapping) and each.rest:
            found.add(each.rest)
    return found


def bound_by(alias: ast.alias) -> str:
    """Return the name that a part of an import binds."""
    return alias.asname or alias.name.partition(".")[0]


def changed_names(node: ast.AST) -> set[str]:
    """Return the names whose values a statement changes in place, as far as it shows."""
    found = set()
    for each in ast.walk(node):
        target: ast.AST | None = None
        if isinstance(each, ast.Attribute | ast.Subscript) and isinstance(each.ctx, ast.Store | ast.Del):
            target = each.value
        elif isinstance(each, ast.Call) and isinstance(each.func, ast.Attribute):
            target = each.func.value
        elif isinstance(each, ast.AugAssign):
            target = each.target
        if isinstance(target, ast.Name):
            found.add(target.id)
    return found


def _walk(node: ast.AST, without: Collection[ast.AST]) -> Iterator[ast.AST]:
    if node in without:
        return
    yield node
    for child in ast.iter_child_nodes(node):
        yield from _walk(child, without)


def _same_scope(node: ast.AST) -> Iterator[ast.AST]:
    """Yield a node and what is below it, but not what belongs to a scope of its own."""
    yield node
    if not isinstance(node, (*FUNCTIONS, ast.Lambda, ast.ClassDef, *_COMPREHENSIONS)):
        for child in ast.iter_child_nodes(node):
            yield from _same_scope(child)


def _free(node: ast.AST, without: Collection[ast.AST]) -> set[str]:
    if node in without:
        return set()
    if isinstance(node, ast.Name):
        return {node.id} if isinstance(node.ctx, ast.Load) else set()
    if isinstance(node, (*FUNCTIONS, ast.Lambda)):
        return _free_of_function(node, without)
    found: set[str] = set()
    for child in ast.iter_child_nodes(node):
        found |= _free(child, without)
    if isinstance(node, _COMPREHENSIONS):
        found -= {name for each in node.generators for name in bound_names(each.target)}
    return found


def _free_of_function(node: Function, without: Collection[ast.AST]) -> set[str]:
    body = node.body if isinstance(node.body, list) else [node.body]
    inner = set().union(*(_free(each, without) for each in body))
    outer = {name for part in _around(node) for name in _free(part, without) | _quoted(part)}
    declared = {
        name
        for each in body
        for below in ast.walk(each)
        if isinstance(below, ast.Global)
        for name in below.names
    }
    own = {arg.arg for arg in _arguments(node)} | set().union(*map(bound_names, body))
    return outer | (inner - (own - declared)) | declared


def _around(node: Function) -> Iterator[ast.AST]:
    """Yield what is evaluated outside of a function: decorators, defaults, annotations."""
    yield from (each for each in (*node.args.defaults, *node.args.kw_defaults) if each is not None)
    yield from (arg.annotation for arg in _arguments(node) if arg.annotation is not None)
    if not isinstance(node, ast.Lambda):
        yield from node.decorator_list
        if node.returns is not None:
            yield node.returns


def _quoted(annotation: ast.AST) -> set[str]:
    """Return the names in an annotation that is written as a string."""
    if not (isinstance(annotation, ast.Constant) and isinstance(annotation.value, str)):
        return set()
    try:
        return _free(ast.parse(annotation.value, mode="eval"), ())
    except (SyntaxError, ValueError):
        return set()


def _arguments(node: Function) -> list[ast.arg]:
    """Return the parameters of a function, of every kind."""
    arguments = node.args
    rest = [each for each in (arguments.vararg, arguments.kwarg) if each is not None]
    return [*arguments.posonlyargs, *arguments.args, *arguments.kwonlyargs, *rest]


def _requests(nodes: Iterable[ast.AST]) -> Iterator[str]:
    for node in nodes:
        if isinstance(node, FUNCTIONS):
            yield from (arg.arg for arg in _arguments(node))
        elif isinstance(node, ast.Constant) and isinstance(node.value, str) and node.value.isidentifier():
            yield node.value
