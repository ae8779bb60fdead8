import pytest
from program import columns, prefixed, wrap


def test_short_text_is_one_line():
    assert wrap("hello there", 20) == ["hello there"]


def test_breaks_between_words():
    assert wrap("the quick brown fox", 10) == ["the quick", "brown fox"]


def test_a_line_may_be_full():
    assert wrap("to be or not to be", 8) == ["to be or", "not to", "be"]


def test_long_words_are_cut():
    assert wrap("abcdefgh ij", 3) == ["abc", "def", "gh", "ij"]


def test_spaces_are_squeezed():
    assert wrap("  one   two\nthree ", 40) == ["one two three"]
    assert wrap("   ", 5) == []


def test_prefixed():
    assert prefixed("read me first", 9) == ["> read me", "> first"]


def test_columns():
    assert columns(["left side", "right"], 6) == ["left   | right", "side   |"]


def test_width_must_be_positive():
    with pytest.raises(ValueError, match="width"):
        wrap("text", 0)
