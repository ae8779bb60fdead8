"""Records whose fields are a few bits each, packed into bytes without gaps."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

FIELD = re.compile(r"([a-z_][a-z0-9_]*):([us])([0-9]+)")
RESERVED = "_"
MAX_WIDTH = 32


class LayoutError(ValueError):
    """The description of a layout is wrong."""


@dataclass(frozen=True)
class Field:
    """One field: `width` bits, the first of them `offset` bits after the start of the record."""

    name: str
    offset: int
    width: int
    signed: bool = False

    @property
    def lowest(self) -> int:
        """Return the smallest value that fits."""
        return -(1 << self.width - 1) if self.signed else 0

    @property
    def highest(self) -> int:
        """Return the largest value that fits."""
        return (1 << self.width - self.signed) - 1

    def to_bits(self, value: int) -> int:
        """Return the bits of a value as a number without a sign; negative values are two's complement.

        Raises:
            OverflowError: If the value does not fit.
        """
        if not self.lowest <= value <= self.highest:
            raise OverflowError(f"{self.name} is {value}, not from {self.lowest} to {self.highest}")
        return value & (1 << self.width) - 1

    def from_bits(self, bits: int) -> int:
        """Return the value of the lowest `width` bits; any others are ignored."""
        bits &= (1 << self.width) - 1
        return bits - (1 << self.width) if bits > self.highest else bits


class Layout:
    """The fields of a record, such as "version:u3 _:u1 level:s12", first field in the highest bits.

    Raises:
        LayoutError: If there is no field, or one is malformed, has a useless width, or a name twice.
    """

    def __init__(self, description: str) -> None:
        self._fields: dict[str, Field] = {}
        self.bits = 0
        for word in description.split():
            self._add(word)
        if not self._fields:
            raise LayoutError("a layout has at least one field")

    @property
    def size(self) -> int:
        """Return the bytes of a record; unused bits of the last are its lowest."""
        return (self.bits + 7) // 8

    def offsets(self) -> dict[str, int]:
        """Return where every field starts, in the order of the fields."""
        return {name: field.offset for name, field in self._fields.items()}

    def pack(self, values: Mapping[str, int]) -> bytes:
        """Return a record; reserved and unused bits are 0, and so is a field that is not given.

        Raises:
            KeyError: If there is no such field.
            OverflowError: If a value does not fit.
        """
        record = bytes(self.size)
        for name, value in values.items():
            record = self.put(record, name, value)
        return record

    def unpack(self, record: bytes) -> dict[str, int]:
        """Return the values of all fields.

        Raises:
            ValueError: If the record is too short or too long.
        """
        return {name: self.get(record, name) for name in self._fields}

    def get(self, record: bytes, name: str) -> int:
        """Return the value of one field; raises what `unpack` raises, and KeyError for an unknown field."""
        field = self._field(name)
        return field.from_bits(self._number(record) >> self._shift(field))

    def put(self, record: bytes, name: str, value: int) -> bytes:
        """Return a record with another value of one field; raises what `get` and `pack` raise."""
        field = self._field(name)
        shift = self._shift(field)
        cleared = self._number(record) & ~((1 << field.width) - 1 << shift)
        return (cleared | field.to_bits(value) << shift).to_bytes(self.size, "big")

    def _add(self, word: str) -> None:
        match = FIELD.fullmatch(word)
        if match is None:
            raise LayoutError(f"{word} is not a field such as level:u4")
        name, kind, digits = match.groups()
        width = int(digits)
        if not 1 + (kind == "s") <= width <= MAX_WIDTH:
            raise LayoutError(f"{name} cannot have {width} bits")
        if name in self._fields:
            raise LayoutError(f"{name} is there twice")
        if name != RESERVED:
            self._fields[name] = Field(name, self.bits, width, kind == "s")
        self.bits += width

    def _field(self, name: str) -> Field:
        if name not in self._fields:
            raise KeyError(name)
        return self._fields[name]

    def _shift(self, field: Field) -> int:
        return self.size * 8 - field.offset - field.width

    def _number(self, record: bytes) -> int:
        if len(record) != self.size:
            raise ValueError(f"a record has {self.size} bytes, not {len(record)}")
        return int.from_bytes(record, "big")
