"""Put version numbers in order."""

from collections.abc import Iterable
from functools import cmp_to_key


def parse(version: str) -> tuple[list[int], str]:
    """Return the numbers and the pre-release label of a version like "v1.4.0-beta".

    Zeros at the end mean nothing and are left out: 1.0 is the same as 1.
    """
    numbers, _, label = version.strip().removeprefix("v").partition("-")
    parts: list[int] = []
    for part in numbers.split("."):
        parts.append(int(part))
    while len(parts) > 1 and parts[-1] == 0:
        parts.pop()
    return parts, label


def compare(first: str, second: str) -> int:
    """Return -1, 0 or 1 as `first` is older than, the same as, or newer than `second`.

    A pre-release is older than its release; pre-releases of one release go by their labels.
    """
    first_parts, first_label = parse(first)
    second_parts, second_label = parse(second)
    if first_parts != second_parts:
        return -1 if first_parts < second_parts else 1
    if first_label == second_label:
        return 0
    if not first_label or not second_label:
        return 1 if not first_label else -1
    return -1 if first_label < second_label else 1


def in_order(versions: Iterable[str]) -> list[str]:
    """Return the versions from oldest to newest."""
    return sorted(versions, key=cmp_to_key(compare))


def latest(versions: Iterable[str]) -> str:
    """Return the newest version that is no pre-release."""
    releases = [version for version in versions if not parse(version)[1]]
    return in_order(releases)[-1]
