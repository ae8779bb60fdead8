"""Choose versions of packages so that all their requirements are met."""

import operator
from collections.abc import Callable, Mapping

Version = tuple[int, ...]
Requirements = Mapping[str, str]
Index = Mapping[str, Mapping[str, Requirements]]

COMPARISONS: dict[str, Callable[[Version, Version], bool]] = {
    "==": operator.eq,
    "!=": operator.ne,
    ">=": operator.ge,
    "<=": operator.le,
    ">": operator.gt,
    "<": operator.lt,
}


class ResolutionError(Exception):
    """No choice of versions meets all requirements; `package` is where the search first got stuck."""

    def __init__(self, package: str) -> None:
        super().__init__(f"no version of {package} fits")
        self.package = package


def parse_version(text: str) -> Version:
    """Return the numbers of a version, without zeros at the end.

    Raises:
        ValueError: If the text is no version.
    """
    parts = text.split(".")
    if not all(part.isdecimal() for part in parts):
        raise ValueError(f"not a version: {text!r}")
    numbers = [int(part) for part in parts]
    while numbers and numbers[-1] == 0:
        numbers.pop()
    return tuple(numbers)


def allows(requirement: str, version: str) -> bool:
    """Tell whether a version meets a requirement, such as "*", "~1.4" or ">=1.2, <2".

    Raises:
        ValueError: If a rule has no sign, or the version of a rule is none.
    """
    if requirement.strip() == "*":
        return True
    found = parse_version(version)
    followed = [_follows(rule.strip(), found) for rule in requirement.split(",")]
    return all(followed)


def resolve(index: Index, wanted: Requirements) -> dict[str, str]:
    """Return a version for each package that is wanted or required, in alphabetical order.

    Packages are decided in the order in which they were first required, and the newest version that fits is
    tried first; when none is left, the decision before is changed.

    Raises:
        ResolutionError: If there is no such choice.
    """
    stuck: list[str] = []

    def decide(chosen: dict[str, str], rules: dict[str, list[str]]) -> dict[str, str] | None:
        name = next((name for name in rules if name not in chosen), None)
        if name is None:
            return chosen
        for version in _newest_first(index.get(name, {})):
            extended = {**chosen, name: version}
            required = index[name][version]
            if not all(allows(rule, version) for rule in rules[name]):
                continue
            if not all(
                allows(rule, extended[other]) for other, rule in required.items() if other in extended
            ):
                continue
            solution = decide(extended, _with_rules(rules, required))
            if solution is not None:
                return solution
        stuck.append(name)
        return None

    solution = decide({}, _with_rules({}, wanted))
    if solution is None:
        raise ResolutionError(stuck[0])
    return dict(sorted(solution.items()))


def outdated(index: Index, chosen: Mapping[str, str]) -> list[str]:
    """Return the chosen packages of which there is a newer version, in alphabetical order."""
    return [
        name
        for name in sorted(chosen)
        if any(parse_version(version) > parse_version(chosen[name]) for version in index.get(name, {}))
    ]


def _follows(rule: str, version: Version) -> bool:
    if rule.startswith("~"):
        least = parse_version(rule[1:].strip())
        return version >= least and (version or (0,))[0] == (least or (0,))[0]
    for sign, compare in COMPARISONS.items():
        if rule.startswith(sign):
            return compare(version, parse_version(rule[len(sign) :].strip()))
    raise ValueError(f"not a rule: {rule!r}")


def _with_rules(rules: dict[str, list[str]], added: Requirements) -> dict[str, list[str]]:
    extended = {name: list(known) for name, known in rules.items()}
    for name, rule in added.items():
        extended.setdefault(name, []).append(rule)
    return extended


def _newest_first(versions: Mapping[str, Requirements]) -> list[str]:
    return sorted(versions, key=parse_version, reverse=True)
