"""Base32: bytes as letters and digits that people can read to each other."""

from itertools import islice

ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"
PAD = "="
BLOCK = 8
"""Characters of a block: the forty bits of five bytes."""


class Base32Error(ValueError):
    """The text is not what it should be."""


def encode(data: bytes, padding: bool = True) -> str:
    """Return bytes as text, five bits a character, filled up with "=" to whole blocks if asked for."""
    characters: list[str] = []
    pending = 0
    count = 0
    for byte in data:
        pending = pending << 8 | byte
        count += 8
        while count >= 5:
            count -= 5
            characters.append(ALPHABET[pending >> count & 31])
        pending &= (1 << count) - 1
    if count:
        characters.append(ALPHABET[pending << 5 - count])
    if padding:
        characters.append(PAD * (-len(characters) % BLOCK))
    return "".join(characters)


def decode(text: str, strict: bool = True) -> bytes:
    """Return the bytes of a text.

    Strict texts are upper case and padded to whole blocks. Others may be lower case, unpadded, and have
    spaces and hyphens anywhere.

    Raises:
        Base32Error: If a character is wrong, the padding is, the length is one that no bytes have, or bits
            are set that belong to no byte.
    """
    if not strict:
        text = _tidy(text)
    body = text.rstrip(PAD)
    padded = len(body) != len(text)
    if (strict or padded) and len(text) - len(body) != -len(body) % BLOCK:
        raise Base32Error(f"wrong padding after {len(body)} characters")
    if len(body) % BLOCK in (1, 3, 6):
        raise Base32Error(f"{len(body)} characters are not whole bytes")
    data = bytearray()
    pending = 0
    count = 0
    for value in _values(body):
        pending = pending << 5 | value
        count += 5
        if count >= 8:
            count -= 8
            data.append(pending >> count)
            pending &= (1 << count) - 1
    if pending:
        raise Base32Error("bits are set after the last byte")
    return bytes(data)


def add_check(text: str) -> str:
    """Return a text with one more character, by which a wrong character and most swapped ones are noticed.

    Raises:
        Base32Error: If a character is wrong; there is no padding in such a text.
    """
    return text + ALPHABET[_check(text)]


def remove_check(text: str) -> str:
    """Return the text to which a check was added, as `decode` would tidy it when it is not strict.

    Raises:
        Base32Error: If a character is wrong, or there is none, or the check does not match.
    """
    text = _tidy(text)
    if not text:
        raise Base32Error("there is no check")
    body, check = text[:-1], text[-1]
    if ALPHABET[_check(body)] != check:
        raise Base32Error(f"the check {check} does not match")
    return body


def grouped(text: str, size: int = 4) -> str:
    """Return a text in groups of `size` characters, with hyphens between them; the last may be shorter.

    Raises:
        ValueError: If the size is below 1.
    """
    if size < 1:
        raise ValueError(f"size must be at least 1, but is {size}")
    characters = iter(text)
    return "-".join(iter(lambda: "".join(islice(characters, size)), ""))


def _tidy(text: str) -> str:
    return text.replace(" ", "").replace("-", "").upper()


def _values(text: str) -> list[int]:
    for position, character in enumerate(text):
        if character not in ALPHABET:
            raise Base32Error(f"{character!r} at position {position} is not a Base32 character")
    return [ALPHABET.index(character) for character in text]


def _check(text: str) -> int:
    total = 0
    for position, value in enumerate(_values(text)):
        weight = 1 + 2 * (position % 15)
        total += weight * value + position
    return total % len(ALPHABET)
