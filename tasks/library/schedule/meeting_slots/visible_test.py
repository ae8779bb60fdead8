import pytest
from program import attended, best_start, common_times, free_times

DAY = (540, 720)


@pytest.fixture
def team():
    return {"ann": [(540, 600), (660, 690)], "bob": [(590, 630)], "cleo": [(600, 720)]}


def test_free_times_between_busy_ones():
    assert free_times([(660, 690), (570, 600)], DAY) == [(540, 570), (600, 660), (690, 720)]
    assert free_times([], DAY) == [DAY]


def test_busy_times_that_overlap_or_reach_over_the_window():
    assert free_times([(500, 560), (550, 600), (555, 580), (700, 800)], DAY) == [(600, 700)]
    assert free_times([(0, 540), (720, 900)], DAY) == [DAY]
    assert free_times([(740, 760)], DAY) == [DAY]
    assert free_times([(540, 720)], DAY) == []


def test_empty_times_do_not_count():
    assert free_times([(600, 600)], DAY) == [DAY]


def test_common_times(team):
    del team["cleo"]
    assert common_times(team, DAY, 30) == [(630, 660), (690, 720)]
    assert common_times(team, DAY, 31) == []
    assert common_times({}, DAY, 180) == [DAY]


def test_attended_by_two(team):
    assert attended(team, DAY, 2) == [(540, 590), (630, 660), (690, 720)]


def test_attended_by_different_people(team):
    assert attended(team, DAY, 1) == [DAY]
    assert attended(team, DAY, 0) == [DAY]
    assert attended(team, DAY, 3) == []


def test_best_start_has_the_fewest_missing(team):
    assert best_start(team, DAY, 30) == (540, ["ann"])
    assert best_start(team, DAY, 60) == (540, ["ann", "bob"])


def test_best_start_with_somebody_required(team):
    assert best_start(team, DAY, 30, ["ann", "bob"]) == (630, ["cleo"])
    assert best_start(team, DAY, 30, ["ann", "cleo"]) is None
    assert best_start(team, DAY, 40, ["ann"], step=10) == (600, ["bob", "cleo"])


def test_best_start_may_end_with_the_window():
    assert best_start({"ann": [(540, 690)]}, DAY, 30, ["ann"]) == (690, [])
    assert best_start({"ann": [(540, 690)]}, DAY, 31, ["ann"]) is None


def test_somebody_without_a_calendar(team):
    with pytest.raises(KeyError, match="dan"):
        best_start(team, DAY, 30, ["dan"])


@pytest.mark.parametrize(
    "arguments", [({}, (600, 600), 30), ({}, DAY, 0), ({}, DAY, 30, (), 0), ({"ann": [(610, 600)]}, DAY, 30)]
)
def test_numbers_that_make_no_sense(arguments):
    with pytest.raises(ValueError, match=r"empty|at least 1|cannot end"):
        best_start(*arguments)
