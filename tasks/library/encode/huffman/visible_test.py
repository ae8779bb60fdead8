import pytest
from program import HuffmanError, canonical_codes, code_lengths, decode, encode, saving, weigh

CODES = {"a": "0", "r": "10", "b": "110", "c": "1110", "d": "1111"}


def test_weigh_counts_symbols_in_order():
    assert list(weigh("banana").items()) == [("a", 3), ("b", 1), ("n", 2)]


def test_frequent_symbols_are_short():
    assert code_lengths(weigh("abracadabra")) == {"a": 1, "b": 3, "c": 4, "d": 4, "r": 2}


def test_equal_weights_join_by_smallest_symbol():
    assert code_lengths({"z": 1, "y": 1, "x": 2, "w": 2}) == {"w": 2, "x": 2, "y": 2, "z": 2}
    assert code_lengths({"c": 1, "b": 1, "a": 1}) == {"a": 2, "b": 2, "c": 1}


def test_one_symbol_or_none():
    assert code_lengths({"q": 9}) == {"q": 1}
    assert code_lengths({}) == {}


@pytest.mark.parametrize("weight", [0, -3])
def test_weights_are_positive(weight):
    with pytest.raises(HuffmanError, match="'b'"):
        code_lengths({"a": 1, "b": weight})


def test_canonical_codes_count_upwards():
    codes = canonical_codes({"a": 1, "b": 3, "c": 4, "d": 4, "r": 2})
    assert list(codes.items()) == list(CODES.items())


def test_too_many_short_codes():
    with pytest.raises(HuffmanError, match="no code of 1 bits is left for 'c'"):
        canonical_codes({"a": 1, "b": 1, "c": 1})
    with pytest.raises(HuffmanError, match="at least 1"):
        canonical_codes({"a": 0})


def test_there_and_back():
    assert encode("abrad", CODES) == "01101001111"
    assert decode("01101001111", CODES) == "abrad"


def test_symbols_without_a_code():
    with pytest.raises(HuffmanError, match="no code for 'x', 'y'"):
        encode("yaxy", CODES)


def test_bits_that_are_no_code():
    with pytest.raises(HuffmanError, match="no code at bit 2"):
        decode("0110", {"a": "01", "b": "00"})
    with pytest.raises(HuffmanError, match="code at bit 1 is cut off"):
        decode("011", CODES)


def test_saving():
    assert saving("abracadabra") == 10
    assert saving("aaaa") == 0
