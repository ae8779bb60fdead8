"""Token buckets: bursts up to a capacity, and a steady rate in the long run."""


class TokenBucket:
    """Holds up to `capacity` tokens and gains one every `interval` milliseconds; it starts full.

    Times are milliseconds; one that lies before the latest counts as the latest.

    Raises:
        ValueError: If the capacity or the interval is below 1.
    """

    def __init__(self, capacity: int, interval: int, now: int = 0) -> None:
        if capacity < 1 or interval < 1:
            raise ValueError("capacity and interval must be at least 1")
        self._capacity = capacity
        self._interval = interval
        self._full = capacity * interval
        self._credit = self._full
        self._latest = now

    def available(self, now: int) -> int:
        """Return the number of whole tokens, 0 while the bucket is in debt."""
        self._refill(now)
        return max(0, self._credit // self._interval)

    def take(self, now: int, count: int = 1) -> bool:
        """Take tokens if there are enough of them; tell whether there were.

        Raises:
            ValueError: If the count is below 1 or above the capacity.
        """
        return self.reserve(now, count) is not None

    def wait(self, now: int, count: int = 1) -> int:
        """Return how long it takes until there are that many tokens.

        Raises:
            ValueError: If the count is below 1 or above the capacity.
        """
        if count > self._capacity:
            raise ValueError(f"{count} tokens never fit into a bucket of {self._capacity}")
        cost = self._cost(count)
        self._refill(now)
        return max(0, cost - self._credit)

    def reserve(self, now: int, count: int = 1, patience: int = 0) -> int | None:
        """Take tokens that come within `patience`, and return how long to wait for them.

        Raises:
            ValueError: If the count is below 1 or above the capacity.
        """
        wait = self.wait(now, count)
        if wait > patience:
            return None
        self._credit -= self._cost(count)
        return wait

    def give_back(self, now: int, count: int = 1) -> None:
        """Put tokens back; those above the capacity are lost.

        Raises:
            ValueError: If the count is below 1.
        """
        cost = self._cost(count)
        self._refill(now)
        self._credit = min(self._full, self._credit + cost)

    def _cost(self, count: int) -> int:
        if count < 1:
            raise ValueError(f"count must be at least 1, but is {count}")
        return count * self._interval

    def _refill(self, now: int) -> None:
        if now > self._latest:
            self._credit = min(self._full, self._credit + now - self._latest)
            self._latest = now


class Buckets:
    """A token bucket for each key, made when the key first takes from it.

    Raises:
        ValueError: If the capacity or the interval is below 1.
    """

    def __init__(self, capacity: int, interval: int) -> None:
        self._capacity = capacity
        self._interval = interval
        self._unused = TokenBucket(capacity, interval)
        self._buckets: dict[str, TokenBucket] = {}

    def __len__(self) -> int:
        return len(self._buckets)

    def take(self, key: str, now: int, count: int = 1) -> bool:
        """Take tokens from the bucket of `key` if there are enough of them; tell whether there were.

        Raises:
            ValueError: If the count is below 1 or above the capacity.
        """
        if key not in self._buckets:
            self._unused.wait(now, count)
            self._buckets[key] = TokenBucket(self._capacity, self._interval, now)
        return self._buckets[key].take(now, count)

    def wait(self, key: str, now: int, count: int = 1) -> int:
        """Return how long `key` must wait until it can take that many; this makes no bucket.

        Raises:
            ValueError: If the count is below 1 or above the capacity.
        """
        return self._buckets.get(key, self._unused).wait(now, count)

    def sweep(self, now: int) -> list[str]:
        """Forget the buckets that are full; return their keys in alphabetical order."""
        full = sorted(key for key, bucket in self._buckets.items() if bucket.available(now) == self._capacity)
        for key in full:
            del self._buckets[key]
        return full
