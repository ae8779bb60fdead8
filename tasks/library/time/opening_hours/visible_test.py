from datetime import date, datetime

import pytest
from program import HoursError, OpeningHours


@pytest.fixture
def bar():
    """Open on Friday nights; Friday 17 May 2024 is shorter, Saturday 25 May has a brunch."""
    return OpeningHours(
        {"wed": "12:00-14:00, 18:00-23:30", "fri": "18:00-02:00", "sun": " "},
        {date(2024, 5, 17): "20:00-24:00", date(2024, 5, 25): "10:00-12:00", date(2024, 5, 29): ""},
    )


def at(day, hour, minute=0):
    return datetime(2024, 5, day, hour, minute)


def test_the_start_is_open_and_the_end_is_not(bar):
    assert bar.is_open(at(15, 12)) is True
    assert bar.is_open(at(15, 13, 59)) is True
    assert bar.is_open(at(15, 14)) is False
    assert bar.is_open(at(14, 13)) is False


def test_open_after_midnight(bar):
    assert bar.is_open(at(11, 1, 59)) is True
    assert bar.is_open(at(11, 2)) is False
    assert bar.is_open(at(10, 1)) is False


def test_exceptions_replace_the_weekly_hours(bar):
    assert bar.is_open(at(17, 19)) is False
    assert bar.is_open(at(18, 1)) is False
    assert bar.is_open(at(29, 13)) is False


def test_what_began_before_an_exception_goes_on(bar):
    assert bar.is_open(at(25, 1)) is True
    assert bar.is_open(at(25, 11)) is True


def test_closes_at(bar):
    assert bar.closes_at(at(15, 12, 30)) == at(15, 14)
    assert bar.closes_at(at(10, 22)) == at(11, 2)
    assert bar.closes_at(at(15, 14)) is None


def test_spans_that_touch_are_one():
    kiosk = OpeningHours({"mon": "10:00-24:00, 06:00-10:00", "tue": "00:00-03:00"})
    assert kiosk.closes_at(at(13, 6)) == at(14, 3)
    assert kiosk.closes_at(at(14, 2)) == at(14, 3)


def test_opens_at(bar):
    assert bar.opens_at(at(15, 13)) == at(15, 13)
    assert bar.opens_at(at(15, 14)) == at(15, 18)
    assert bar.opens_at(at(11, 2)) == at(15, 12)
    assert bar.opens_at(at(26, 9)) == at(31, 18)


def test_a_place_that_never_opens_or_never_closes():
    assert OpeningHours({}).opens_at(at(15, 13)) is None
    always = OpeningHours(dict.fromkeys(["mon", "tue", "wed", "thu", "fri", "sat", "sun"], "08:00-08:00"))
    assert always.closes_at(at(15, 13)) is None
    assert always.minutes_open(date(2024, 5, 15)) == 1440


def test_minutes_of_a_calendar_day(bar):
    assert bar.minutes_open(date(2024, 5, 10)) == 360
    assert bar.minutes_open(date(2024, 5, 11)) == 120
    assert bar.minutes_open(date(2024, 5, 15)) == 450
    assert bar.minutes_open(date(2024, 5, 12)) == 0


@pytest.mark.parametrize(
    "text", ["9:00-12:00", "09:00", "24:00-25:00", "09:60-10:00", "09:00-10:75", "09:00-12:00, 11:59-13:00"]
)
def test_texts_that_cannot_be(text):
    with pytest.raises(HoursError, match=r"hours|time"):
        OpeningHours({"mon": text})


def test_unknown_weekday():
    with pytest.raises(HoursError, match="funday"):
        OpeningHours({"funday": "09:00-12:00"})
