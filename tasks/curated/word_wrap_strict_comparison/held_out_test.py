import pytest
from program import columns, pieces, prefixed, wrap


@pytest.mark.parametrize(
    ("text", "width", "lines"),
    [
        ("", 10, []),
        ("a b c d", 3, ["a b", "c d"]),
        ("a b c d", 1, ["a", "b", "c", "d"]),
        ("aa bb cc", 8, ["aa bb cc"]),
        ("aa bb cc", 7, ["aa bb", "cc"]),
        ("one three", 5, ["one", "three"]),
        ("x yyyyy z", 4, ["x", "yyyy", "y z"]),
    ],
)
def test_wrap(text, width, lines):
    assert wrap(text, width) == lines


def test_no_line_is_too_long():
    lines = wrap("a man a plan a canal panama", 6)
    assert lines == ["a man", "a plan", "a", "canal", "panama"]


def test_pieces():
    assert list(pieces(["abcd", "ef", "g"], 2)) == ["ab", "cd", "ef", "g"]


def test_prefix_takes_its_room():
    assert prefixed("ab cd ef", 9, prefix="-- ") == ["-- ab cd", "-- ef"]
    assert prefixed("ab cd", 6, prefix="#") == ["#ab cd"]


def test_columns_of_different_height():
    assert columns(["a b", "c", "d e"], 1) == ["a | c | d", "b |   | e"]


def test_full_columns():
    assert columns(["aa bb", "cc dd"], 5) == ["aa bb | cc dd"]
    assert columns([], 5) == []


def test_prefix_that_leaves_no_room():
    with pytest.raises(ValueError, match="at least 1"):
        prefixed("text", 2)
