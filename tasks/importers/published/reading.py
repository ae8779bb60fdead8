"""What all importers do with what they read: texts, syntax trees, and reasons why something is no item."""

from __future__ import annotations

import ast
from collections.abc import Callable
from pathlib import Path

from tracefix_rl.tasks import syntax
from tracefix_rl.tasks.importers.item import Item, Unusable


class Unreadable(Exception):
    """Something is no item; the message says why, and what would help."""


def attempt(name: str, make: Callable[[], Item]) -> Item | Unusable:
    """Make an item, or say why there is none.

    Args:
        name: What it is called if there is none.
        make: Makes it, or raises `Unreadable`.
    """
    try:
        return make()
    except Unreadable as problem:
        return Unusable(name, str(problem))
    except (RecursionError, MemoryError):
        return Unusable(name, "its code is nested too deeply to be read; leave it out")


def read_text(file: Path) -> str:
    """Read a text, with line feeds alone as its line ends.

    Raises:
        Unreadable: If it is missing, no file, or not UTF-8.
    """
    where = f"{file.parent.name}/{file.name}"
    try:
        return tidy(file.read_bytes().decode("utf-8"))
    except UnicodeDecodeError as problem:
        raise Unreadable(f"{where} is not UTF-8 at byte {problem.start}; save it as UTF-8") from None
    except FileNotFoundError:
        raise Unreadable(f"{where} is missing; get the whole data set again") from None
    except OSError as problem:
        raise Unreadable(f"{where} cannot be read: {problem.strerror}; make it a readable file") from None


def tidy(text: str) -> str:
    """Return a text with line feeds alone as its line ends, and without a byte order mark."""
    return text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")


def parse(source: str, what: str) -> ast.Module:
    """Parse a source that compiles.

    Args:
        source: Text of a module.
        what: What it is, for the message.

    Raises:
        Unreadable: If it does not compile.
    """
    problem = syntax.check(source)
    if problem is not None:
        raise Unreadable(f"{what} does not compile: {problem}; correct it")
    return ast.parse(source)
