"""Version constraints such as ">=1.2 <2", "^1.4", "~2.1", "1.x" or "1.2 - 1.5 || 3"."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import total_ordering

LABELS = r"(?:-([0-9A-Za-z-]+(?:\.[0-9A-Za-z-]+)*))?(?:\+[0-9A-Za-z.-]+)?"
PART = r"(\d+|[xX*])"
VERSION = re.compile(r"(\d+)\.(\d+)\.(\d+)" + LABELS)
PARTIAL = re.compile(rf"{PART}(?:\.{PART})?(?:\.{PART}{LABELS})?")
SIGNED = re.compile(r"(\^|~|>=|<=|>|<|=|)\s*([^\s,<>=^~]+)(?:\s*,\s*|\s+|$)")


class VersionError(ValueError):
    """The text is no version, or no constraint."""


@total_ordering
@dataclass(frozen=True)
class _Version:
    numbers: tuple[int, ...]
    labels: tuple[str, ...] = ()

    def __lt__(self, other: "_Version") -> bool:
        return self._key() < other._key()

    def __str__(self) -> str:
        return ".".join(map(str, self.numbers)) + ("-" + ".".join(self.labels) if self.labels else "")

    def _key(self) -> tuple[object, ...]:
        labels = [(0, int(label), "") if label.isdecimal() else (1, 0, label) for label in self.labels]
        return (self.numbers, not self.labels, labels)


@dataclass(frozen=True)
class _Limit:
    sign: str
    version: _Version

    def allows(self, version: _Version) -> bool:
        if version == self.version:
            return self.sign in ("=", ">=", "<=")
        if self.sign.startswith(">"):
            return version > self.version
        return self.sign.startswith("<") and version < self.version


class VersionRange:
    """A constraint that is read once: alternatives separated by "||", each a list of limits.

    Raises:
        VersionError: If the constraint cannot be read.
    """

    def __init__(self, text: str) -> None:
        self._alternatives = [_limits(part.strip()) for part in text.split("||")]

    @property
    def plain(self) -> list[list[str]]:
        """Return for each alternative the limits that it comes to, written with =, <, <=, > and >= only."""
        return [[f"{limit.sign}{limit.version}" for limit in limits] for limits in self._alternatives]

    def allows(self, text: str) -> bool:
        """Tell whether a version is within the limits of an alternative; raise VersionError if it is none.

        A pre-release must be named for that: by a limit of that alternative which is a pre-release of the
        same version.
        """
        version = _version(text)
        return any(self._fits(version, limits) for limits in self._alternatives)

    def latest(self, texts: Iterable[str]) -> str | None:
        """Return the newest version that is allowed, the first of equals, or None."""
        allowed = [text for text in texts if self.allows(text)]
        return max(allowed, key=_version, default=None)

    @staticmethod
    def _fits(version: _Version, limits: list[_Limit]) -> bool:
        if version.labels:
            named = [limit.version.numbers for limit in limits if limit.version.labels]
            if version.numbers not in named:
                return False
        return all(limit.allows(version) for limit in limits)


def _version(text: str) -> _Version:
    match = VERSION.fullmatch(text.strip().removeprefix("v"))
    if not match:
        raise VersionError(f"{text!r} is no version")
    *numbers, labels = match.groups()
    return _Version(tuple(map(int, numbers)), tuple(labels.split(".")) if labels else ())


def _limits(text: str) -> list[_Limit]:
    low, dash, high = text.partition(" - ")
    if dash:
        return _signed(">=", low.strip()) + _signed("<=", high.strip())
    limits = []
    at = 0
    while at < len(text):
        match = SIGNED.match(text, at)
        if not match:
            raise VersionError(f"cannot read {text[at:]}")
        at = match.end()
        limits += _signed(match[1], match[2])
    return limits


def _signed(sign: str, text: str) -> list[_Limit]:
    match = PARTIAL.fullmatch(text.removeprefix("v"))
    if not match:
        raise VersionError(f"{text!r} is no version")
    *parts, labels = match.groups()
    given = []
    for part in parts:
        if part is None or not part.isdecimal():
            break
        given.append(int(part))
    if labels and len(given) < 3:
        raise VersionError(f"{text!r} has a label but lacks a number")
    if not given:
        if sign not in ("", "=", ">="):
            raise VersionError(f"{sign}{text} says nothing")
        return []
    low = _Version(tuple(given + [0] * (3 - len(given))), tuple(labels.split(".")) if labels else ())
    last = len(given) - 1
    if sign == "^":
        return _between(low, next((index for index, number in enumerate(given) if number), last))
    if sign == "~":
        return _between(low, min(last, 1))
    if last == 2 or sign in (">=", "<"):
        return [_Limit(sign or "=", low)]
    if sign == ">":
        return [_Limit(">=", _bumped(low, last))]
    return _between(low, last)[1 if sign == "<=" else 0 :]


def _between(low: _Version, index: int) -> list[_Limit]:
    return [_Limit(">=", low), _Limit("<", _bumped(low, index))]


def _bumped(version: _Version, index: int) -> _Version:
    kept = version.numbers[:index]
    return _Version((*kept, version.numbers[index] + 1, *[0] * (2 - index)))
