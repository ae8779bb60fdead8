import pytest
from program import are_anagrams, group, largest, signature


@pytest.mark.parametrize(
    ("word", "key"),
    [("", ""), ("Banana", "aaabnn"), ("x-ray", "arxy"), ("ab", "ab"), ("No. 42", "no"), ("zyx", "xyz")],
)
def test_signature(word, key):
    assert signature(word) == key


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        ("Dormitory", "Dirty room", True),
        ("conversation", "voices rant on", True),
        ("aab", "abb", False),
        ("abc", "abcd", False),
    ],
)
def test_are_anagrams(first, second, expected):
    assert are_anagrams(first, second) is expected


def test_repeated_words_stay():
    assert group(["on", "no", "on"]) == [["on", "no", "on"]]


def test_groups_keep_their_order():
    assert group(["c", "ba", "ab", "C"]) == [["c", "C"], ["ba", "ab"]]


def test_first_of_equally_large_groups():
    assert largest(["la", "ok", "al", "ko"]) == ["la", "al"]


def test_single_word():
    assert largest(["alone"]) == ["alone"]
