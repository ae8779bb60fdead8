import pytest
from program import WindowCounter


@pytest.fixture
def counter():
    """Three slots of ten seconds, with requests in 10..19 and 20..29."""
    counter = WindowCounter(3, 10)
    counter.record("home", 12, 4)
    counter.record("cart", 19)
    counter.record("home", 20, 3)
    return counter


def test_totals(counter):
    assert counter.total(20) == 8
    assert counter.total(20, "home") == 7
    assert counter.total(20, "login") == 0


def test_requests_leave_with_their_slot(counter):
    assert counter.total(39) == 8
    assert counter.total(40) == 3
    assert counter.total(49, "home") == 3
    assert counter.total(50) == 0


def test_the_window_never_moves_back(counter):
    counter.total(45)
    assert counter.total(20) == 3


def test_late_requests_within_the_window_count(counter):
    assert counter.record("cart", 5, 2) is True
    assert counter.record("cart", 14) is True
    assert counter.total(29, "cart") == 4
    assert counter.total(30, "cart") == 2
    assert counter.late == 0


def test_requests_before_the_window_are_late(counter):
    counter.record("home", 35)
    assert counter.record("home", 9, 5) is False
    assert counter.late == 5
    assert counter.total(35) == 9


def test_estimate_takes_a_part_of_the_oldest_slot(counter):
    assert [counter.estimate(now, "home") for now in (29, 30, 34, 39, 40)] == [7, 6, 5, 3, 2]


def test_estimate_of_a_single_slot():
    counter = WindowCounter(1, 10)
    counter.record("home", 3, 4)
    assert counter.estimate(7, "home") == 4


def test_top_names(counter):
    counter.record("about", 21)
    assert counter.top(22, 2) == [("home", 7), ("about", 1)]
    assert counter.top(22, 0) == []


def test_the_busiest_slot(counter):
    assert counter.busiest(20) == (10, 5)
    counter.record("cart", 25, 2)
    assert counter.busiest(25) == (10, 5)
    counter.record("cart", 25)
    assert counter.busiest(25) == (20, 6)
    assert counter.busiest(80) is None


def test_what_cannot_be_counted(counter):
    with pytest.raises(ValueError, match="negative"):
        counter.record("home", -1)
    with pytest.raises(ValueError, match="at least 1"):
        counter.record("home", 90, 0)
    assert counter.total(20) == 8


@pytest.mark.parametrize(("slots", "width"), [(0, 1), (1, 0)])
def test_useless_windows(slots, width):
    with pytest.raises(ValueError, match="at least 1"):
        WindowCounter(slots, width)
