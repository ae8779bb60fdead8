import pytest
from program import PatchError, apply, diff, hunks, reverse, similarity


def test_equal_texts():
    assert diff(["a", "b"], ["a", "b"]) == [(" ", "a"), (" ", "b")]


def test_lines_that_go_and_lines_that_come():
    assert diff(["a", "b", "c"], ["a", "c", "d"]) == [(" ", "a"), ("-", "b"), (" ", "c"), ("+", "d")]


def test_what_goes_comes_first():
    assert diff(["old"], ["new"]) == [("-", "old"), ("+", "new")]


def test_as_much_as_possible_is_kept():
    kept = [line for mark, line in diff(list("abcbdab"), list("bdcaba")) if mark == " "]
    assert len(kept) == 4


@pytest.mark.parametrize(("old", "new"), [("", "abc"), ("abc", ""), ("kitten", "sitting"), ("aab", "aba")])
def test_apply_makes_the_new_text(old, new):
    assert apply(list(old), diff(list(old), list(new))) == list(new)


def test_apply_to_another_text():
    changes = diff(["a", "b"], ["a", "c"])
    with pytest.raises(PatchError, match="line 2 should be 'b'"):
        apply(["a", "x"], changes)
    with pytest.raises(PatchError, match="line 3 is left over"):
        apply(["a", "b", "more"], changes)


def test_reverse_undoes():
    changes = diff(["a", "b", "c"], ["x", "b", "y", "z"])
    assert apply(["x", "b", "y", "z"], reverse(changes)) == ["a", "b", "c"]
    assert reverse([("-", "old"), ("+", "new")]) == [("-", "new"), ("+", "old")]


def test_hunks_have_some_context():
    changes = diff(list("abcdefgh"), list("abcdXfgh"))
    assert hunks(changes, context=1) == [(4, [(" ", "d"), ("-", "e"), ("+", "X"), (" ", "f")])]


def test_hunks_that_meet_are_one():
    changes = diff(list("abcdefgh"), list("abdefh"))
    assert [start for start, _ in hunks(changes, context=1)] == [2, 6]
    assert [start for start, _ in hunks(changes, context=2)] == [1]


def test_no_changes_no_hunks():
    assert hunks(diff(["a"], ["a"])) == []


def test_similarity():
    assert similarity(list("abcd"), list("abxd")) == pytest.approx(0.75)
    assert similarity([], []) == 1.0
    assert similarity(["a"], []) == 0.0
