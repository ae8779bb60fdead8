import pytest
from program import decode, encode, saved


@pytest.mark.parametrize(
    ("text", "encoded"),
    [
        ("x" * 10, "10x"),
        ("ab" + "c" * 35, "ab35c"),
        ("\n\n\n", "3\n"),
        ("m" * 100 + "n", "100mn"),
        ("  a  ", "2 a2 "),
        ("aabbaa", "2a2b2a"),
    ],
)
def test_both_ways(text, encoded):
    assert encode(text) == encoded
    assert decode(encoded) == text


def test_decodes_explicit_ones():
    assert decode("1a2b11c") == "abbccccccccccc"


def test_long_run_before_a_short_one():
    assert decode("20a3b") == "a" * 20 + "bbb"


def test_saved_on_a_long_run():
    assert saved("." * 1000) == 995
    assert saved("") == 0


def test_dangling_length_is_named():
    with pytest.raises(ValueError, match="length 42 "):
        decode("7a42")


def test_one_digit_is_too_many():
    with pytest.raises(ValueError, match="digits"):
        encode("aaa1")
