import pytest
from program import compare, in_order, latest, parse


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        ("2.0", "10.0", -1),
        ("1.2.3", "1.2.30", -1),
        ("4.0", "4.0.0.0", 0),
        ("100", "99.9.9", 1),
        ("1.0.1", "1.0-rc", 1),
        ("1.08", "1.8", 0),
    ],
)
def test_compare(first, second, expected):
    assert compare(first, second) == expected


def test_parts_are_numbers():
    assert parse("v1.20.0") == ([1, 20], "")


def test_label_may_have_dashes():
    assert parse(" 2.5-rc-1 ") == ([2, 5], "rc-1")


def test_zero_is_a_version():
    assert parse("0.0") == ([0], "")


def test_order_of_mixed_versions():
    assert in_order(["1.0", "1.0-b", "0.12", "1.0-a", "0.3"]) == ["0.3", "0.12", "1.0-a", "1.0-b", "1.0"]


def test_latest_of_many():
    assert latest(["3.9", "3.11", "3.10", "3.12-rc"]) == "3.11"


def test_latest_of_one():
    assert latest(["v7"]) == "v7"


def test_not_a_number():
    with pytest.raises(ValueError, match="x"):
        parse("1.x")
