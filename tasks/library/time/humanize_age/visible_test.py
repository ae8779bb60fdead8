from datetime import datetime, timedelta

import pytest
from program import duration, humanize

NOW = datetime(2024, 5, 15, 12, 0)


def ago(**distance):
    return humanize(NOW - timedelta(**distance), NOW)


@pytest.mark.parametrize(
    ("seconds", "words"),
    [
        (9.9, "just now"),
        (10, "10 seconds ago"),
        (44, "44 seconds ago"),
        (45, "1 minute ago"),
        (89, "1 minute ago"),
        (90, "2 minutes ago"),
        (2699, "45 minutes ago"),
    ],
)
def test_seconds_and_minutes(seconds, words):
    assert ago(seconds=seconds) == words


def test_hours_of_the_same_day():
    assert ago(minutes=45) == "1 hour ago"
    assert ago(minutes=149) == "2 hours ago"
    assert ago(minutes=150) == "3 hours ago"
    assert ago(hours=12) == "12 hours ago"


def test_a_few_hours_do_not_make_a_yesterday():
    early = datetime(2024, 5, 15, 1, 0)
    assert humanize(datetime(2024, 5, 14, 20, 0), early) == "5 hours ago"
    assert humanize(datetime(2024, 5, 14, 19, 0), early) == "yesterday at 19:00"


def test_what_is_to_come():
    assert humanize(NOW + timedelta(seconds=30), NOW) == "in 30 seconds"
    assert humanize(NOW + timedelta(hours=3), NOW) == "in 3 hours"
    assert humanize(datetime(2024, 5, 16, 9, 5), NOW) == "tomorrow at 09:05"
    assert humanize(datetime(2024, 5, 17, 0, 0), NOW) == "in 2 days"


def test_days_and_weeks():
    assert [ago(days=days) for days in (2, 6, 7, 13, 14, 29)] == [
        "2 days ago",
        "6 days ago",
        "1 week ago",
        "1 week ago",
        "2 weeks ago",
        "4 weeks ago",
    ]


def test_months_are_full_months():
    assert humanize(datetime(2024, 4, 15), NOW) == "1 month ago"
    assert humanize(datetime(2024, 3, 16, 23), NOW) == "1 month ago"
    assert humanize(datetime(2024, 3, 15, 23), NOW) == "2 months ago"
    assert humanize(datetime(2024, 1, 31), datetime(2024, 3, 1)) == "1 month ago"


def test_years_are_full_years():
    assert humanize(datetime(2023, 5, 16), NOW) == "11 months ago"
    assert humanize(datetime(2023, 5, 15), NOW) == "1 year ago"
    assert humanize(datetime(2026, 5, 15), NOW) == "in 2 years"


def test_duration_has_its_largest_parts():
    assert duration(93784) == "1 day, 2 hours"
    assert duration(93784, 4) == "1 day, 2 hours, 3 minutes, 4 seconds"
    assert duration(59) == "59 seconds"
    assert duration(604800, 1) == "1 week"


def test_duration_leaves_out_zeros():
    assert duration(86465) == "1 day"
    assert duration(86465, 3) == "1 day, 1 minute"
    assert duration(0) == "0 seconds"


def test_negative_duration():
    assert duration(-3660) == "minus 1 hour, 1 minute"


def test_a_duration_without_parts():
    with pytest.raises(ValueError, match="at least one part"):
        duration(60, 0)
