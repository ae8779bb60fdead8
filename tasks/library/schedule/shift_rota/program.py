"""Share out shifts fairly, with enough rest between them."""

from collections.abc import Sequence
from dataclasses import dataclass, field

DAY = 24
WEEK = 7
NIGHT_BEGINS = 22
NIGHT_ENDS = 6


@dataclass(frozen=True)
class Shift:
    """A shift of whole hours, which may last into another day.

    Raises:
        ValueError: If there is no such day or hour, or the shift is shorter than an hour.
    """

    day: int
    start: int
    hours: int

    def __post_init__(self) -> None:
        if self.day < 0 or not 0 <= self.start < DAY or self.hours < 1:
            raise ValueError(f"there is no shift of {self.hours} hours at {self.start} on day {self.day}")

    @property
    def begins(self) -> int:
        """Return the hour in which it begins, counted from day 0."""
        return self.day * DAY + self.start

    @property
    def ends(self) -> int:
        """Return the hour before which it ends, counted from day 0."""
        return self.begins + self.hours

    @property
    def night(self) -> bool:
        """Tell whether it begins at night or lasts beyond midnight."""
        late = self.start >= NIGHT_BEGINS or self.start + self.hours > DAY
        return late or self.start < NIGHT_ENDS


@dataclass
class _Worker:
    shifts: list[Shift] = field(default_factory=list)
    days_off: set[int] = field(default_factory=set)

    @property
    def hours(self) -> int:
        return sum(shift.hours for shift in self.shifts)

    def rank(self, night: bool) -> tuple[int, int, int]:
        nights = sum(shift.night for shift in self.shifts) if night else 0
        return nights, self.hours, max((shift.ends for shift in self.shifts), default=-1)

    def can_take(self, new: Shift, rest: int, weekly_hours: int) -> bool:
        if new.day in self.days_off:
            return False
        in_week = new.hours
        for shift in self.shifts:
            if new.begins < shift.ends + rest and shift.begins < new.ends + rest:
                return False
            if shift.day // WEEK == new.day // WEEK:
                in_week += shift.hours
        return in_week <= weekly_hours


class Rota:
    """Workers and the shifts that they have; a shift that nobody can take stays open.

    Raises:
        ValueError: If a name is empty or comes twice.
    """

    def __init__(self, names: Sequence[str], rest: int = 11, weekly_hours: int = 40) -> None:
        if not all(names) or len(set(names)) < len(names):
            raise ValueError("every worker needs a name of their own")
        self._workers = {name: _Worker() for name in names}
        self._open: list[Shift] = []
        self._rest = rest
        self._weekly_hours = weekly_hours

    def off(self, name: str, day: int) -> None:
        """Note that a worker takes no more shifts that start on that day."""
        self._workers[name].days_off.add(day)

    def assign(self, day: int, start: int, hours: int) -> str | None:
        """Give a new shift to the one whose turn it is; return the name, or None if nobody can take it.

        Raises:
            ValueError: If there is no such shift.
        """
        return self._give(Shift(day, start, hours))

    def replace(self, name: str, day: int) -> list[str | None]:
        """Give all shifts that a worker starts on a day to others; return who takes each of them."""
        worker = self._workers[name]
        given_up = [shift for shift in worker.shifts if shift.day == day]
        worker.shifts = [shift for shift in worker.shifts if shift.day != day]
        self.off(name, day)
        return [self._give(shift) for shift in sorted(given_up, key=lambda shift: shift.begins)]

    def hours(self, name: str) -> int:
        """Return the hours of all shifts of a worker."""
        return self._workers[name].hours

    def shifts(self, name: str) -> list[tuple[int, int]]:
        """Return day and start of a worker's shifts, in order of time."""
        return sorted((shift.day, shift.start) for shift in self._workers[name].shifts)

    def open_shifts(self) -> list[tuple[int, int]]:
        """Return day and start of the shifts that nobody could take."""
        return [(shift.day, shift.start) for shift in self._open]

    def _give(self, shift: Shift) -> str | None:
        able = [
            name
            for name, worker in self._workers.items()
            if worker.can_take(shift, self._rest, self._weekly_hours)
        ]
        if not able:
            self._open.append(shift)
            return None
        chosen = min(able, key=lambda name: self._workers[name].rank(shift.night))
        self._workers[chosen].shifts.append(shift)
        return chosen
