from datetime import date

import pytest
from program import Recurrence, add_months


def test_every_third_day():
    assert Recurrence(date(2024, 2, 27), "day", 3).first(3) == [
        date(2024, 2, 27),
        date(2024, 3, 1),
        date(2024, 3, 4),
    ]


def test_the_last_of_the_month_comes_back():
    assert Recurrence(date(2023, 1, 31), "month").first(4) == [
        date(2023, 1, 31),
        date(2023, 2, 28),
        date(2023, 3, 31),
        date(2023, 4, 30),
    ]


def test_leap_day_every_year():
    birthday = Recurrence(date(2020, 2, 29), "year")
    assert birthday.first(5)[1:] == [
        date(2021, 2, 28),
        date(2022, 2, 28),
        date(2023, 2, 28),
        date(2024, 2, 29),
    ]


def test_until_is_included():
    weekly = Recurrence(date(2024, 5, 1), "week", until=date(2024, 5, 15))
    assert weekly.first(10) == [date(2024, 5, 1), date(2024, 5, 8), date(2024, 5, 15)]


def test_between_includes_both_ends():
    weekly = Recurrence(date(2024, 5, 1), "week", every=2)
    assert weekly.between(date(2024, 5, 15), date(2024, 6, 12)) == [
        date(2024, 5, 15),
        date(2024, 5, 29),
        date(2024, 6, 12),
    ]


def test_after_is_later_than_the_day():
    monthly = Recurrence(date(2024, 1, 10), "month", until=date(2024, 3, 1))
    assert monthly.after(date(2024, 1, 10)) == date(2024, 2, 10)
    assert monthly.after(date(2023, 6, 1)) == date(2024, 1, 10)
    assert monthly.after(date(2024, 2, 10)) is None


def test_takes_place_on():
    daily = Recurrence(date(2024, 1, 1), "day", 2)
    assert daily.takes_place_on(date(2024, 1, 3)) is True
    assert daily.takes_place_on(date(2024, 1, 4)) is False


def test_add_months_over_the_end_of_a_year():
    assert add_months(date(2023, 11, 30), 3) == date(2024, 2, 29)
    assert add_months(date(2024, 3, 31), -4) == date(2023, 11, 30)


def test_what_cannot_repeat():
    with pytest.raises(ValueError, match="unit must be one of"):
        Recurrence(date(2024, 1, 1), "hour")
    with pytest.raises(ValueError, match="at least 1"):
        Recurrence(date(2024, 1, 1), "day", 0)
