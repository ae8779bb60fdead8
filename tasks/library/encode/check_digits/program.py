"""Check digits of card numbers and books, and how to find a digit that was lost."""

from collections.abc import Sequence
from itertools import cycle

UNKNOWN = "?"


def luhn_digit(payload: str) -> str:
    """Return the digit that makes a Luhn number of a payload when it is appended.

    Raises:
        ValueError: If the payload is empty or is not digits, spaces and hyphens.
    """
    return str(-_luhn_sum([*_digits(payload), 0]) % 10)


def is_luhn(number: str) -> bool:
    """Tell whether these are at least two digits, the last of which is the Luhn digit of the others."""
    try:
        digits = _digits(number)
    except ValueError:
        return False
    return len(digits) >= 2 and _luhn_sum(digits) % 10 == 0


def restore_luhn(number: str) -> str:
    """Return a Luhn number with the one digit in place of which "?" stands; spaces and hyphens stay.

    Raises:
        ValueError: If "?" is not there exactly once, or fewer than two digits are there with it.
    """
    if number.count(UNKNOWN) != 1:
        raise ValueError(f"{number!r} must have one {UNKNOWN}")
    for digit in "0123456789":
        restored = number.replace(UNKNOWN, digit)
        if is_luhn(restored):
            return restored
    raise ValueError(f"{number!r} is no number that can be restored")


def weighted_digit(payload: str, weights: Sequence[int], modulus: int = 11) -> str:
    """Return the check digit that makes the weighted sum of all digits a multiple of the modulus.

    The weights are for the digits from the left, and start again when there are more digits. The check digit
    has the weight 1; ten is written "X".

    Raises:
        ValueError: If there are no weights, the modulus is not from 2 to 11, or the payload is no digits.
    """
    if not weights:
        raise ValueError("there are no weights")
    if not 2 <= modulus <= 11:
        raise ValueError(f"modulus must be from 2 to 11, but is {modulus}")
    total = sum(digit * weight for digit, weight in zip(_digits(payload), cycle(weights), strict=False))
    value = -total % modulus
    return "X" if value == 10 else str(value)


def isbn_kind(text: str) -> int | None:
    """Return 10 or 13 for a valid ISBN of that many characters, otherwise None."""
    body, check = _compact(text)[:-1], _compact(text)[-1:]
    try:
        expected = _isbn_check(body)
    except ValueError:
        return None
    return len(body) + 1 if check.upper() == expected else None


def to_isbn13(text: str) -> str:
    """Return an ISBN with thirteen digits and nothing else.

    Raises:
        ValueError: If it is no valid ISBN.
    """
    if isbn_kind(text) is None:
        raise ValueError(f"{text!r} is no ISBN")
    compact = _compact(text)
    if len(compact) == 13:
        return compact
    body = "978" + compact[:-1]
    return body + _isbn_check(body)


def to_isbn10(text: str) -> str | None:
    """Return an ISBN with ten characters and nothing else; None if it starts with 979, as it has none.

    Raises:
        ValueError: If it is no valid ISBN.
    """
    long = to_isbn13(text)
    if not long.startswith("978"):
        return None
    body = long[3:-1]
    return body + _isbn_check(body)


def _isbn_check(body: str) -> str:
    if len(body) == 9:
        return weighted_digit(body, range(10, 1, -1), 11)
    if len(body) == 12 and body.startswith(("978", "979")):
        return weighted_digit(body, (1, 3), 10)
    raise ValueError(f"{body!r} is not the start of an ISBN")


def _luhn_sum(digits: list[int]) -> int:
    total = 0
    for position, digit in enumerate(reversed(digits)):
        if position % 2:
            digit *= 2
            if digit > 9:
                digit -= 9
        total += digit
    return total


def _digits(text: str) -> list[int]:
    compact = _compact(text)
    if not compact or not (compact.isascii() and compact.isdigit()):
        raise ValueError(f"{text!r} is not a number")
    return [int(character) for character in compact]


def _compact(text: str) -> str:
    return text.replace(" ", "").replace("-", "")
