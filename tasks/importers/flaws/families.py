"""Which kind of defect the difference between two versions of a program is."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from tracefix_rl.tasks.importers.flaws.changes import Change, narrowed
from tracefix_rl.tasks.importers.flaws.differences import code_of
from tracefix_rl.tasks.task import Family


@dataclass(frozen=True, slots=True)
class Defect:
    """What is wrong with a version of a program.

    Args:
        family: The kind of defect.
        kind: What kind exactly, in a few words.
    """

    family: Family
    kind: str


def family_of(solution: str, buggy: str) -> Defect:
    """Tell which kind of defect makes one program of the other, judged by the first statement that differs.

    Args:
        solution: The correct program; it parses.
        buggy: The version with the bug, which is other code; it parses.
    """
    change = narrowed(Change(ast.parse(solution), ast.parse(buggy), ()))
    old, new = change.old, change.new
    if old is None or new is None:
        return _of_statement(old or new, "extra" if old is None else "missing")
    for judge in (_of_operators, _of_words, _of_calls, _of_clauses, _of_wrappers):
        defect = judge(old, new, change)
        if defect is not None:
            return defect
    return _of_place(old, new, change)


def _of_statement(statement: ast.AST | None, what: str) -> Defect:
    if isinstance(statement, ast.If):
        return Defect(Family.CONDITIONS, f"{what} branch")
    return Defect(Family.STATEMENTS, f"{what} statement")


def _of_operators(old: ast.AST, new: ast.AST, _: Change) -> Defect | None:
    if isinstance(old, ast.cmpop):
        return Defect(Family.CONDITIONS, "wrong comparison")
    if isinstance(old, ast.boolop):
        return Defect(Family.CONDITIONS, "wrong boolean operator")
    if isinstance(old, ast.operator | ast.unaryop):
        return Defect(Family.ARITHMETIC, "wrong operator")
    return None


def _of_words(old: ast.AST, new: ast.AST, change: Change) -> Defect | None:
    if isinstance(old, ast.Name) and isinstance(new, ast.Name):
        parent = change.within[-1]
        called = isinstance(parent, ast.Call) and parent.func is old
        return Defect(Family.NAMES, "wrong function" if called else "wrong variable")
    if isinstance(old, ast.Attribute) and isinstance(new, ast.Attribute):
        return Defect(Family.NAMES, "wrong attribute")
    if isinstance(old, ast.Constant) and isinstance(new, ast.Constant):
        if not (_is_number(old.value) and _is_number(new.value)):
            return Defect(Family.NAMES, "wrong constant")
        if _is_index(change.within, old):
            return Defect(Family.INDEXING, "wrong bound")
        return Defect(Family.ARITHMETIC, "wrong number")
    return None


def _of_calls(old: ast.AST, new: ast.AST, change: Change) -> Defect | None:
    if isinstance(old, ast.arguments):
        return Defect(Family.CALLS, "wrong parameter")
    if not isinstance(old, ast.Call) or not isinstance(new, ast.Call):
        return None
    if code_of(old.func) != code_of(new.func):
        return None
    if _is_range(old):
        return Defect(Family.INDEXING, "wrong bound")
    before, after = (sorted(map(code_of, [*call.args, *call.keywords])) for call in (old, new))
    if before == after:
        return Defect(Family.CALLS, "swapped arguments")
    if len(before) != len(after):
        return Defect(Family.CALLS, "missing argument" if len(after) < len(before) else "extra argument")
    return Defect(Family.CALLS, "wrong arguments")


def _of_clauses(old: ast.AST, new: ast.AST, _: Change) -> Defect | None:
    if not (isinstance(old, ast.BoolOp) and isinstance(new, ast.BoolOp)):
        return None
    before, after = (set(map(code_of, each.values)) for each in (old, new))
    if after < before:
        return Defect(Family.CONDITIONS, "missing clause")
    return Defect(Family.CONDITIONS, "extra clause" if before < after else "wrong condition")


def _of_wrappers(old: ast.AST, new: ast.AST, change: Change) -> Defect | None:
    """Judge a part that only one version puts around what both have."""
    for what, outer, inner in (("missing", old, new), ("extra", new, old)):
        if not isinstance(inner, ast.expr) or code_of(inner) not in map(code_of, _operands(outer)):
            continue
        if isinstance(outer, ast.BoolOp | ast.IfExp):
            return Defect(Family.CONDITIONS, f"{what} clause")
        if isinstance(outer, ast.Call):
            return Defect(Family.CALLS, f"{what} call")
        if isinstance(outer, ast.Subscript):
            return Defect(Family.INDEXING, f"{what} index")
        if _is_index(change.within, old):
            return Defect(Family.INDEXING, "wrong bound")
        if isinstance(outer, ast.UnaryOp) and isinstance(outer.op, ast.Not):
            return Defect(Family.CONDITIONS, f"{what} negation")
        if isinstance(outer, ast.BinOp | ast.UnaryOp):
            return Defect(Family.ARITHMETIC, f"{what} term")
    return None


def _of_place(old: ast.AST, new: ast.AST, change: Change) -> Defect:
    """Judge by what surrounds the part, where what it is does not tell."""
    if isinstance(old, ast.BoolOp | ast.Compare) or isinstance(new, ast.BoolOp | ast.Compare):
        return Defect(Family.CONDITIONS, "wrong condition")
    if _is_index(change.within, old) or isinstance(old, ast.Subscript | ast.Slice):
        return Defect(Family.INDEXING, "wrong index")
    if change.within and getattr(change.within[-1], "test", None) is old:
        return Defect(Family.CONDITIONS, "wrong condition")
    if isinstance(old, ast.stmt) or isinstance(new, ast.stmt):
        return Defect(Family.STATEMENTS, "wrong statement")
    if isinstance(old, ast.Call) or isinstance(new, ast.Call):
        return Defect(Family.CALLS, "wrong call")
    return Defect(Family.ARITHMETIC, "wrong expression")


def _operands(node: ast.AST) -> Iterator[ast.expr]:
    """Yield the parts that a node could have been put around."""
    for part in ast.iter_child_nodes(node):
        if isinstance(part, ast.expr):
            yield part
            # Of `a + b + c`, `a` may be what is left; of `list(set(a))` as well.
            nested = type(part) is type(node) and isinstance(part, ast.BinOp | ast.Call)
            if nested or (isinstance(part, ast.Attribute) and isinstance(node, ast.Call)):
                yield from _operands(part)


def _is_number(value: object) -> bool:
    return isinstance(value, int | float | complex) and not isinstance(value, bool)


def _is_index(within: tuple[ast.AST, ...], part: ast.AST) -> bool:
    """Whether a part is an index, or a bound of a slice or a range, or in one."""
    for outer, inner in pairwise([*within, part]):
        if isinstance(outer, ast.Subscript) and outer.slice is inner:
            return True
        if _is_range(outer) and inner in getattr(outer, "args", []):
            return True
    return False


def _is_range(node: ast.AST) -> bool:
    return isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "range"
