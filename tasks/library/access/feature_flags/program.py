"""Feature flags: who gets which variant, by name, by rule or by percentage."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

Attribute = str | int | bool
Attributes = Mapping[str, Attribute]
Condition = tuple[str, str, Attribute | list[Attribute]]

OPERATORS = ("eq", "ne", "in", "ge", "lt", "prefix")
BUCKETS = 100


class FlagError(Exception):
    """A flag or variant is unknown, or what is said about it makes no sense."""


@dataclass
class _Flag:
    variants: list[str]
    default: str
    on: bool = True
    required: list[tuple[str, str]] = field(default_factory=list)
    targets: dict[str, str] = field(default_factory=dict)
    rules: list[tuple[list[Condition], str]] = field(default_factory=list)
    weights: dict[str, int] = field(default_factory=dict)

    def check(self, variant: str) -> None:
        if variant not in self.variants:
            raise FlagError(f"{variant} is none of {', '.join(self.variants)}")


class FlagStore:
    """Flags by name; `hash_of` turns a text into the number that decides who is part of a rollout."""

    def __init__(self, hash_of: Callable[[str], int]) -> None:
        self._hash_of = hash_of
        self._flags: dict[str, _Flag] = {}

    def define(self, name: str, variants: Sequence[str] = ("off", "on"), default: str | None = None) -> None:
        """Add a flag that serves its default, the first variant unless another is given."""
        if name in self._flags:
            raise FlagError(f"there is a flag {name} already")
        if len(variants) < 2 or len(set(variants)) < len(variants):
            raise FlagError("a flag needs two different variants")
        flag = _Flag(list(variants), variants[0] if default is None else default)
        flag.check(flag.default)
        self._flags[name] = flag

    def switch(self, name: str, on: bool) -> None:
        """Switch a flag on or off; while it is off, it serves its default."""
        self._flag(name).on = on

    def require(self, name: str, other: str, variant: str) -> None:
        """Serve more than the default only to those whom another flag serves this variant."""
        flag = self._flag(name)
        self._flag(other).check(variant)
        if self._depends(other, name):
            raise FlagError(f"{name} would depend on itself")
        flag.required.append((other, variant))

    def target(self, name: str, user: str, variant: str) -> None:
        """Serve a variant to one user, whatever the rules say."""
        flag = self._flag(name)
        flag.check(variant)
        flag.targets[user] = variant

    def rule(self, name: str, conditions: list[Condition], variant: str) -> None:
        """Serve a variant to those who meet all conditions and no earlier rule."""
        flag = self._flag(name)
        flag.check(variant)
        for _, operator, _ in conditions:
            if operator not in OPERATORS:
                raise FlagError(f"there is no operator {operator}")
        flag.rules.append((list(conditions), variant))

    def rollout(self, name: str, weights: dict[str, int]) -> None:
        """Divide those who meet no rule by percent; the rest gets the default."""
        flag = self._flag(name)
        for variant, percent in weights.items():
            flag.check(variant)
            if not 0 <= percent <= BUCKETS:
                raise FlagError(f"{percent} is no percentage")
        if sum(weights.values()) > BUCKETS:
            raise FlagError("that is more than all")
        flag.weights = dict(weights)

    def evaluate(self, name: str, user: str, attributes: Attributes | None = None) -> tuple[str, str]:
        """Return the variant that a user gets, and why."""
        flag = self._flag(name)
        known = {**(attributes or {}), "user": user}
        if not flag.on:
            return flag.default, "off"
        for other, variant in flag.required:
            if self.evaluate(other, user, attributes)[0] != variant:
                return flag.default, "requirement"
        if user in flag.targets:
            return flag.targets[user], "target"
        for number, (conditions, variant) in enumerate(flag.rules, start=1):
            if all(_meets(known, condition) for condition in conditions):
                return variant, f"rule {number}"
        bucket = self._hash_of(f"{name}:{user}") % BUCKETS
        for variant, percent in flag.weights.items():
            if bucket < percent:
                return variant, "rollout"
            bucket -= percent
        return flag.default, "default"

    def enabled(self, name: str, user: str, attributes: Attributes | None = None) -> bool:
        """Tell whether a user gets another variant than the default."""
        return self.evaluate(name, user, attributes)[0] != self._flag(name).default

    def all_for(self, user: str, attributes: Attributes | None = None) -> dict[str, str]:
        """Return the variant of every flag for a user, in alphabetical order."""
        return {name: self.evaluate(name, user, attributes)[0] for name in sorted(self._flags)}

    def _flag(self, name: str) -> _Flag:
        if name not in self._flags:
            raise FlagError(f"there is no flag {name}")
        return self._flags[name]

    def _depends(self, name: str, other: str) -> bool:
        return name == other or any(self._depends(next_, other) for next_, _ in self._flags[name].required)


def _meets(attributes: Attributes, condition: Condition) -> bool:
    attribute, operator, wanted = condition
    if attribute not in attributes:
        return operator == "ne"
    value = attributes[attribute]
    if operator in ("ge", "lt"):
        if type(value) is not int or type(wanted) is not int:
            return False
        return value >= wanted if operator == "ge" else value < wanted
    if operator == "prefix":
        return isinstance(value, str) and isinstance(wanted, str) and value.startswith(wanted)
    if operator == "in":
        return isinstance(wanted, list) and value in wanted
    return (value == wanted) == (operator == "eq")
