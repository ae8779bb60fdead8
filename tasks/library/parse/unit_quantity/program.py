"""Quantities with units, such as 1h30m, 3.5 kB or 2 m: read, computed with, and written."""

import re
from fractions import Fraction

PART = re.compile(r"\s*(\d+(?:\.\d+)?)\s*([A-Za-z]+)")
UNITS: dict[str, tuple[str, Fraction]] = {
    "ms": ("time", Fraction(1, 1000)),
    "s": ("time", Fraction(1)),
    "m": ("time", Fraction(60)),
    "h": ("time", Fraction(3600)),
    "d": ("time", Fraction(86400)),
    "bit": ("data", Fraction(1, 8)),
    "B": ("data", Fraction(1)),
    "g": ("mass", Fraction(1)),
    "t": ("mass", Fraction(1_000_000)),
    "lb": ("mass", Fraction(45_359_237, 100_000)),
}
PREFIXES = {"k": 1000, "M": 1000**2, "G": 1000**3, "Ki": 1024, "Mi": 1024**2, "Gi": 1024**3}
PREFIXED = {"B": tuple(PREFIXES), "bit": ("k", "M", "G"), "g": ("k",)}


class UnitError(ValueError):
    """The text is no quantity, a unit is unknown, or units do not go together."""


class Quantity:
    """An exact amount of time (in seconds), data (in bytes) or mass (in grams)."""

    def __init__(self, text: str) -> None:
        """Read "90 s", "1h30m" or "-3.5kB"; raise UnitError if it is no quantity."""
        sign, rest = (-1, text.strip()[1:]) if text.strip().startswith("-") else (1, text.strip())
        self.kind = ""
        self._amount = Fraction(0)
        smallest: Fraction | None = None
        at = 0
        while at < len(rest):
            match = PART.match(rest, at)
            if not match:
                raise UnitError(f"cannot read {rest[at:].strip()}")
            at = match.end()
            kind, size = _unit(match[2])
            if smallest is not None and (kind != self.kind or size >= smallest):
                raise UnitError(f"{match[2]} cannot come here")
            self.kind, smallest = kind, size
            self._amount += Fraction(match[1]) * size
        if smallest is None:
            raise UnitError("there is no quantity")
        self._amount *= sign

    def to(self, unit: str, places: int = 3) -> int | float:
        """Return the amount in this unit, rounded half to even; an int if it is whole then.

        Raises:
            UnitError: If the unit is unknown, or not of this kind.
        """
        value = round(self._amount / self._size(unit), places)
        return int(value) if value.denominator == 1 else float(value)

    def plus(self, other: "Quantity") -> "Quantity":
        """Return the sum; raise UnitError if the kinds differ."""
        if other.kind != self.kind:
            raise UnitError(f"{self.kind} and {other.kind} do not add up")
        return self._like(self._amount + other._amount)

    def times(self, factor: int) -> "Quantity":
        """Return so many times this."""
        return self._like(self._amount * factor)

    def parts_of(self, other: "Quantity") -> tuple[int, "Quantity"]:
        """Return how many whole times the other fits into this, and what is left, which has the other's sign.

        Raises:
            UnitError: If the kinds differ, or the other is nothing.
        """
        if other.kind != self.kind or not other._amount:
            raise UnitError("this cannot be divided so")
        count, rest = divmod(self._amount, other._amount)
        return count, self._like(rest)

    def compare(self, other: "Quantity") -> int:
        """Return -1, 0 or 1 as this is less than, as much as, or more than the other; see `plus`."""
        difference = self.plus(other.times(-1))._amount
        return (difference > 0) - (difference < 0)

    def text(self) -> str:
        """Return the time as "1d2h3m4.5s"; data and mass in the largest unit of which there is at least one.

        All numbers have three decimal places at most.
        """
        sign = "-" if self._amount < 0 else ""
        rest = round(abs(self._amount), 3)
        parts = []
        if self.kind == "time":
            for unit in "dhm":
                count, rest = divmod(rest, UNITS[unit][1])
                if count:
                    parts.append(f"{count}{unit}")
            if rest or not parts:
                parts.append(f"{_decimal(rest)}s")
            return sign + "".join(parts)
        units = ["GB", "MB", "kB", "B"] if self.kind == "data" else ["t", "kg", "g"]
        unit = next((unit for unit in units if rest >= _unit(unit)[1]), units[-1])
        return f"{sign}{_decimal(rest / _unit(unit)[1])} {unit}"

    def _size(self, unit: str) -> Fraction:
        kind, size = _unit(unit)
        if kind != self.kind:
            raise UnitError(f"{unit} is no unit of {self.kind}")
        return size

    def _like(self, amount: Fraction) -> "Quantity":
        made = Quantity.__new__(Quantity)
        made.kind, made._amount = self.kind, amount
        return made


def _unit(name: str) -> tuple[str, Fraction]:
    if name in UNITS:
        return UNITS[name]
    for base, prefixes in PREFIXED.items():
        prefix = name.removesuffix(base)
        if prefix != name and prefix in prefixes:
            kind, size = UNITS[base]
            return kind, size * PREFIXES[prefix]
    raise UnitError(f"unknown unit {name}")


def _decimal(value: Fraction) -> str:
    return f"{float(round(value, 3)):.3f}".rstrip("0").rstrip(".")
