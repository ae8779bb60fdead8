"""Something that can be left out of a test module, and the module's own syntax tree."""

from __future__ import annotations

import ast
from dataclasses import dataclass, field

from tracefix_rl.tasks.units.parameter_sets import ParameterSets
from tracefix_rl.tasks.units.uses import Uses

_MAX_DEPTH = 400
"""Deepest syntax tree that is divided; far below what the interpreter's own stack allows."""


class UnitsError(ValueError):
    """Test modules that cannot be divided or merged; the message says why, and what would help."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where tests stand.

    Args:
        path: The test function, or the class that has them, e.g. `TestStack::test_pop`.
        case: Which of its parameter sets, from 0; `None` if the tests of all.
    """

    path: str
    case: int | None = None


@dataclass(eq=False)
class Part:
    """Something that can be left out of a test module.

    Args:
        node: The statement, or what the part is a piece of.
        uses: What it mentions.
        names: What it binds.
        around: The class, the import or the test that it is in, which stays if it does.
        lines: Its first and last line; `None` if it has none of its own.
        tests: The tests it has; nothing if it is no test.
        always: Whether it stays with what is around it, whoever needs it.
        index: Which of the parameter sets or imported names of `around` it is.
        cases: Its parameter sets, if they are parts.
        is_fixture: Whether a test can ask for it by the name of a parameter.
    """

    node: ast.stmt
    uses: Uses
    names: frozenset[str] = frozenset()
    around: Part | None = None
    lines: tuple[int, int] | None = None
    tests: tuple[Place, ...] = ()
    always: bool = False
    index: int | None = None
    cases: ParameterSets | None = None
    is_fixture: bool = False
    inner: list[Part] = field(default_factory=list)


def parsed(text: str, name: str = "the test module") -> ast.Module:
    """Parse a test module.

    Args:
        text: The module.
        name: What messages call it.

    Raises:
        UnitsError: If it does not parse.
    """
    try:
        tree = ast.parse(text)
        if _depth(tree) > _MAX_DEPTH:
            raise RecursionError
        return tree
    except SyntaxError as error:
        where = f" in line {error.lineno}" if error.lineno else ""
        raise UnitsError(f"{name} does not parse{where}: {error.msg}; correct it first") from None
    except ValueError as error:
        raise UnitsError(f"{name} does not parse: {error}; correct it first") from None
    except (RecursionError, MemoryError):
        raise UnitsError(f"{name} does not parse: it is nested too deeply; write it flatter") from None


def _depth(tree: ast.AST) -> int:
    """Count the levels of a syntax tree."""
    depth, level = 0, [tree]
    while level:
        depth += 1
        level = [child for node in level for child in ast.iter_child_nodes(node)]
    return depth
