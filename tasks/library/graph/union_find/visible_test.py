import pytest
from program import Components


@pytest.fixture
def parts():
    parts = Components(["a", "b", "c", "d", "e"])
    parts.join("c", "b")
    parts.join("d", "e")
    return parts


def test_everything_is_alone_at_first():
    parts = Components("xy")
    assert parts.components() == [["x"], ["y"]]
    assert parts.leader("y") == "y"
    assert parts.count == 2


def test_joining_connects(parts):
    assert parts.connected("b", "c") is True
    assert parts.connected("b", "d") is False
    assert parts.join("b", "c") is False
    assert parts.size("b") == 2
    assert parts.joins == 2


def test_among_equals_the_first_leads(parts):
    assert parts.leader("b") == "c"
    parts.join("e", "b")
    assert parts.leader("c") == "d"


def test_the_larger_component_leads(parts):
    assert parts.join("a", "b") is True
    assert parts.leader("a") == "c"
    assert parts.size("a") == 3


def test_components_largest_first_then_oldest(parts):
    parts.join("f", "d")
    assert parts.components() == [["d", "e", "f"], ["b", "c"], ["a"]]
    assert parts.count == 3


def test_since_when_things_are_connected(parts):
    parts.join("a", "b")
    parts.join("e", "c")
    assert parts.joined_at("b", "c") == 1
    assert parts.joined_at("a", "b") == 3
    assert parts.joined_at("d", "b") == 4
    assert parts.joined_at("d", "d") == 0


def test_never_connected(parts):
    assert parts.joined_at("a", "b") is None


def test_members_in_order_of_arrival(parts):
    assert parts.members("c") == ["b", "c"]
    assert parts.add("c") is False


def test_undo_takes_back_the_last_joins(parts):
    parts.join("a", "b")
    assert parts.undo() == 1
    assert parts.size("c") == 2
    assert parts.connected("a", "b") is False
    assert parts.undo(5) == 2
    assert parts.count == 5


def test_unknown_things(parts):
    with pytest.raises(KeyError):
        parts.size("z")
