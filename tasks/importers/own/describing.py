"""What a module says of itself: a title and a specification."""

from __future__ import annotations

import ast
from collections.abc import Iterator

_DEFINITIONS = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)
Definition = ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef


def title_of(tree: ast.Module, name: str) -> str:
    """Return the first line of a module's docstring without its full stop, or its name."""
    lines = (ast.get_docstring(tree) or "").strip().splitlines()
    return lines[0].strip().removesuffix(".") if lines and lines[0].strip() else name


def specification_of(tree: ast.Module, name: str) -> str:
    """Return the docstrings of a module and of what is public in it; if there is none, its signatures.

    Args:
        tree: The module.
        name: Its dotted name.
    """
    docstring = ast.get_docstring(tree)
    public = list(_public(tree, ""))
    described = [(path, node, text) for path, node in public if (text := ast.get_docstring(node))]
    if not docstring and not described:
        signatures = "\n".join(f"    {_signature(path, node)}" for path, node in public)
        return f"The module {name} has:\n\n{signatures}" if signatures else f"The module {name}."
    members = (f"{_signature(path, node)}\n{_indented(text)}" for path, node, text in described)
    return "\n\n".join(filter(None, (docstring, *members)))


def _public(node: ast.AST, path: str) -> Iterator[tuple[str, Definition]]:
    """Yield the public functions, classes and methods, with the classes around them."""
    for child in getattr(node, "body", []):
        if isinstance(child, _DEFINITIONS) and (not child.name.startswith("_") or child.name == "__init__"):
            yield path + child.name, child
            if isinstance(child, ast.ClassDef):
                yield from _public(child, f"{path}{child.name}.")


def _signature(path: str, node: Definition) -> str:
    if isinstance(node, ast.ClassDef):
        bases = ", ".join(map(ast.unparse, node.bases))
        return f"class {path}({bases})" if bases else f"class {path}"
    returns = f" -> {ast.unparse(node.returns)}" if node.returns else ""
    return f"{path}({ast.unparse(node.args)}){returns}"


def _indented(text: str) -> str:
    return "\n".join(f"    {line}" if line else "" for line in text.splitlines())
