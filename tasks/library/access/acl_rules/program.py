"""Ordered rules of who may do what: the first that matches decides."""

import re
from dataclasses import dataclass

Request = tuple[str, str, str]


class RuleError(ValueError):
    """A rule cannot be read, or there is none of that number."""


@dataclass(frozen=True)
class _Rule:
    allow: bool
    who: str
    actions: tuple[str, ...]
    segments: tuple[str, ...]
    text: str

    def covers(self, action: str, path: list[str]) -> bool:
        if "*" not in self.actions and action not in self.actions:
            return False
        fixed = self.segments
        if fixed[-1] == "**":
            fixed = fixed[:-1]
            if len(path) < len(fixed):
                return False
        elif len(path) != len(fixed):
            return False
        return all(_segment_matches(pattern, part) for pattern, part in zip(fixed, path, strict=False))


class AccessList:
    """Rules in order, and what holds if none of them matches: "allow" or "deny".

    Raises:
        ValueError: If the default is neither.
    """

    def __init__(self, default: str = "deny") -> None:
        if default not in ("allow", "deny"):
            raise ValueError(f"the default must be allow or deny, not {default}")
        self._default = default == "allow"
        self._rules: list[_Rule] = []
        self._groups: dict[str, list[str]] = {}

    def __len__(self) -> int:
        return len(self._rules)

    def group(self, name: str, members: list[str]) -> None:
        """Define who is in a group: users, and groups as "@name"."""
        self._groups[name] = list(members)

    def member(self, user: str, name: str) -> bool:
        """Tell whether a user is in a group, directly or through other groups."""
        return self._is_member(user, name, ())

    def add(self, text: str) -> int:
        """Append a rule such as "allow @staff read,list /docs/**"; return its number.

        Raises:
            RuleError: If the rule cannot be read.
        """
        self._rules.append(_parse(text))
        return len(self._rules)

    def insert(self, position: int, text: str) -> None:
        """Put a rule before the one that has this number.

        Raises:
            RuleError: If the rule cannot be read, or there is no such place.
        """
        if not 1 <= position <= len(self._rules) + 1:
            raise RuleError(f"there is no place {position}")
        self._rules.insert(position - 1, _parse(text))

    def remove(self, number: int) -> str:
        """Remove a rule and return its text.

        Raises:
            RuleError: If there is no rule of this number.
        """
        if not 1 <= number <= len(self._rules):
            raise RuleError(f"there is no rule {number}")
        return self._rules.pop(number - 1).text

    def rules(self) -> list[str]:
        """Return the texts of the rules in order."""
        return [rule.text for rule in self._rules]

    def decide(self, user: str, action: str, path: str) -> tuple[bool, int]:
        """Return whether it is allowed, and the number of the rule that says so, 0 if none does."""
        segments = _segments(path)
        for number, rule in enumerate(self._rules, start=1):
            if self._applies_to(rule.who, user) and rule.covers(action, segments):
                return rule.allow, number
        return self._default, 0

    def allowed(self, user: str, action: str, path: str) -> bool:
        """Tell whether a user may do something with a resource."""
        return self.decide(user, action, path)[0]

    def actions(self, user: str, path: str, candidates: list[str]) -> list[str]:
        """Return those of the candidates that a user may do, in their order."""
        return [action for action in candidates if self.allowed(user, action, path)]

    def unused(self, requests: list[Request]) -> list[int]:
        """Return the numbers of the rules that decide none of the requests."""
        used = {self.decide(*request)[1] for request in requests}
        return [number for number in range(1, len(self._rules) + 1) if number not in used]

    def _applies_to(self, who: str, user: str) -> bool:
        if who.startswith("!"):
            return not self._applies_to(who[1:], user)
        if who.startswith("@"):
            return self.member(user, who[1:])
        return who in ("*", user)

    def _is_member(self, user: str, name: str, above: tuple[str, ...]) -> bool:
        if name in above:
            return False
        for entry in self._groups.get(name, []):
            if entry == user:
                return True
            if entry.startswith("@") and self._is_member(user, entry[1:], (*above, name)):
                return True
        return False


def _parse(text: str) -> _Rule:
    words = text.split()
    if len(words) != 4 or words[0] not in ("allow", "deny"):
        raise RuleError(f"{text!r} is no rule")
    effect, who, actions, resource = words
    segments = _segments(resource)
    if "**" in segments[:-1]:
        raise RuleError(f"{resource} goes on after **")
    return _Rule(effect == "allow", who, tuple(actions.split(",")), tuple(segments), " ".join(words))


def _segments(path: str) -> list[str]:
    return path.removeprefix("/").removesuffix("/").split("/")


def _segment_matches(pattern: str, part: str) -> bool:
    return re.fullmatch(".*".join(map(re.escape, pattern.split("*"))), part) is not None
