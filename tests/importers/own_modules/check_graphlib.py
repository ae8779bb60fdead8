from graphlib import CycleError, TopologicalSorter

import pytest


def levels(graph):
    sorter = TopologicalSorter(graph)
    sorter.prepare()
    found = []
    while sorter.is_active():
        ready = sorted(sorter.get_ready())
        found.append(ready)
        sorter.done(*ready)
    return found


@pytest.mark.parametrize(
    ("graph", "order"),
    [
        ({"c": ["b"], "b": ["a"]}, ["a", "b", "c"]),
        ({}, []),
        ({"a": []}, ["a"]),
        ({2: [1], 3: [2], 4: [3]}, [1, 2, 3, 4]),
    ],
)
def test_what_others_need_comes_first(graph, order):
    assert list(TopologicalSorter(graph).static_order()) == order


@pytest.mark.parametrize(
    ("graph", "expected"),
    [
        ({"b": ["a"], "c": ["a"], "d": ["b", "c"]}, [["a"], ["b", "c"], ["d"]]),
        ({"a": [], "b": [], "c": []}, [["a", "b", "c"]]),
        ({"d": ["a", "c"], "c": ["b"], "b": ["a"]}, [["a"], ["b"], ["c"], ["d"]]),
        ({}, []),
        ({"x": ["y", "y"]}, [["y"], ["x"]]),
    ],
)
def test_what_is_ready_comes_together(graph, expected):
    assert levels(graph) == expected


@pytest.mark.parametrize(
    ("graph", "cycle"),
    [
        ({"a": ["b"], "b": ["a"]}, {"a", "b"}),
        ({"a": ["a"]}, {"a"}),
        ({"x": ["a"], "a": ["b"], "b": ["c"], "c": ["a"]}, {"a", "b", "c"}),
    ],
)
def test_a_cycle_is_told(graph, cycle):
    with pytest.raises(CycleError) as caught:
        TopologicalSorter(graph).prepare()
    message, found = caught.value.args
    assert message == "nodes are in a cycle"
    assert set(found) == cycle
    assert found[0] == found[-1]


def test_what_is_no_part_of_a_cycle_can_be_done():
    sorter = TopologicalSorter({"a": ["b"], "b": ["a"], "c": []})
    with pytest.raises(CycleError):
        sorter.prepare()
    assert sorter.get_ready() == ("c",)


def test_steps():
    sorter = TopologicalSorter({"b": ["a"]})
    sorter.prepare()
    assert sorter.get_ready() == ("a",)
    assert sorter.get_ready() == ()
    assert sorter.is_active()
    sorter.done("a")
    assert sorter.get_ready() == ("b",)
    sorter.done("b")
    assert not sorter.is_active()


def test_nodes_are_added_one_by_one():
    sorter = TopologicalSorter()
    sorter.add("b", "a")
    sorter.add("b", "c")
    sorter.add("a")
    sorter.add("c", "a")
    assert list(sorter.static_order()) == ["a", "c", "b"]


def test_a_sorter_is_true_while_there_is_something_to_do():
    sorter = TopologicalSorter({"a": []})
    sorter.prepare()
    assert bool(sorter)
    sorter.done(*sorter.get_ready())
    assert not bool(sorter)


def test_nothing_is_added_after_the_beginning():
    sorter = TopologicalSorter()
    sorter.prepare()
    with pytest.raises(ValueError, match="cannot be added after"):
        sorter.add("a")


def test_it_begins_once():
    sorter = TopologicalSorter({"a": []})
    sorter.prepare()
    with pytest.raises(ValueError, match="more than once"):
        sorter.prepare()


@pytest.mark.parametrize("call", ["get_ready", "is_active", "done"])
def test_it_must_begin_first(call):
    with pytest.raises(ValueError, match=r"prepare\(\) must be called first"):
        getattr(TopologicalSorter({"a": []}), call)()


def test_what_is_unknown_cannot_be_done():
    sorter = TopologicalSorter({"a": []})
    sorter.prepare()
    with pytest.raises(ValueError, match="was not added"):
        sorter.done("b")


def test_what_was_not_handed_out_cannot_be_done():
    sorter = TopologicalSorter({"b": ["a"]})
    sorter.prepare()
    with pytest.raises(ValueError, match="was not passed out"):
        sorter.done("b")


def test_nothing_is_done_twice():
    sorter = TopologicalSorter({"a": []})
    sorter.prepare()
    sorter.done(*sorter.get_ready())
    with pytest.raises(ValueError, match="already marked done"):
        sorter.done("a")
