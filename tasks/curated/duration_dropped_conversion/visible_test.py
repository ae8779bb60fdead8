import pytest
from program import DurationError, add_up, format_duration, parse_duration


def test_seconds():
    assert parse_duration("45s") == 45


def test_mixed_units():
    assert parse_duration("1h30m") == 5400
    assert parse_duration("2d1s") == 172801


def test_case_and_spaces_around_do_not_matter():
    assert parse_duration(" 2H ") == 7200


def test_format():
    assert format_duration(5400) == "1h30m"
    assert format_duration(0) == "0s"


def test_format_carries_into_days():
    assert format_duration(90061) == "1d1h1m1s"


def test_add_up():
    assert add_up(["50m", "15m", "30s"]) == "1h5m30s"


def test_number_without_unit():
    with pytest.raises(DurationError, match="without a unit"):
        parse_duration("1h30")


def test_unit_without_number():
    with pytest.raises(DurationError, match="unexpected 'm'"):
        parse_duration("m")
