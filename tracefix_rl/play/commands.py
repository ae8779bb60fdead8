"""What a person types at the prompt, read as a command. Pure: nothing is done here."""

from __future__ import annotations

import difflib
import re
from dataclasses import dataclass
from enum import StrEnum

from tracefix_rl.terminal.text import visible_line


class CommandError(ValueError):
    """What was typed is no command; the message says what would be."""


class Kind(StrEnum):
    """What can be asked for."""

    VIEW = "view"
    EDIT = "edit"
    INSERT = "insert"
    DELETE = "delete"
    TESTS = "tests"
    UNDO = "undo"
    RESET = "reset"
    BRIEF = "brief"
    HISTORY = "history"
    SUBMIT = "submit"
    QUIT = "quit"
    HELP = "help"


@dataclass(frozen=True, slots=True)
class Usage:
    """How a command is typed.

    Args:
        names: Its letter first, then the words it also answers to.
        lines: What follows it, as the help shows it; empty if nothing does.
        effect: What it does.
        is_step: Whether it is a step of the episode.
    """

    names: tuple[str, ...]
    lines: str
    effect: str
    is_step: bool = False


USAGE: dict[Kind, Usage] = {
    Kind.VIEW: Usage(("v", "view"), "[7-9]", "show the code, or some lines of it"),
    Kind.EDIT: Usage(("e", "edit"), "[7-9]", "edit these lines, or all", is_step=True),
    Kind.INSERT: Usage(("i", "insert"), "7", "write lines before line 7", is_step=True),
    Kind.DELETE: Usage(("d", "delete"), "7-9", "delete these lines", is_step=True),
    Kind.TESTS: Usage(("t", "tests", "test", "run"), "", "run the visible tests", is_step=True),
    Kind.UNDO: Usage(("u", "undo"), "", "take back the last edit", is_step=True),
    Kind.RESET: Usage(("r", "reset"), "", "go back to the original code", is_step=True),
    Kind.BRIEF: Usage(("b", "brief"), "", "what the code should do, and its tests"),
    Kind.HISTORY: Usage(("h", "history"), "", "what you did, and all of your changes"),
    Kind.SUBMIT: Usage(("s", "submit"), "", "run the held-out tests too, and be scored", is_step=True),
    Kind.QUIT: Usage(("q", "quit", "exit"), "", "leave without a score"),
    Kind.HELP: Usage(("?", "help"), "", "this list"),
}

_TAKES_ONE_LINE = (Kind.INSERT,)
_NEEDS_LINES = (Kind.INSERT, Kind.DELETE)

_TYPED = re.compile(r"([^\W\d_]+|\?)\s*(.*)", re.DOTALL)
_LINES = re.compile(r"([0-9]{1,9})(?:(?:\s*[-,:]\s*|\s+)([0-9]{1,9}))?")
_ONLY_LINES = re.compile(r"[0-9][0-9\s,:-]*")
_SHOWN = 40


@dataclass(frozen=True, slots=True)
class Command:
    """What was asked for.

    Args:
        kind: What to do.
        first: First line that is meant, from 1, if any is.
        last: Last line that is meant.
    """

    kind: Kind
    first: int | None = None
    last: int | None = None


def read_command(text: str) -> Command | None:
    """Read a typed line; `None` if it is blank.

    Raises:
        CommandError: If it is no command, or names no lines where it should.
    """
    text = text.strip()
    if not text:
        return None
    typed = _TYPED.fullmatch(text)
    if typed is None:
        raise CommandError(_not_a_command(text))
    kind = _kind(typed[1])
    if not typed[2]:
        if kind in _NEEDS_LINES:
            raise CommandError(f"{_example(kind)}: say which line{'s' * (kind not in _TAKES_ONE_LINE)}")
        return Command(kind)
    if not USAGE[kind].lines:
        raise CommandError(f"`{typed[1]}` stands alone; nothing follows it")
    first, last = _lines(kind, typed[2])
    return Command(kind, first, last)


def _kind(word: str) -> Kind:
    names = {name: kind for kind, usage in USAGE.items() for name in usage.names}
    found = names.get(word.lower())
    if found is not None:
        return found
    near = difflib.get_close_matches(word.lower()[:_SHOWN], [name for name in names if len(name) > 1], n=1)
    hint = f"; did you mean `{near[0]}`?" if near else ", and ? lists those there are"
    raise CommandError(f"there is no command `{_short(word)}`{hint}")


def _lines(kind: Kind, text: str) -> tuple[int, int]:
    found = _LINES.fullmatch(text.strip())
    if found is None:
        raise CommandError(f"`{_short(text)}` names no lines; {_example(kind)}")
    first = int(found[1])
    last = int(found[2] or found[1])
    if last < first:
        raise CommandError(f"{first}-{last} runs backwards; did you mean {last}-{first}?")
    if kind in _TAKES_ONE_LINE and last != first:
        raise CommandError(f"{_example(kind)}: it takes one line, and what you write goes before it")
    return first, last


def _example(kind: Kind) -> str:
    usage = USAGE[kind]
    return f"for example `{usage.names[0]} {usage.lines.strip('[]')}`"


def _not_a_command(text: str) -> str:
    if _ONLY_LINES.fullmatch(text):
        return f"say what to do with the lines: `v {_short(text)}` shows them, `e {_short(text)}` edits them"
    return f"`{_short(text)}` is no command, and ? lists those there are"


def _short(text: str) -> str:
    shown = visible_line(text)
    return shown if len(shown) <= _SHOWN else f"{shown[:_SHOWN]}…"
