"""Quarters of fiscal years that do not start in January, and sums by quarter."""

import re
from collections.abc import Sequence
from datetime import date, timedelta
from itertools import pairwise

LABEL = re.compile(r"FY(\d{4})-Q([1-4])", re.IGNORECASE | re.ASCII)

Entry = tuple[date, int]


class QuarterError(ValueError):
    """A text that is no label of a quarter."""


class FiscalCalendar:
    """Fiscal years that start with a certain month, numbered by the calendar year in which they end.

    Raises:
        ValueError: If there is no such month.
    """

    def __init__(self, first_month: int) -> None:
        if not 1 <= first_month <= 12:
            raise ValueError(f"there is no month {first_month}")
        self.first_month = first_month

    def label(self, day: date) -> str:
        """Return the label of the quarter that has the day, such as "FY2025-Q1"."""
        return _format(self._index(day))

    @staticmethod
    def parse(label: str) -> tuple[int, int]:
        """Return the year and the quarter of a label.

        Raises:
            QuarterError: If the text is no label.
        """
        match = LABEL.fullmatch(label.strip())
        if match is None:
            raise QuarterError(f"a quarter is written as FY2025-Q1, not {label}")
        return int(match[1]), int(match[2])

    def dates(self, label: str) -> tuple[date, date]:
        """Return the first and the last day of a quarter.

        Raises:
            QuarterError: If the text is no label.
        """
        index = self._parse_index(label)
        return self._first_day(index), self._first_day(index + 1) - timedelta(days=1)

    def shift(self, label: str, count: int) -> str:
        """Return the label of the quarter that is `count` quarters later.

        Raises:
            QuarterError: If the text is no label.
        """
        return _format(self._parse_index(label) + count)

    def distance(self, first: str, second: str) -> int:
        """Return by how many quarters the second is later than the first.

        Raises:
            QuarterError: If one of the texts is no label.
        """
        return self._parse_index(second) - self._parse_index(first)

    def days_left(self, day: date) -> int:
        """Return the number of days after `day` in its quarter."""
        return (self._first_day(self._index(day) + 1) - day).days - 1

    def is_first_half(self, day: date) -> bool:
        """Tell whether the day is in the first or the second quarter."""
        return self._index(day) % 4 < 2

    def totals(self, entries: Sequence[Entry]) -> list[tuple[str, int]]:
        """Return the sum of every quarter from the first to the last with an entry."""
        if not entries:
            return []
        sums: dict[int, int] = {}
        for day, amount in entries:
            index = self._index(day)
            sums[index] = sums.get(index, 0) + amount
        return [(_format(index), sums.get(index, 0)) for index in range(min(sums), max(sums) + 1)]

    def growth(self, entries: Sequence[Entry]) -> list[tuple[str, float | None]]:
        """Return by how many percent each quarter's sum exceeds that of the quarter before.

        There is no such number, so None, after a quarter whose sum is not positive.
        """
        totals = self.totals(entries)
        changes: list[tuple[str, float | None]] = []
        for (_, before), (label, amount) in pairwise(totals):
            percent = round((amount - before) * 100 / before, 1) if before > 0 else None
            changes.append((label, percent))
        return changes

    def _index(self, day: date) -> int:
        """The number of the quarter, counted from the first of the year 0."""
        year = day.year
        if self.first_month > 1 and day.month >= self.first_month:
            year += 1
        return year * 4 + (day.month - self.first_month) % 12 // 3

    def _first_day(self, index: int) -> date:
        year, quarter = divmod(index, 4)
        month = self.first_month + quarter * 3
        if self.first_month > 1:
            year -= 1
        if month > 12:
            return date(year + 1, month - 12, 1)
        return date(year, month, 1)

    def _parse_index(self, label: str) -> int:
        year, quarter = self.parse(label)
        return year * 4 + quarter - 1


def _format(index: int) -> str:
    year, quarter = divmod(index, 4)
    return f"FY{year:04}-Q{quarter + 1}"
