import pytest
from program import Elevator


@pytest.fixture
def lift():
    return Elevator(10, start=4)


def steps(lift, count):
    return [lift.step() for _ in range(count)]


def test_nothing_to_do(lift):
    assert lift.step() == "idle"
    assert lift.floor == 4
    assert lift.direction == "idle"


def test_to_a_floor_and_idle_again(lift):
    lift.press(6)
    assert steps(lift, 3) == ["up", "up", "open"]
    assert lift.doors_open is True
    assert lift.direction == "up"
    assert steps(lift, 2) == ["close", "idle"]
    assert lift.doors_open is False
    assert lift.direction == "idle"


def test_the_floor_where_it_is(lift):
    lift.call(4, "up")
    lift.call(4, "down")
    assert steps(lift, 3) == ["open", "close", "idle"]
    assert lift.stops() == []


def test_the_nearest_decides_and_up_if_equal(lift):
    lift.press(1)
    lift.press(6)
    assert lift.run() == [6, 1]
    lift.press(0)
    lift.press(2)
    assert lift.run() == [2, 0]


def test_calls_in_its_direction_are_taken_on_the_way(lift):
    lift.press(8)
    lift.call(6, "up")
    lift.call(7, "down")
    assert lift.run() == [6, 8, 7]


def test_going_down_takes_those_who_go_down(lift):
    lift.press(3)
    lift.call(2, "up")
    lift.call(1, "down")
    assert lift.run() == [3, 1, 2]


def test_it_turns_where_nobody_waits_ahead(lift):
    lift.call(6, "down")
    assert steps(lift, 3) == ["up", "up", "open"]
    assert lift.direction == "down"
    lift.press(9)
    lift.press(5)
    assert lift.run() == [5, 9]


def test_both_calls_at_the_last_floor_take_two_stops(lift):
    lift.call(6, "up")
    lift.call(6, "down")
    assert steps(lift, 3) == ["up", "up", "open"]
    assert lift.direction == "up"
    assert lift.stops() == [6]


def test_run_has_a_limit(lift):
    lift.press(9)
    assert lift.run(3) == []
    assert lift.floor == 7
    assert lift.stops() == [9]


@pytest.mark.parametrize(
    ("floor", "direction"), [(-1, "up"), (10, "down"), (9, "up"), (0, "down"), (5, "left")]
)
def test_buttons_that_there_are_not(lift, floor, direction):
    with pytest.raises(ValueError, match=r"floor|up or down"):
        lift.call(floor, direction)
    assert lift.stops() == []


def test_the_ends_have_buttons(lift):
    lift.call(8, "up")
    lift.call(1, "down")
    lift.press(9)
    lift.press(0)
    assert lift.stops() == [0, 1, 8, 9]


@pytest.mark.parametrize(("floors", "start"), [(1, 0), (3, 3), (3, -1)])
def test_elevators_that_cannot_be(floors, start):
    with pytest.raises(ValueError, match="floor"):
        Elevator(floors, start)
