"""Read and write durations like "1h30m"."""

from collections.abc import Iterable

SECONDS = {"d": 86400, "h": 3600, "m": 60, "s": 1}


class DurationError(ValueError):
    """The text is not a duration."""


def parse_duration(text: str) -> int:
    """Return the seconds in a text of numbers and units (d, h, m, s), in either case.

    Raises:
        DurationError: If there is anything else in it, a unit has no number, or a number no unit.
    """
    seconds = 0
    number = ""
    for symbol in text.strip().lower():
        if symbol.isdigit():
            number += symbol
        elif symbol in SECONDS and number:
            seconds += number * SECONDS[symbol]
            number = ""
        else:
            raise DurationError(f"unexpected {symbol!r} in {text!r}")
    if number:
        raise DurationError(f"{text!r} ends without a unit")
    return seconds


def format_duration(seconds: int) -> str:
    """Return the shortest text for a number of seconds, largest units first; 0 is "0s"."""
    parts: list[str] = []
    for unit, size in SECONDS.items():
        number, seconds = divmod(seconds, size)
        if number:
            parts.append(f"{number}{unit}")
    return "".join(parts) or "0s"


def add_up(texts: Iterable[str]) -> str:
    """Return the durations added up, as text."""
    return format_duration(sum(parse_duration(text) for text in texts))
