import pytest
from program import DurationError, add_up, format_duration, parse_duration


@pytest.mark.parametrize(
    ("text", "seconds"),
    [("", 0), ("90m", 5400), ("1m1m", 120), ("007s", 7), ("1D2H3M4S", 93784)],
)
def test_parse(text, seconds):
    assert parse_duration(text) == seconds


@pytest.mark.parametrize(
    ("seconds", "text"), [(60, "1m"), (3601, "1h1s"), (86399, "23h59m59s"), (864000, "10d")]
)
def test_format(seconds, text):
    assert format_duration(seconds) == text


def test_round_trip():
    assert [format_duration(parse_duration(text)) for text in ("3h", "1d5m", "59s")] == ["3h", "1d5m", "59s"]


def test_add_up_nothing():
    assert add_up([]) == "0s"
    assert add_up(["30s", "30s"]) == "1m"


@pytest.mark.parametrize("text", ["1.5h", "h1", "1 h"])
def test_nonsense(text):
    with pytest.raises(DurationError, match="unexpected"):
        parse_duration(text)
