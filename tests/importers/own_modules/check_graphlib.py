from graphlib import CycleError, TopologicalSorter

import pytest


def test_what_others_need_comes_first():
    assert list(TopologicalSorter({"c": ["b"], "b": ["a"]}).static_order()) == ["a", "b", "c"]


def test_a_cycle_is_told():
    with pytest.raises(CycleError):
        TopologicalSorter({"a": ["b"], "b": ["a"]}).prepare()


def test_steps():
    sorter = TopologicalSorter({"b": ["a"]})
    sorter.prepare()
    assert sorter.get_ready() == ("a",)
    sorter.done("a")
    assert sorter.get_ready() == ("b",)
