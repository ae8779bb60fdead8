"""Lay out the days of a month in weeks, with nothing but arithmetic."""

from collections.abc import Collection

MONTHS = ("January February March April May June July August September October November December").split()
LENGTHS = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
DAY_NAMES = ("Mo", "Tu", "We", "Th", "Fr", "Sa", "Su")
THURSDAY = 3
WIDTH = 3


def is_leap(year: int) -> bool:
    """Tell whether a year has a 29 February."""
    return year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)


def days_in_month(year: int, month: int) -> int:
    """Return the length of a month.

    Raises:
        ValueError: If the year is not from 1 to 9999, or the month not from 1 to 12.
    """
    if not 1 <= year <= 9999:
        raise ValueError(f"there is no year {year}")
    if not 1 <= month <= 12:
        raise ValueError(f"there is no month {month}")
    if month == 2 and is_leap(year):
        return 29
    return LENGTHS[month - 1]


def weekday(year: int, month: int, day: int) -> int:
    """Return the weekday of a day, from 0 for Monday to 6 for Sunday.

    Raises:
        ValueError: If there is no such day.
    """
    if not 1 <= day <= days_in_month(year, month):
        raise ValueError(f"{MONTHS[month - 1]} {year} has no day {day}")
    past = year - 1
    days = past * 365 + past // 4 - past // 100 + past // 400
    return (days + _day_of_year(year, month, day) - 1) % 7


def week_number(year: int, month: int, day: int) -> int:
    """Return the number of the ISO week, which belongs to the year of its Thursday.

    Raises:
        ValueError: If there is no such day.
    """
    thursday = _day_of_year(year, month, day) - weekday(year, month, day) + THURSDAY
    if thursday < 1:
        thursday += _days_in_year(year - 1)
    elif thursday > _days_in_year(year):
        return 1
    return (thursday - 1) // 7 + 1


def weeks(year: int, month: int, first_weekday: int = 0) -> list[list[int]]:
    """Return the days of a month in rows of seven; places of other months are 0.

    Raises:
        ValueError: If there is no such month, or `first_weekday` is not from 0 to 6.
    """
    if not 0 <= first_weekday <= 6:
        raise ValueError(f"there is no weekday {first_weekday}")
    length = days_in_month(year, month)
    row = [0] * ((weekday(year, month, 1) - first_weekday) % 7)
    rows: list[list[int]] = []
    for day in range(1, length + 1):
        row.append(day)
        if len(row) == 7:
            rows.append(row)
            row = []
    if row:
        rows.append(row + [0] * (7 - len(row)))
    return rows


def render(year: int, month: int, first_weekday: int = 0, marked: Collection[int] = ()) -> str:
    """Return a month as text: its name, the names of the days, and a line for each week.

    Marked days have a star before their number.

    Raises:
        ValueError: If there is no such month or weekday, or the month lacks a marked day.
    """
    rows = weeks(year, month, first_weekday)
    for day in marked:
        if not 1 <= day <= days_in_month(year, month):
            raise ValueError(f"{MONTHS[month - 1]} {year} has no day {day} to mark")
    width = 7 * (WIDTH + 1) - 1
    lines = [f"{MONTHS[month - 1]} {year}".center(width)]
    lines.append(_line([*DAY_NAMES[first_weekday:], *DAY_NAMES[:first_weekday]]))
    for row in rows:
        lines.append(_line([_cell(day, day in marked) for day in row]))
    return "\n".join(line.rstrip() for line in lines)


def _cell(day: int, starred: bool) -> str:
    if day == 0:
        return ""
    return f"*{day}" if starred else str(day)


def _line(cells: list[str]) -> str:
    return " ".join(cell.rjust(WIDTH) for cell in cells)


def _day_of_year(year: int, month: int, day: int) -> int:
    return sum(days_in_month(year, earlier) for earlier in range(1, month)) + day


def _days_in_year(year: int) -> int:
    return 366 if is_leap(year) else 365
