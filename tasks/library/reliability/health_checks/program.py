"""Tell from the results of many checks whether a service is healthy."""

from dataclasses import dataclass


@dataclass
class Check:
    """One dependency: it comes up after `rise` good results in a row, goes down after `fall` bad ones.

    The first result decides alone. `streak` is positive for a row of good results, negative for bad ones.

    Raises:
        ValueError: If rise or fall is below 1.
    """

    name: str
    rise: int = 2
    fall: int = 3
    critical: bool = True
    state: str = "unknown"
    streak: int = 0
    seen: int | None = None

    def __post_init__(self) -> None:
        if self.rise < 1 or self.fall < 1:
            raise ValueError(f"{self.name}: rise and fall must be at least 1")

    def report(self, ok: bool, now: int) -> bool:
        """Give a result; tell whether it changed the state."""
        if ok:
            self.streak = max(self.streak, 0) + 1
        else:
            self.streak = min(self.streak, 0) - 1
        self.seen = now
        before, self.state = self.state, self._next_state(ok)
        return self.state != before

    def _next_state(self, ok: bool) -> str:
        if self.state == "unknown":
            return "up" if ok else "down"
        if self.streak >= self.rise:
            return "up"
        if self.streak <= -self.fall:
            return "down"
        return self.state


class Health:
    """The checks of a service; results older than `max_age` tell nothing any more."""

    def __init__(self, max_age: int) -> None:
        self._max_age = max_age
        self._checks: dict[str, Check] = {}
        self._history: list[tuple[int, str, str, str]] = []

    def add(self, name: str, rise: int = 2, fall: int = 3, critical: bool = True) -> Check:
        """Add a check and return it.

        Raises:
            ValueError: If the name is there already, or a threshold below 1.
        """
        if name in self._checks:
            raise ValueError(f"there is a check {name} already")
        self._checks[name] = Check(name, rise, fall, critical)
        return self._checks[name]

    def report(self, name: str, ok: bool, now: int) -> str:
        """Give a check a result; return its state.

        Raises:
            KeyError: If there is no such check.
        """
        check = self._checks[name]
        before = check.state
        if check.report(ok, now):
            self._history.append((now, name, before, check.state))
        return check.state

    def state(self, name: str, now: int) -> str:
        """Return the state of a check, "unknown" if its last result is too old.

        Raises:
            KeyError: If there is no such check.
        """
        return self._current(self._checks[name], now)

    def overall(self, now: int) -> str:
        """Return "unhealthy", "starting", "degraded" or "healthy", whichever applies first."""
        critical = [check for check in self._checks.values() if check.critical]
        if any(self._current(check, now) == "down" for check in critical):
            return "unhealthy"
        if any(check.seen is None for check in critical):
            return "starting"
        return "degraded" if self.failing(now) else "healthy"

    def failing(self, now: int) -> list[str]:
        """Return the names of the checks that are not up, critical ones first, then by name."""
        failing = [check for check in self._checks.values() if self._current(check, now) != "up"]
        failing.sort(key=lambda check: (not check.critical, check.name))
        return [check.name for check in failing]

    def history(self) -> list[tuple[int, str, str, str]]:
        """Return every change as time, name, old state and new state."""
        return list(self._history)

    def _current(self, check: Check, now: int) -> str:
        if check.seen is None or now - check.seen > self._max_age:
            return "unknown"
        return check.state
