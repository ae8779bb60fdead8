"""Counts of small values, with sums over ranges and positions in logarithmic time."""


class Counts:
    """How often each of the values 0 to size - 1 was seen, as a Fenwick tree.

    Node n of the tree, counted from 1, has the sum of the n & -n counts that end with value n - 1. Values
    out of range are an IndexError for every method.

    Raises:
        ValueError: If the size is below 1.
    """

    def __init__(self, size: int) -> None:
        if size < 1:
            raise ValueError(f"a size of {size} is too small")
        self._size = size
        self._tree = [0] * (size + 1)
        self._top = 1 << (size.bit_length() - 1)
        self.total = 0

    def __len__(self) -> int:
        return sum(1 for value in range(self._size) if self.count(value) > 0)

    def add(self, value: int, times: int = 1) -> int:
        """Count a value some times more, or less if negative; return its count now.

        Raises:
            ValueError: If the count would be negative.
        """
        count = self.count(value) + times
        if count < 0:
            raise ValueError(f"{value} was not seen that often")
        node = value + 1
        while node <= self._size:
            self._tree[node] += times
            node += node & -node
        self.total += times
        return count

    def count(self, value: int) -> int:
        """Return how often a value was seen."""
        return self.between(value, value)

    def up_to(self, value: int) -> int:
        """Return how often values up to and including this one were seen."""
        self._check(value)
        return self._sum(value + 1)

    def between(self, low: int, high: int) -> int:
        """Return how often values from low to high, both included, were seen."""
        self._check(low)
        self._check(high)
        if low > high:
            return 0
        return self._sum(high + 1) - self._sum(low)

    def kth(self, position: int) -> int:
        """Return the value at a position, from 1 on, of all that was seen in order.

        Raises:
            IndexError: If there is no such position.
        """
        if not 1 <= position <= self.total:
            raise IndexError(f"no position {position}")
        node = 0
        step = self._top
        while step:
            following = node + step
            if following <= self._size and self._tree[following] < position:
                node = following
                position -= self._tree[following]
            step //= 2
        return node

    def percentile(self, percent: int) -> int | None:
        """Return the smallest value up to which at least that share of all was seen; None if nothing was.

        Raises:
            ValueError: If the percentage is not from 1 to 100.
        """
        if not 1 <= percent <= 100:
            raise ValueError(f"{percent} % is out of range")
        if self.total == 0:
            return None
        return self.kth(-(-self.total * percent // 100))

    def busiest(self) -> int | None:
        """Return the smallest of the values that were seen most often; None if nothing was."""
        best, most = None, 0
        for value in range(self._size):
            count = self.count(value)
            if count > most:
                best, most = value, count
        return best

    def transfer(self, source: int, target: int, times: int) -> int:
        """Count one value less often and another more, `times` or as often as possible; return how often."""
        self._check(target)
        moved = max(0, min(times, self.count(source)))
        self.add(source, -moved)
        self.add(target, moved)
        return moved

    def _sum(self, node: int) -> int:
        result = 0
        while node > 0:
            result += self._tree[node]
            node -= node & -node
        return result

    def _check(self, value: int) -> None:
        if not 0 <= value < self._size:
            raise IndexError(f"{value} is not from 0 to {self._size - 1}")
