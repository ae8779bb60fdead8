"""A set of IPv4 addresses, given as addresses, blocks and ranges."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence

BITS = 32
Span = tuple[int, int]


class AddressError(ValueError):
    """The text is no address, block or range."""


class Allowlist:
    """Addresses that are allowed, kept as spans that neither overlap nor touch."""

    def __init__(self, entries: Sequence[str] = ()) -> None:
        self._starts: list[int] = []
        self._ends: list[int] = []
        for entry in entries:
            self.add(entry)

    @property
    def size(self) -> int:
        """Return the number of addresses."""
        return sum(end - start + 1 for start, end in self._spans())

    def add(self, entry: str) -> int:
        """Add addresses; return how many of them were new. AddressError if the entry cannot be read."""
        first, last = _parse(entry)
        new = last - first + 1 - self._common(first, last)
        low = bisect_left(self._ends, first - 1)
        high = bisect_right(self._starts, last + 1)
        if low < high:
            first = min(first, self._starts[low])
            last = max(last, self._ends[high - 1])
        self._starts[low:high] = [first]
        self._ends[low:high] = [last]
        return new

    def remove(self, entry: str) -> int:
        """Take addresses out; return how many were there. AddressError if the entry cannot be read."""
        first, last = _parse(entry)
        removed = self._common(first, last)
        kept: list[Span] = []
        for start, end in self._spans():
            if end < first or start > last:
                kept.append((start, end))
                continue
            if start < first:
                kept.append((start, first - 1))
            if end > last:
                kept.append((last + 1, end))
        self._starts = [start for start, _ in kept]
        self._ends = [end for _, end in kept]
        return removed

    def allows(self, address: str) -> bool:
        """Tell whether an address is allowed; AddressError if it is none."""
        number = _address(address.strip())
        return self._common(number, number) == 1

    def covers(self, entry: str) -> bool:
        """Tell whether all addresses of an entry are allowed; AddressError if it cannot be read."""
        first, last = _parse(entry)
        return self._common(first, last) == last - first + 1

    def overlap(self, entry: str) -> int:
        """Return how many addresses of an entry are allowed; AddressError if it cannot be read."""
        return self._common(*_parse(entry))

    def next_free(self, entry: str) -> str | None:
        """Return the first address of an entry that is not allowed, or None."""
        first, last = _parse(entry)
        position = bisect_left(self._ends, first)
        if position < len(self._ends) and self._starts[position] <= first:
            first = self._ends[position] + 1
        return _text(first) if first <= last else None

    def ranges(self) -> list[str]:
        """Return the addresses as ranges, in order."""
        return [
            _text(start) if start == end else f"{_text(start)}-{_text(end)}" for start, end in self._spans()
        ]

    def blocks(self) -> list[str]:
        """Return the addresses as the fewest blocks, in order."""
        return [block for start, end in self._spans() for block in _blocks(start, end)]

    def _spans(self) -> list[Span]:
        return list(zip(self._starts, self._ends, strict=True))

    def _common(self, first: int, last: int) -> int:
        low = bisect_left(self._ends, first)
        high = bisect_right(self._starts, last)
        return sum(
            min(end, last) - max(start, first) + 1
            for start, end in zip(self._starts[low:high], self._ends[low:high], strict=True)
        )


def _blocks(first: int, last: int, base: int = 0, prefix: int = 0) -> Iterator[str]:
    size = 1 << (BITS - prefix)
    if last < base or base + size <= first:
        return
    if first <= base and base + size - 1 <= last:
        yield f"{_text(base)}/{prefix}"
        return
    yield from _blocks(first, last, base, prefix + 1)
    yield from _blocks(first, last, base + size // 2, prefix + 1)


def _parse(entry: str) -> Span:
    text = entry.strip()
    if "/" in text:
        base, _, bits = text.partition("/")
        first, prefix = _address(base), _number(bits, BITS)
        size = 1 << (BITS - prefix)
        if first % size:
            raise AddressError(f"{text} has bits behind its prefix")
        return first, first + size - 1
    if "-" in text:
        low, _, high = text.partition("-")
        first, last = _address(low.strip()), _address(high.strip())
        if last < first:
            raise AddressError(f"{text} ends before it starts")
        return first, last
    first = _address(text)
    return first, first


def _address(text: str) -> int:
    parts = text.split(".")
    if len(parts) != 4:
        raise AddressError(f"{text!r} is no address")
    number = 0
    for part in parts:
        number = number * 256 + _number(part, 255)
    return number


def _number(text: str, limit: int) -> int:
    if not (text.isascii() and text.isdigit()) or (text[0] == "0" and text != "0") or int(text) > limit:
        raise AddressError(f"{text!r} is no number up to {limit}")
    return int(text)


def _text(number: int) -> str:
    return ".".join(str(number >> shift & 255) for shift in (24, 16, 8, 0))
