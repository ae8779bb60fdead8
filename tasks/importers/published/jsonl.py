"""Reads files of JSON lines, compressed or not, of which each line should be an item."""

from __future__ import annotations

import gzip
import json
import zlib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from itertools import chain
from pathlib import Path
from typing import IO, Any, cast

from tracefix_rl.tasks.importers.item import Item, SourceError, Unusable
from tracefix_rl.tasks.importers.published.reading import Unreadable, attempt, tidy

MAX_LINE_BYTES = 4_000_000
"""Longest line that is read."""
_PROBE = 100
"""Lines without an item after which a file counts as another kind of file."""
_MAX_NAME = 80
"""Longest name by which a line is told, in characters."""
_GZIP = b"\x1f\x8b"


@dataclass(frozen=True, slots=True)
class Row:
    """A line of the file.

    Args:
        number: Its number, from 1.
        fields: What it says.
    """

    number: int
    fields: Mapping[str, Any]

    @property
    def name(self) -> str:
        """What a person finds it by."""
        value = self.fields.get("task_id")
        name = str(value) if isinstance(value, str | int) else ""
        usable = name.strip() and name.isprintable() and len(name) <= _MAX_NAME
        return name if usable else f"line {self.number}"

    def text(self, field: str) -> str:
        """Return a text.

        Raises:
            Unreadable: If the line has no such text.
        """
        value = self._value(field)
        if not isinstance(value, str):
            raise Unreadable(f"`{field}` should be a text, not {type(value).__name__}; correct the line")
        return _sound(value, field)

    def texts(self, field: str) -> list[str]:
        """Return a list of texts.

        Raises:
            Unreadable: If the line has no such list.
        """
        value = self._value(field)
        if not isinstance(value, list) or not all(isinstance(each, str) for each in value):
            raise Unreadable(f"`{field}` should be a list of texts; correct the line")
        return [_sound(each, field) for each in value]

    def _value(self, field: str) -> Any:
        if field not in self.fields:
            raise Unreadable(f"there is no `{field}`; get the whole data set again")
        return self.fields[field]


def _sound(text: str, field: str) -> str:
    """Return a text with other line ends, if a file can hold it."""
    try:
        text.encode("utf-8")
    except UnicodeEncodeError as problem:
        half = f"character {problem.start} is half of one"
        raise Unreadable(f"`{field}` cannot be written as UTF-8: {half}; correct the line") from None
    return tidy(text)


def read_items(
    path: Path, what: str, keys: tuple[str, ...], build: Callable[[Row], Item]
) -> Iterator[Item | Unusable]:
    """Read a file of items.

    Args:
        path: The file.
        what: What it should be, for the message.
        keys: Fields by which a line of it is recognized.
        build: Makes an item of a line, or raises `Unreadable`.

    Raises:
        SourceError: If the path is no such file.
    """
    names: set[str] = set()
    for row in _recognized(path, what, keys):
        result = row if isinstance(row, Unusable) else attempt(row.name, partial(build, row))
        if isinstance(result, Item):
            if result.name in names:
                result = Unusable(result.name, "an earlier line has the same `task_id`; give it another")
            names.add(result.name)
        yield result


def _recognized(path: Path, what: str, keys: tuple[str, ...]) -> Iterator[Row | Unusable]:
    """Yield the lines once one of them shows what file it is."""
    rows = _rows(path, what)
    before: list[Row | Unusable] = []
    for row in rows:
        before.append(row)
        if isinstance(row, Row) and all(key in row.fields for key in keys):
            yield from chain(before, rows)
            return
        if len(before) == _PROBE:
            break
    found = f"its first line that is no item: {_told(before[0])}" if before else "it is empty"
    wanted = ", ".join(f"`{key}`" for key in keys)
    raise SourceError(f"{path} is not {what}, JSON lines with {wanted}; {found}")


def _told(row: Row | Unusable) -> str:
    """Say what is wrong with a line."""
    if isinstance(row, Unusable):
        return f"{row.name}: {row.reason}"
    return f"line {row.number} has {', '.join(sorted(row.fields)[:8]) or 'no fields'}"


def _rows(path: Path, what: str) -> Iterator[Row | Unusable]:
    """Yield the lines that are not blank."""
    number = 0
    try:
        with _opened(path) as file:
            while line := file.readline(MAX_LINE_BYTES):
                number += 1
                if len(line) == MAX_LINE_BYTES and not line.endswith(b"\n"):
                    _skip_line(file)
                    reason = f"it is longer than {MAX_LINE_BYTES:,} bytes; leave it out"
                    yield Unusable(f"line {number}", reason)
                elif line.strip():
                    yield _row(line, number)
    except (EOFError, zlib.error, gzip.BadGzipFile) as problem:
        yield Unusable(f"line {number + 1}", f"the file is damaged from here on ({problem}); get it again")
    except OSError as problem:
        raise SourceError(f"{path} cannot be read: {problem.strerror}; it should be {what}") from None


def _opened(path: Path) -> IO[bytes]:
    with path.open("rb") as file:
        compressed = file.read(len(_GZIP)) == _GZIP
    return cast(IO[bytes], gzip.open(path)) if compressed else path.open("rb")


def _skip_line(file: IO[bytes]) -> None:
    while (part := file.readline(MAX_LINE_BYTES)) and not part.endswith(b"\n"):
        pass


def _row(line: bytes, number: int) -> Row | Unusable:
    name = f"line {number}"
    try:
        value = json.loads(line.decode("utf-8-sig"))
    except UnicodeDecodeError:
        return Unusable(name, "it is not UTF-8; save the file as UTF-8")
    except RecursionError:
        return Unusable(name, "it is nested too deeply; leave it out")
    except ValueError as problem:
        return Unusable(name, f"it is not JSON ({problem}); if the file is cut off, get it again")
    if not isinstance(value, dict):
        return Unusable(name, f"it is a JSON {type(value).__name__}; a line should be an object")
    return Row(number, value)
