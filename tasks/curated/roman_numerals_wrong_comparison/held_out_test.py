import pytest
from program import from_roman, to_roman


@pytest.mark.parametrize(
    ("number", "numeral"),
    [
        (2, "II"),
        (19, "XIX"),
        (49, "XLIX"),
        (444, "CDXLIV"),
        (1666, "MDCLXVI"),
        (1999, "MCMXCIX"),
        (3888, "MMMDCCCLXXXVIII"),
    ],
)
def test_both_ways(number, numeral):
    assert to_roman(number) == numeral
    assert from_roman(numeral) == number


def test_reads_what_it_writes():
    assert [from_roman(to_roman(number)) for number in range(1, 400, 7)] == list(range(1, 400, 7))


def test_empty_numeral_is_worth_nothing():
    assert from_roman("") == 0
    assert from_roman("xi") == 11


def test_greatest():
    assert to_roman(3999) == "MMMCMXCIX"


@pytest.mark.parametrize("number", [-5, 4000])
def test_out_of_range(number):
    with pytest.raises(ValueError, match="3999"):
        to_roman(number)


def test_unknown_letter():
    with pytest.raises(KeyError):
        from_roman("XZ")
