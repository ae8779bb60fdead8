"""How the code of two versions of a program is compared: without texts that are for readers."""

from __future__ import annotations

import ast
import copy
from difflib import SequenceMatcher

Opcode = tuple[str, int, int, int, int]


def code_of(tree: ast.AST) -> str:
    """Return a syntax tree as a text, without docstrings and other texts that stand alone."""
    return ast.dump(without_texts(tree))


def without_texts(tree: ast.AST) -> ast.AST:
    """Return a copy of a syntax tree without docstrings and other texts that stand alone."""
    bare: ast.AST = _Bare().visit(copy.deepcopy(tree))
    return bare


def statements(body: list[ast.stmt]) -> list[ast.stmt]:
    """Return the statements of a body that do something."""
    return [statement for statement in body if not is_text(statement)]


def is_text(statement: ast.AST) -> bool:
    """Whether a statement is a docstring or another text that stands alone."""
    return (
        isinstance(statement, ast.Expr)
        and isinstance(statement.value, ast.Constant)
        and isinstance(statement.value.value, str)
    )


def differing(old: list[ast.stmt], new: list[ast.stmt]) -> list[Opcode]:
    """Return the stretches in which two bodies differ, as `difflib` has them."""
    matcher = SequenceMatcher(None, list(map(code_of, old)), list(map(code_of, new)), autojunk=False)
    return [opcode for opcode in matcher.get_opcodes() if opcode[0] != "equal"]


class _Bare(ast.NodeTransformer):
    """Leaves out what is for readers."""

    def generic_visit(self, node: ast.AST) -> ast.AST:
        body = getattr(node, "body", None)
        if isinstance(body, list):
            node.body = statements(body)  # type: ignore[attr-defined]
        return super().generic_visit(node)
