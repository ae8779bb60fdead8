"""Pack integers into as few bytes as they need, as protocol buffers do."""

from collections.abc import Iterable

MAX_BYTES = 10
"""Longest varint: ten groups of seven bits hold 64 bits."""


class DecodeError(ValueError):
    """The bytes are not what they should be; `offset` is where the broken value starts."""

    def __init__(self, reason: str, offset: int) -> None:
        super().__init__(f"{reason} at offset {offset}")
        self.offset = offset


def encode(number: int) -> bytes:
    """Return a number as a varint: seven bits a byte, lowest first, the top bit set in all but the last.

    Raises:
        ValueError: If the number does not fit into 64 bits without a sign.
    """
    if not 0 <= number < 1 << 64:
        raise ValueError(f"{number} does not fit into 64 bits without a sign")
    data = bytearray()
    while number > 0x7F:
        data.append(number & 0x7F | 0x80)
        number >>= 7
    data.append(number)
    return bytes(data)


def decode(data: bytes, offset: int = 0) -> tuple[int, int]:
    """Return the number that starts at an offset, and the offset after it.

    Raises:
        DecodeError: If the bytes end within the number, it has more than ten, or more than 64 bits.
    """
    number = 0
    for index in range(MAX_BYTES):
        if offset + index >= len(data):
            raise DecodeError("the bytes end within a number", offset)
        byte = data[offset + index]
        number |= (byte & 0x7F) << (7 * index)
        if byte < 0x80:
            if number >= 1 << 64:
                raise DecodeError("a number has more than 64 bits", offset)
            return number, offset + index + 1
    raise DecodeError("a number has more than ten bytes", offset)


def zigzag(number: int) -> int:
    """Return a number without a sign for one with: 0, -1, 1, -2, 2 become 0, 1, 2, 3, 4."""
    return number * 2 if number >= 0 else -number * 2 - 1


def unzigzag(number: int) -> int:
    """Undo `zigzag`."""
    return -(number + 1) // 2 if number % 2 else number // 2


def pack(numbers: Iterable[int]) -> bytes:
    """Return a list of numbers with signs: how many they are, and how much each is above the one before."""
    values = list(numbers)
    data = bytearray(encode(len(values)))
    previous = 0
    for value in values:
        data += encode(zigzag(value - previous))
        previous = value
    return bytes(data)


def unpack(data: bytes) -> list[int]:
    """Undo `pack`.

    Raises:
        DecodeError: If the bytes are not those of a list, no more and no less.
    """
    count, offset = decode(data)
    values: list[int] = []
    previous = 0
    for _ in range(count):
        step, offset = decode(data, offset)
        previous += unzigzag(step)
        values.append(previous)
    if offset != len(data):
        raise DecodeError("there are bytes after the list", offset)
    return values
