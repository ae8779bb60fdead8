"""The timetable of a school, in which nobody is at two places at once."""

from dataclasses import dataclass, replace

KINDS = ("group", "teacher", "room")


class TimetableError(Exception):
    """The timetable refuses something; nothing has changed."""


class ClashError(TimetableError):
    """Other lessons take place at that time; `clashes` says which, and what they have in common."""

    def __init__(self, clashes: list[tuple[str, int]]) -> None:
        super().__init__(", ".join(f"{what} has lesson {number}" for what, number in clashes))
        self.clashes = clashes


@dataclass(frozen=True)
class _Lesson:
    group: str
    teacher: str
    room: str
    day: int
    period: int
    length: int

    @property
    def names(self) -> tuple[str, str, str]:
        return self.group, self.teacher, self.room

    @property
    def end(self) -> int:
        return self.period + self.length

    def overlaps(self, other: "_Lesson") -> bool:
        return self.day == other.day and self.period < other.end and other.period < self.end


class Timetable:
    """The lessons of a week; days and periods count from 1.

    Raises:
        ValueError: If there is no day or no period.
    """

    def __init__(self, days: int, periods: int) -> None:
        if days < 1 or periods < 1:
            raise ValueError("a week needs a day, and a day a period")
        self._days = days
        self._periods = periods
        self._lessons: dict[int, _Lesson] = {}
        self._last_number = 0

    def add(self, group: str, teacher: str, room: str, day: int, period: int, length: int = 1) -> int:
        """Enter a lesson and return its number.

        Raises:
            TimetableError: If it does not lie within the day and the week.
            ClashError: If the group, the teacher or the room has another lesson then.
        """
        lesson = _Lesson(group, teacher, room, day, period, length)
        self._check(lesson)
        self._last_number += 1
        self._lessons[self._last_number] = lesson
        return self._last_number

    def remove(self, number: int) -> None:
        """Take a lesson out.

        Raises:
            TimetableError: If there is no such lesson.
        """
        self._find(number)
        del self._lessons[number]

    def move(self, number: int, day: int, period: int) -> None:
        """Give a lesson another time.

        Raises:
            TimetableError: If there is no such lesson, or it would not lie within the day and the week.
            ClashError: If another lesson is in the way.
        """
        moved = replace(self._find(number), day=day, period=period)
        self._check(moved, number)
        self._lessons[number] = moved

    def plan(self, name: str, day: int) -> list[int | None]:
        """Return the lesson of a group, teacher or room in each period of a day, or None.

        Raises:
            TimetableError: If there is no such day.
        """
        if not 1 <= day <= self._days:
            raise TimetableError(f"there is no day {day}")
        row: list[int | None] = [None] * self._periods
        for number, lesson in self._lessons.items():
            if lesson.day == day and name in lesson.names:
                for period in range(lesson.period, lesson.end):
                    row[period - 1] = number
        return row

    def gaps(self, name: str) -> int:
        """Return how many free periods lie between lessons of the same day."""
        total = 0
        for day in range(1, self._days + 1):
            taken = [index for index, number in enumerate(self.plan(name, day)) if number is not None]
            if taken:
                total += taken[-1] - taken[0] + 1 - len(taken)
        return total

    def first_free(self, group: str, teacher: str, room: str, length: int = 1) -> tuple[int, int] | None:
        """Return the first time for a lesson, best on a day on which group and teacher do not meet."""
        second_best: tuple[int, int] | None = None
        for day in range(1, self._days + 1):
            meets = any(
                lesson.day == day and lesson.group == group and lesson.teacher == teacher
                for lesson in self._lessons.values()
            )
            for period in range(1, self._periods - length + 2):
                if self._clashes(_Lesson(group, teacher, room, day, period, length)):
                    continue
                if not meets:
                    return day, period
                second_best = second_best or (day, period)
        return second_best

    def _check(self, lesson: _Lesson, moving: int | None = None) -> None:
        if lesson.length < 1 or lesson.period < 1 or lesson.end > self._periods + 1:
            raise TimetableError(f"a day has no periods {lesson.period} to {lesson.end - 1}")
        if not 1 <= lesson.day <= self._days:
            raise TimetableError(f"there is no day {lesson.day}")
        clashes = self._clashes(lesson, moving)
        if clashes:
            raise ClashError(clashes)

    def _clashes(self, lesson: _Lesson, moving: int | None = None) -> list[tuple[str, int]]:
        return [
            (what, number)
            for number, other in self._lessons.items()
            if number != moving and lesson.overlaps(other)
            for what, own, its in zip(KINDS, lesson.names, other.names, strict=True)
            if own == its
        ]

    def _find(self, number: int) -> _Lesson:
        if number not in self._lessons:
            raise TimetableError(f"there is no lesson {number}")
        return self._lessons[number]
