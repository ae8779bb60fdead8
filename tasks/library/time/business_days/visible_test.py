from datetime import date

import pytest
from program import BusinessCalendar


@pytest.fixture
def easter():
    """Good Friday, Easter Monday and May Day of 2024."""
    return BusinessCalendar([date(2024, 3, 29), date(2024, 4, 1), date(2024, 5, 1)])


def test_weekends_and_holidays_are_no_business_days(easter):
    assert easter.is_business_day(date(2024, 3, 28)) is True
    assert easter.is_business_day(date(2024, 3, 29)) is False
    assert easter.is_business_day(date(2024, 4, 6)) is False
    assert easter.is_business_day(date(2024, 4, 7)) is False


def test_following_and_preceding(easter):
    assert easter.following(date(2024, 3, 29)) == date(2024, 4, 2)
    assert easter.preceding(date(2024, 4, 1)) == date(2024, 3, 28)
    assert easter.following(date(2024, 4, 3)) == date(2024, 4, 3)


def test_modified_stays_in_the_month(easter):
    assert easter.adjust(date(2024, 3, 30), "modified") == date(2024, 3, 28)
    assert easter.adjust(date(2024, 4, 6), "modified") == date(2024, 4, 8)


def test_other_conventions_may_leave_the_month(easter):
    assert easter.adjust(date(2024, 3, 30), "following") == date(2024, 4, 2)
    assert easter.adjust(date(2024, 4, 1), "preceding") == date(2024, 3, 28)


def test_unknown_convention(easter):
    with pytest.raises(ValueError, match="nearest"):
        easter.adjust(date(2024, 4, 3), "nearest")


def test_add_skips_what_is_no_business_day(easter):
    assert easter.add(date(2024, 3, 27), 1) == date(2024, 3, 28)
    assert easter.add(date(2024, 3, 28), 2) == date(2024, 4, 3)
    assert easter.add(date(2024, 4, 3), -2) == date(2024, 3, 28)


def test_add_nothing(easter):
    assert easter.add(date(2024, 3, 31), 0) == date(2024, 4, 2)


def test_count_has_the_start_but_not_the_end(easter):
    assert easter.count(date(2024, 4, 8), date(2024, 4, 12)) == 4
    assert easter.count(date(2024, 4, 11), date(2024, 4, 14)) == 2
    assert easter.count(date(2024, 4, 8), date(2024, 4, 8)) == 0


def test_count_leaves_holidays_out(easter):
    assert easter.count(date(2024, 3, 29), date(2024, 4, 30)) == 20
    assert easter.count(date(2024, 4, 22), date(2024, 5, 1)) == 7
    assert easter.count(date(2024, 5, 6), date(2024, 3, 25)) == -27


def test_another_weekend():
    calendar = BusinessCalendar([date(2024, 4, 5)], weekend=[4, 5])
    assert calendar.add(date(2024, 4, 4), 1) == date(2024, 4, 7)
    assert calendar.count(date(2024, 4, 1), date(2024, 4, 15)) == 10


@pytest.mark.parametrize("weekend", [[7], [-1], [0, 1, 2, 3, 4, 5, 6]])
def test_impossible_weekends(weekend):
    with pytest.raises(ValueError, match="week"):
        BusinessCalendar([], weekend)
