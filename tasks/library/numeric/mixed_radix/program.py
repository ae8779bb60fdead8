"""Write numbers in other bases, with fractions that may repeat, and in units of mixed size."""

import re
from collections.abc import Sequence
from fractions import Fraction

DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"
NUMBER = re.compile(r"(-?)(\w+)(?:\.(\w*)(?:\((\w+)\))?)?", re.ASCII)


class NumberFormatError(ValueError):
    """The text is not a number in its base."""


def convert(text: str, source: int, target: int, limit: int = 20) -> str:
    """Return a number of base `source` in base `target`.

    Digits after the point that repeat for ever are in parentheses: "0.1(6)". At most `limit` digits are
    written after the point; if they do not reach the end of the first repetition, "..." follows them.

    Raises:
        ValueError: If a base is not from 2 to 36, or the limit is below 1.
        NumberFormatError: If the text is not a number in its base.
    """
    for base in (source, target):
        if not 2 <= base <= len(DIGITS):
            raise ValueError(f"a base is from 2 to {len(DIGITS)}, not {base}")
    if limit < 1:
        raise ValueError(f"limit must be at least 1, but is {limit}")
    number = _parse(text, source)
    whole, rest = divmod(abs(number), 1)
    sign = "-" if number < 0 else ""
    written = sign + _whole(int(whole), target)
    return f"{written}.{_fraction(rest, target, limit)}" if rest else written


def split(amount: int, sizes: Sequence[int]) -> list[int]:
    """Return an amount in units, largest first; `sizes` tell how many of each make one of the next larger.

    `split(7384, [60, 60])` are 2 hours, 3 minutes, 4 seconds. No unit of a negative amount is positive.

    Raises:
        ValueError: If a size is below 1.
    """
    _check(sizes)
    rest = abs(amount)
    parts: list[int] = []
    for size in reversed(sizes):
        rest, part = divmod(rest, size)
        parts.append(part)
    parts.append(rest)
    return [-part if amount < 0 else part for part in reversed(parts)]


def join(parts: Sequence[int], sizes: Sequence[int]) -> int:
    """Return the amount of some units; they need not be in bounds, and may be of any sign.

    Raises:
        ValueError: If there is not one more part than sizes, or a size is below 1.
    """
    _check(sizes)
    if len(parts) != len(sizes) + 1:
        raise ValueError(f"{len(sizes) + 1} parts are needed, not {len(parts)}")
    amount = parts[0]
    for size, part in zip(sizes, parts[1:], strict=True):
        amount = amount * size + part
    return amount


def _check(sizes: Sequence[int]) -> None:
    if any(size < 1 for size in sizes):
        raise ValueError("every size must be at least 1")


def _parse(text: str, base: int) -> Fraction:
    match = NUMBER.fullmatch(text.strip().lower())
    if match is None:
        raise NumberFormatError(f"{text!r} is not a number")
    sign, whole, fixed, repeated = (group or "" for group in match.groups())
    number = Fraction(_value(whole, base))
    number += Fraction(_value(fixed, base), base ** len(fixed))
    if repeated:
        number += Fraction(_value(repeated, base), base ** len(fixed) * (base ** len(repeated) - 1))
    return -number if sign else number


def _value(digits: str, base: int) -> int:
    value = 0
    for digit in digits:
        weight = DIGITS.find(digit)
        if not 0 <= weight < base:
            raise NumberFormatError(f"{digit!r} is not a digit of base {base}")
        value = value * base + weight
    return value


def _whole(number: int, base: int) -> str:
    digits = DIGITS[number % base]
    while number >= base:
        number //= base
        digits = DIGITS[number % base] + digits
    return digits


def _fraction(rest: Fraction, base: int, limit: int) -> str:
    digits = ""
    positions: dict[Fraction, int] = {}
    while rest and rest not in positions:
        if len(digits) == limit:
            return digits + "..."
        positions[rest] = len(digits)
        digit, rest = divmod(rest * base, 1)
        digits += DIGITS[digit]
    if not rest:
        return digits
    start = positions[rest]
    return f"{digits[:start]}({digits[start:]})"
