from datetime import datetime

import pytest
from program import CronError, CronSchedule

NOON = datetime(2024, 5, 15, 12, 0)  # a Wednesday


def following(text, at=NOON):
    return CronSchedule(text).next_after(at)


def test_every_minute_is_later_than_now():
    assert following("* * * * *") == datetime(2024, 5, 15, 12, 1)
    assert following("* * * * *", datetime(2024, 5, 15, 12, 0, 59)) == datetime(2024, 5, 15, 12, 1)


def test_daily_times():
    assert following("30 6,18 * * *") == datetime(2024, 5, 15, 18, 30)
    assert following("0 12 * * *") == datetime(2024, 5, 16, 12, 0)


def test_steps_of_a_range_and_from_a_number():
    assert [at.minute for at in CronSchedule("5/20 * * * *").upcoming(NOON, 4)] == [5, 25, 45, 5]
    assert [at.minute for at in CronSchedule("10-30/10 * * * *").upcoming(NOON, 4)] == [10, 20, 30, 10]


def test_weekdays_begin_with_sunday_which_is_also_seven():
    assert following("0 0 * * 0") == datetime(2024, 5, 19)
    assert following("0 0 * * 7") == datetime(2024, 5, 19)
    assert following("0 0 * * 1-2") == datetime(2024, 5, 20)


def test_one_of_day_and_weekday_will_do_if_both_are_given():
    days = CronSchedule("0 0 17 * 4").upcoming(NOON, 3)
    assert [at.day for at in days] == [16, 17, 23]


def test_both_must_fit_if_one_starts_with_a_star():
    assert following("0 0 */7 * 2") == datetime(2024, 10, 1)


def test_months_and_turns_of_the_year():
    assert following("0 0 31 1,4 *") == datetime(2025, 1, 31)
    assert following("59 23 31 12 *") == datetime(2024, 12, 31, 23, 59)
    assert following("15 3 1 5 *") == datetime(2025, 5, 1, 3, 15)


def test_a_day_that_never_comes():
    assert following("0 0 30 2 *") is None
    assert CronSchedule("0 0 30 2 *").upcoming(NOON, 2) == []
    assert following("0 0 29 2 *", datetime(2096, 3, 1)) == datetime(2104, 2, 29)


def test_matches_a_whole_minute():
    schedule = CronSchedule("0 9-12 * 5 1-5")
    assert schedule.matches(datetime(2024, 5, 15, 12, 0, 42)) is True
    assert schedule.matches(datetime(2024, 5, 15, 13, 0)) is False
    assert schedule.matches(datetime(2024, 5, 18, 12, 0)) is False
    assert schedule.matches(datetime(2024, 6, 14, 12, 0)) is False


@pytest.mark.parametrize("minute", ["60", "5-1", "*/0", "1,,2", "-5", "a", "1-", "1/"])
def test_broken_fields(minute):
    with pytest.raises(CronError, match="minute"):
        CronSchedule(f"{minute} * * * *")


@pytest.mark.parametrize("text", ["", "* * * *", "* * * * * *"])
def test_wrong_number_of_fields(text):
    with pytest.raises(CronError, match="5 fields"):
        CronSchedule(text)
