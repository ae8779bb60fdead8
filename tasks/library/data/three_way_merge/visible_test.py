import pytest
from program import describe, diff, merge

BASE = {"name": "app", "port": 80, "log": {"level": "info", "file": "a.log"}}


def test_changes_of_both_sides():
    ours = {"name": "shop", "port": 80, "log": {"level": "info", "file": "a.log"}}
    theirs = {"name": "app", "port": 81, "log": {"level": "info", "file": "a.log"}, "debug": True}
    assert merge(BASE, ours, theirs) == (
        {"name": "shop", "port": 81, "log": {"level": "info", "file": "a.log"}, "debug": True},
        [],
    )


def test_removals_of_both_sides():
    assert merge({"a": 1, "b": 2, "c": 3, "d": 4}, {"b": 2, "d": 4}, {"a": 1, "d": 4}) == ({"d": 4}, [])


def test_the_same_change_is_no_conflict():
    assert merge({"a": 1}, {"a": 2, "b": 3}, {"a": 2, "b": 3}) == ({"a": 2, "b": 3}, [])


def test_inner_mappings_are_merged():
    ours = {**BASE, "log": {"level": "debug", "file": "a.log"}}
    theirs = {**BASE, "log": {"level": "info"}}
    merged, conflicts = merge(BASE, ours, theirs)
    assert merged["log"] == {"level": "debug"}
    assert conflicts == []


def test_the_base_stays_in_a_conflict():
    assert merge({"a": 1}, {"a": 2}, {"a": 3}) == ({"a": 1}, [("a", "both changed")])
    assert merge({}, {"a": 2}, {"a": 3}) == ({}, [("a", "both added")])


@pytest.mark.parametrize(
    ("favor", "expected"), [("ours", {"x": 5}), ("theirs", {"x": 6, "y": 9}), ("", {"x": 1, "y": 2})]
)
def test_a_side_can_be_favored(favor, expected):
    merged, conflicts = merge({"x": 1, "y": 2}, {"x": 5}, {"x": 6, "y": 9}, favor)
    assert merged == expected
    assert conflicts == [("x", "both changed"), ("y", "we removed")]


def test_a_removal_against_a_change():
    assert merge({"a": 1, "b": {"c": 2}}, {"a": 4}, {"b": {"c": 3}})[1] == [
        ("a", "they removed"),
        ("b", "we removed"),
    ]


def test_conflicts_inside():
    base = {"a": {"b": {"c": 1}, "d": 0}}
    merged, conflicts = merge(base, {"a": {"b": {"c": 2}, "d": 7}}, {"a": {"b": {"c": 3}, "d": 0}}, "theirs")
    assert merged == {"a": {"b": {"c": 3}, "d": 7}}
    assert conflicts == [("a.b.c", "both changed")]


def test_both_added_a_mapping():
    assert merge({"a": 1}, {"a": {"x": 1, "z": 0}}, {"a": {"y": 2, "z": 0}}) == (
        {"a": {"x": 1, "z": 0, "y": 2}},
        [],
    )


def test_unknown_favor():
    with pytest.raises(ValueError, match="cannot favor mine"):
        merge({}, {}, {}, "mine")


def test_diff():
    after = {"port": 80, "log": {"level": "warn", "size": 5}, "name": {}}
    assert diff(BASE, after) == [
        ("changed", "name", "app", {}),
        ("changed", "log.level", "info", "warn"),
        ("removed", "log.file", "a.log"),
        ("added", "log.size", 5),
    ]


def test_describe():
    assert describe([]) == "no conflicts"
    assert describe([("a.b", "both added")]) == "1 conflict: a.b (both added)"
    assert (
        describe([("a", "we removed"), ("b", "both changed")])
        == "2 conflicts: a (we removed), b (both changed)"
    )
