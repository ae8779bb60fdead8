import pytest
from program import EmptyWindowError, Extreme, MovingWindow


@pytest.fixture
def window():
    window = MovingWindow(span=10)
    window.extend([(0, 5), (4, 9), (6, 2), (7, 4)])
    return window


def state(window):
    return window.min(), window.median(), window.max(), len(window)


def test_all_values_are_in_the_window(window):
    assert state(window) == (2, 4.5, 9, 4)


def test_old_values_leave(window):
    assert window.advance(9) == 0
    assert window.advance(10) == 1
    assert state(window) == (2, 4.0, 9, 3)
    assert window.advance(16) == 2
    assert state(window) == (4, 4.0, 4, 1)


def test_adding_lets_time_pass(window):
    window.add(14, 3)
    assert state(window) == (2, 3.0, 4, 3)


def test_size_bounds_the_values():
    window = MovingWindow(span=100, size=2)
    window.extend([(0, 9), (0, 1), (0, 5)])
    assert state(window) == (1, 3.0, 5, 2)


def test_equal_values_leave_one_by_one():
    window = MovingWindow(span=3)
    window.extend([(0, 7), (1, 7), (2, 6)])
    window.advance(3)
    assert state(window) == (6, 6.5, 7, 2)


def test_ranges():
    assert MovingWindow(span=2).extend([(0, 3), (1, 8), (2, 7), (3, 7)]) == [0, 5, 1, 0]


def test_age_of_max(window):
    assert window.age_of_max() == 2
    window.add(8, 9)
    assert window.age_of_max() == 0


def test_time_never_goes_back(window):
    with pytest.raises(ValueError, match="6 is before 7"):
        window.add(6, 1)
    window.add(7, 1)
    assert len(window) == 5


@pytest.mark.parametrize("name", ["min", "max", "median", "age_of_max"])
def test_empty_window(window, name):
    window.advance(100)
    with pytest.raises(EmptyWindowError, match="no values"):
        getattr(window, name)()


def test_useless_bounds():
    assert len(MovingWindow(1, 1)) == 0
    for span, size in [(0, 1), (1, 0)]:
        with pytest.raises(ValueError, match="at least 1"):
            MovingWindow(span, size)


def test_extreme_keeps_the_latest_of_equals():
    extreme = Extreme(lambda new, old: new <= old)
    assert extreme.best() is None
    for time, value in [(1, 4), (2, 3), (3, 3), (4, 8)]:
        extreme.push(time, value)
    assert extreme.best() == (3, 3)
    extreme.expire(3)
    assert extreme.best() == (3, 3)
    extreme.expire(4)
    assert extreme.best() == (4, 8)
