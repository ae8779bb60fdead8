import pytest
from program import from_roman, to_roman


def test_writes_the_subtractive_forms():
    assert [to_roman(number) for number in (4, 9, 40, 90, 400, 900)] == ["IV", "IX", "XL", "XC", "CD", "CM"]


def test_writes_a_year():
    assert to_roman(1987) == "MCMLXXXVII"


def test_reads_single_letters():
    assert [from_roman(letter) for letter in "IVXLCDM"] == [1, 5, 10, 50, 100, 500, 1000]


def test_reads_sums():
    assert from_roman("VI") == 6
    assert from_roman("III") == 3


def test_reads_differences():
    assert from_roman("XIV") == 14


def test_reads_lower_case():
    assert from_roman("mmxxvi") == 2026


def test_there_is_no_zero():
    with pytest.raises(ValueError, match="between 1 and 3999"):
        to_roman(0)
