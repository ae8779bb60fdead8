import pytest
from program import CycleError, build_order, stages, stale, unused

APP = {
    "app": ["ui", "core"],
    "ui": ["icons", "core"],
    "core": ["log"],
    "tools": ["log"],
    "log": [],
}


def test_everything_comes_after_what_it_needs():
    assert build_order(APP) == ["icons", "log", "core", "ui", "app", "tools"]


def test_only_what_the_goals_need():
    assert build_order(APP, ["tools"]) == ["log", "tools"]
    assert build_order(APP, ["core", "tools"]) == ["log", "core", "tools"]


def test_a_goal_that_needs_nothing():
    assert build_order(APP, ["icons"]) == ["icons"]


def test_a_cycle_is_shown():
    with pytest.raises(CycleError, match="b -> c -> b") as caught:
        build_order({"a": ["b"], "b": ["c"], "c": ["b"]})
    assert caught.value.cycle == ["b", "c", "b"]


def test_a_target_that_needs_itself():
    with pytest.raises(CycleError, match="x -> x"):
        build_order({"x": ["x"]})


def test_stages():
    assert stages(APP) == [["icons", "log"], ["core", "tools"], ["ui"], ["app"]]
    assert stages({}) == []


def test_stale_reaches_all_that_needs_it():
    assert stale(APP, ["icons"]) == ["icons", "ui", "app"]
    assert stale(APP, ["tools"]) == ["tools"]


def test_nothing_changed():
    assert stale(APP, []) == []


def test_unused():
    assert unused(APP, ["ui"]) == ["app", "tools"]
    assert unused(APP, []) == ["app", "ui", "core", "tools", "log"]
