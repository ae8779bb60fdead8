"""Templates with {{placeholders}}, filters and sections."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

TAG = re.compile(r"\{\{(.*?)\}\}", re.DOTALL)
NAME = re.compile(r"\.|\w+(\.\w+)*")
MISSING = object()


class TemplateError(ValueError):
    """The template is broken, or asks for something that the values do not have."""


class _Scopes:
    def __init__(self, items: list[Any]) -> None:
        self._items = items

    def within(self, item: Any) -> "_Scopes":
        return _Scopes([*self._items, item])

    def find(self, name: str) -> Any:
        if name == ".":
            return self._items[-1]
        first, *rest = name.split(".")
        holders = [item for item in self._items if isinstance(item, dict) and first in item]
        value = holders[-1][first] if holders else MISSING
        for part in rest:
            value = value.get(part, MISSING) if isinstance(value, dict) else MISSING
        return value


@dataclass(frozen=True)
class _Placeholder:
    name: str
    filters: list[tuple[str, str | None]]

    def render(self, scopes: _Scopes) -> str:
        value = scopes.find(self.name)
        for name, argument in self.filters:
            if value is MISSING and name != "default":
                break
            value = FILTERS[name](value, argument)
        if value is MISSING:
            raise TemplateError(f"no value for {self.name}")
        return _text(value)


@dataclass(frozen=True)
class _Section:
    name: str
    inverted: bool = False
    parts: list["str | _Placeholder | _Section"] = field(default_factory=list)

    def render(self, scopes: _Scopes) -> str:
        value = scopes.find(self.name) if self.name else True
        empty = value is MISSING or not value
        if self.inverted or empty:
            return self._once(scopes) if self.inverted and empty else ""
        if isinstance(value, list):
            return "".join(self._once(scopes.within(item)) for item in value)
        return self._once(scopes.within(value) if isinstance(value, dict) else scopes)

    def _once(self, scopes: _Scopes) -> str:
        return "".join(part if isinstance(part, str) else part.render(scopes) for part in self.parts)


class Template:
    """A template that is read once and rendered with any values.

    Raises:
        TemplateError: If sections do not nest, a tag has no valid name, or a filter is unknown.
    """

    def __init__(self, text: str) -> None:
        self._root = _Section("")
        open_sections = [self._root]
        end = 0
        for tag in TAG.finditer(text):
            open_sections[-1].parts.append(text[end : tag.start()])
            end = tag.end()
            content = tag[1].strip()
            mark = content[:1]
            if mark in ("#", "^"):
                section = _Section(_name(content[1:]), mark == "^")
                open_sections[-1].parts.append(section)
                open_sections.append(section)
            elif mark == "/":
                closed = open_sections.pop()
                if not open_sections or closed.name != _name(content[1:]):
                    raise TemplateError(f"{content} closes nothing")
            else:
                open_sections[-1].parts.append(_placeholder(content))
        open_sections[-1].parts.append(text[end:])
        if len(open_sections) > 1:
            raise TemplateError(f"{open_sections[-1].name} is not closed")

    def render(self, values: dict[str, Any]) -> str:
        """Return the text; raise TemplateError for a missing value or one that a filter cannot take."""
        return self._root.render(_Scopes([values]))


def _placeholder(content: str) -> _Placeholder:
    name, *filters = content.split("|")
    pairs: list[tuple[str, str | None]] = []
    for part in filters:
        kind, colon, argument = part.partition(":")
        if kind.strip() not in FILTERS:
            raise TemplateError(f"unknown filter {kind.strip()}")
        pairs.append((kind.strip(), argument.strip() if colon else None))
    return _Placeholder(_name(name), pairs)


def _name(text: str) -> str:
    if not NAME.fullmatch(text.strip()):
        raise TemplateError(f"{text.strip()!r} is no name")
    return text.strip()


def _text(value: Any) -> str:
    return "" if value is None else str(value)


def _default(value: Any, argument: str | None) -> Any:
    return (argument or "") if value is MISSING or value in (None, "") else value


def _truncate(value: Any, argument: str | None) -> str:
    text = _text(value)
    if not argument or not argument.isdecimal() or int(argument) < 1:
        raise TemplateError("truncate needs a length")
    return text if len(text) <= int(argument) else text[: int(argument) - 1] + "~"


def _join(value: Any, argument: str | None) -> str:
    if not isinstance(value, list):
        raise TemplateError("only a list can be joined")
    return (", " if argument is None else argument).join(map(_text, value))


FILTERS: dict[str, Callable[[Any, str | None], Any]] = {
    "default": _default,
    "join": _join,
    "lower": lambda value, _: _text(value).lower(),
    "truncate": _truncate,
    "upper": lambda value, _: _text(value).upper(),
}
