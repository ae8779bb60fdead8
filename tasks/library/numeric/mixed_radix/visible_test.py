import pytest
from program import NumberFormatError, convert, join, split


@pytest.mark.parametrize(
    ("text", "source", "target", "result"),
    [
        ("255", 10, 16, "ff"),
        ("FF", 16, 2, "11111111"),
        ("-z", 36, 10, "-35"),
        ("007", 8, 2, "111"),
        ("-0", 10, 2, "0"),
        ("100", 10, 10, "100"),
    ],
)
def test_whole_numbers(text, source, target, result):
    assert convert(text, source, target) == result


def test_fractions_that_end():
    assert convert("0.625", 10, 2) == "0.101"
    assert convert(" -a.8 ", 16, 10) == "-10.5"
    assert convert("3.000", 10, 7) == "3"


def test_fractions_that_repeat():
    assert convert("0.1", 3, 10) == "0.(3)"
    assert convert("0.1", 10, 2) == "0.0(0011)"


def test_repeating_digits_are_read():
    assert convert("0.1(6)", 10, 6) == "0.1"
    assert convert("0.(9)", 10, 10) == "1"
    assert convert("0.(01)", 2, 3) == "0.1"


def test_limit():
    assert convert("0.1", 7, 10, 6) == "0.(142857)"
    assert convert("0.1", 7, 10, 5) == "0.14285..."
    assert convert("0.875", 10, 2, 3) == "0.111"
    assert convert("0.875", 10, 2, 2) == "0.11..."


@pytest.mark.parametrize("text", ["", ".5", "0.()", "0.(3)1", "+1", "1_0", "1 2"])
def test_what_is_no_number(text):
    with pytest.raises(NumberFormatError):
        convert(text, 10, 2)


def test_digits_of_the_base():
    assert convert("12", 3, 10) == "5"
    with pytest.raises(NumberFormatError, match="'3' is not a digit of base 3"):
        convert("12.13", 3, 10)


@pytest.mark.parametrize(
    ("source", "target", "limit"), [(1, 10, 5), (37, 10, 5), (10, 1, 5), (10, 37, 5), (2, 36, 0)]
)
def test_bounds(source, target, limit):
    with pytest.raises(ValueError, match=r"base|limit"):
        convert("1", source, target, limit)


def test_split():
    assert split(7384, [60, 60]) == [2, 3, 4]
    assert split(100, [20, 12]) == [0, 8, 4]
    assert split(5, []) == [5]


def test_negative_amounts():
    assert split(-3661, [60, 60]) == [-1, -1, -1]


def test_join():
    assert join([2, 3, 4], [60, 60]) == 7384
    assert join([1, -1], [7]) == 6
    assert join([0, 90], [60]) == 90


def test_sizes_and_parts():
    with pytest.raises(ValueError, match="at least 1"):
        split(5, [60, 0])
    with pytest.raises(ValueError, match="2 parts are needed, not 3"):
        join([1, 2, 3], [60])
