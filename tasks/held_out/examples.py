"""A case, what the reference makes of it, and both as a test."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from tracefix_rl.tasks.case import Read, Step
from tracefix_rl.tasks.source import public_names


@dataclass(frozen=True, slots=True)
class Returned:
    """A step gave plain data; `text` is an expression for it."""

    text: str


@dataclass(frozen=True, slots=True)
class Raised:
    """A step raised; `name` is that of the exception's nearest class that a test can name."""

    name: str


@dataclass(frozen=True, slots=True)
class Kept:
    """What a step gave was kept for later ones."""


Outcome: TypeAlias = Returned | Raised | Kept


@dataclass(frozen=True, slots=True)
class Example:
    """A case and what the reference makes of it.

    Args:
        steps: The steps that took place: what comes after a kept step that raised does not.
        outcomes: One for each step.
    """

    steps: tuple[Step, ...]
    outcomes: tuple[Outcome, ...]

    def as_test(self, name: str) -> str:
        """Return a pytest function of that name, which a source passes if it makes the same of the case."""
        return "\n".join([f"def {name}():", *self._lines()]) + "\n"

    def _lines(self) -> Iterator[str]:
        for step, outcome in zip(self.steps, self.outcomes, strict=True):
            match outcome:
                case Kept():
                    yield f"    {step}"
                case Raised(name):
                    yield f"    with pytest.raises({name}):"
                    yield f"        {step}"
                case Returned(text):
                    yield f"    assert {_observed(step)} {_equals(text)}"


def as_module(examples: Sequence[Example], source: str) -> str:
    """Return a test module of examples of a program, which imports no more than they use.

    The tests are numbered from 1.
    """
    tests = [example.as_test(f"test_{number:02}") for number, example in enumerate(examples, 1)]
    words = {node.id for text in tests for node in ast.walk(ast.parse(text)) if isinstance(node, ast.Name)}
    imports = [
        line
        for name, line in (
            ("datetime", "import datetime"),
            ("Decimal", "from decimal import Decimal"),
            ("Fraction", "from fractions import Fraction"),
            ("pytest", "import pytest"),
        )
        if name in words
    ]
    used = [name for name in public_names(source) if name in words]
    imports.append(f"from program import {', '.join(used)}")
    return "\n".join(imports) + "\n\n\n" + "\n\n".join(tests)


def _observed(step: Step) -> str:
    """A step as an operand: what is read may be any expression."""
    return f"({step})" if isinstance(step, Read) and not step.text.isidentifier() else str(step)


def _equals(text: str) -> str:
    if text in ("None", "True", "False"):
        return f"is {text}"
    try:
        is_float = isinstance(ast.literal_eval(text), float)
    except ValueError:
        is_float = False
    return f"== pytest.approx({text})" if is_float else f"== {text}"
