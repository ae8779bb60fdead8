import pytest
from program import is_luhn, isbn_kind, luhn_digit, restore_luhn, to_isbn10, to_isbn13, weighted_digit


def test_luhn_digit():
    assert luhn_digit("7992739871") == "3"
    assert luhn_digit("0") == "0"


def test_luhn_number_with_spaces():
    assert is_luhn("4539 1488 0343 6467") is True
    assert is_luhn("8273 1232 7352 0569") is False


@pytest.mark.parametrize("number", ["", "0", "- -", "12a", "18?"])
def test_what_is_no_luhn_number(number):
    assert is_luhn(number) is False


def test_shortest_luhn_number():
    assert is_luhn("18") is True
    assert is_luhn("81") is False


def test_restore_a_digit():
    assert restore_luhn("4539 14?8 0343 6467") == "4539 1488 0343 6467"
    assert restore_luhn("7992-7398-71?") == "7992-7398-713"


@pytest.mark.parametrize("number", ["18", "1??", "?", "1?x"])
def test_restore_needs_one_unknown(number):
    with pytest.raises(ValueError, match=r"one|restored"):
        restore_luhn(number)


def test_weights_repeat():
    assert weighted_digit("4006 3813 3393", [1, 3], 10) == "1"
    assert weighted_digit("12", [2, 3, 4], 7) == "6"


def test_ten_is_written_x():
    assert weighted_digit("12", [1, 0]) == "X"
    assert weighted_digit("2", [1]) == "9"


@pytest.mark.parametrize(("weights", "modulus"), [([], 11), ([1], 1), ([1], 12)])
def test_useless_weights(weights, modulus):
    with pytest.raises(ValueError, match=r"weights|modulus"):
        weighted_digit("1", weights, modulus)


def test_isbn_kind():
    assert isbn_kind("0-306-40615-2") == 10
    assert isbn_kind("978-0-306-40615-7") == 13
    assert isbn_kind("080442957x") == 10
    assert isbn_kind("0-306-40615-3") is None
    assert isbn_kind("977-0-306-40615-8") is None
    assert isbn_kind("") is None


def test_isbn_there_and_back():
    assert to_isbn13("0-306-40615-2") == "9780306406157"
    assert to_isbn10("978-0-306-40615-7") == "0306406152"
    assert to_isbn10("0-8044-2957-x") == "080442957X"


def test_isbn_979_has_no_short_form():
    assert to_isbn10("979-10-90636-07-1") is None
    assert to_isbn13("979-10-90636-07-1") == "9791090636071"
    with pytest.raises(ValueError, match="no ISBN"):
        to_isbn13("123")
