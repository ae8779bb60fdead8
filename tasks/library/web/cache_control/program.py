"""Decide whether a cached response may still be used, by the rules of Cache-Control."""

Directives = dict[str, str | None]

CACHEABLE = (200, 203, 300, 301, 404, 410)
LONGEST_GUESS = 86400


def parse_directives(header: str) -> Directives:
    """Return the directives of a Cache-Control header; a directive without a value has None."""
    directives: Directives = {}
    for part in header.split(","):
        name, equals, value = (piece.strip() for piece in part.partition("="))
        if not name:
            continue
        if len(value) >= 2 and value.startswith('"') and value.endswith('"'):
            value = value[1:-1]
        directives.setdefault(name.lower(), value if equals else None)
    return directives


class StoredResponse:
    """A response in a cache; all times are whole seconds."""

    def __init__(self, status: int, headers: dict[str, str], received_at: int) -> None:
        self._status = status
        self._headers = {name.lower(): value for name, value in headers.items()}
        self._received_at = received_at
        self._control = parse_directives(self._headers.get("cache-control", ""))

    def age(self, now: int) -> int:
        """Return how old the response is, counting the time before it was received."""
        return (self._time("age") or 0) + max(0, now - self._received_at)

    def lifetime(self, shared: bool = False) -> int:
        """Return the age from which the response is stale, in a cache that is shared or not."""
        if shared and "s-maxage" in self._control:
            return _seconds(self._control["s-maxage"]) or 0
        if "max-age" in self._control:
            return _seconds(self._control["max-age"]) or 0
        date = self._time("date")
        if date is None:
            date = self._received_at
        if "expires" in self._headers:
            expires = self._time("expires")
            return 0 if expires is None else max(0, expires - date)
        modified = self._time("last-modified")
        if modified is not None and modified < date and self._status in CACHEABLE:
            return min((date - modified) // 10, LONGEST_GUESS)
        return 0

    def storable(self, shared: bool = False) -> bool:
        """Tell whether a cache may keep the response."""
        if "no-store" in self._control or (shared and "private" in self._control):
            return False
        if "max-age" in self._control or "public" in self._control:
            return True
        if shared and "s-maxage" in self._control:
            return True
        return "expires" in self._headers or self._status in CACHEABLE

    def decide(self, now: int, request: str = "", shared: bool = False) -> str:
        """Return "fresh", "stale", "refresh" or "revalidate" for a request with that Cache-Control header."""
        wishes = parse_directives(request)
        if "no-cache" in wishes or "no-store" in wishes or "no-cache" in self._control:
            return "revalidate"
        age = self.age(now)
        if "max-age" in wishes and age > (_seconds(wishes["max-age"]) or 0):
            return "revalidate"
        remaining = self.lifetime(shared) - age
        if remaining > 0:
            margin = _seconds(wishes.get("min-fresh")) or 0
            return "fresh" if remaining >= margin else "revalidate"
        if self._must_revalidate(shared):
            return "revalidate"
        staleness = -remaining
        if "max-stale" in wishes:
            limit = _seconds(wishes["max-stale"])
            if limit is None or staleness <= limit:
                return "stale"
        if "min-fresh" not in wishes and "stale-while-revalidate" in self._control:
            window = _seconds(self._control["stale-while-revalidate"]) or 0
            if staleness <= window:
                return "refresh"
        return "revalidate"

    def _must_revalidate(self, shared: bool) -> bool:
        names = ["must-revalidate"]
        if shared:
            names += ["proxy-revalidate", "s-maxage"]
        return any(name in self._control for name in names)

    def _time(self, name: str) -> int | None:
        return _seconds(self._headers.get(name))


def _seconds(text: str | None) -> int | None:
    if text is None or not (text.isascii() and text.isdigit()):
        return None
    return int(text)
