import pytest
from program import characters, is_palindrome, reverse_string


@pytest.mark.parametrize(
    ("text", "backwards"),
    [
        ("ab", "ba"),
        ("12 34", "43 21"),
        ("line\nbreak", "kaerb\nenil"),
        ("Stra\u00dfe", "e\u00dfartS"),
        ("a\u0308o\u0308", "o\u0308a\u0308"),
    ],
)
def test_reversed(text, backwards):
    assert reverse_string(text) == backwards


def test_twice_is_the_same_text_again():
    assert reverse_string(reverse_string("back and forth")) == "back and forth"
    assert reverse_string("forth") == "htrof"


def test_spaces_at_the_end_come_first():
    assert reverse_string("go  ") == "  og"


def test_a_mark_without_a_letter():
    assert characters("\u0301a") == ["\u0301", "a"]


def test_palindrome_ignores_punctuation():
    assert is_palindrome("No 'x' in Nixon!") is True
    assert is_palindrome("Nixon") is False


def test_nothing_is_a_palindrome():
    assert is_palindrome("?!") is True
    assert is_palindrome("ab") is False
