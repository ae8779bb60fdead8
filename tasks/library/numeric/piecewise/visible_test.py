from decimal import Decimal

import pytest
from program import Line, OutOfRangeError, Steps

POINTS = [(30, 5), (0, 10), (10, 20)]


def test_points_are_ordered():
    line = Line(POINTS)
    assert (line.xs, line.ys) == ([0, 10, 30], [10, 20, 5])


def test_line_at_and_between_points():
    line = Line(POINTS)
    assert line.at(0) == Decimal(10)
    assert line.at(4) == Decimal(14)
    assert line.at(10) == Decimal(20)
    assert line.at(25) == Decimal("8.75")


def test_values_are_rounded():
    assert str(Line([(0, 0), (3, 1)]).at(1)) == "0.33"
    assert str(Line([(0, 0), (200, 1)]).at(1)) == "0.01"
    assert str(Line([(0, 0), (200, -1)]).at(1)) == "-0.01"


def test_steps_hold_until_the_next_point():
    steps = Steps(POINTS)
    assert [steps.at(x) for x in (0, 9, 10, 29, 30)] == [10, 10, 20, 20, 5]


@pytest.mark.parametrize("x", [-1, 31])
def test_strict_refuses_what_is_outside(x):
    with pytest.raises(OutOfRangeError, match="is not from 0 to 30"):
        Line(POINTS).at(x)


def test_clamp():
    line = Line(POINTS, mode="clamp")
    assert [line.at(-5), line.at(99)] == [10, 5]
    assert Steps([(4, 7)], "clamp").at(0) == 7


def test_wrap():
    line = Line(POINTS, mode="wrap")
    assert [line.at(x) for x in (30, 31, 64, -26, 60)] == [5, 11, 14, 14, 10]


def test_sample():
    assert Line(POINTS).sample(0, 10, 5) == [10, 15, 20]
    assert Line(POINTS).sample(6, 5, 1) == []
    with pytest.raises(ValueError, match="at least 1"):
        Line(POINTS).sample(0, 10, 0)


def test_first_reach():
    line = Line(POINTS)
    assert [line.first_reach(y) for y in (10, 12, 20, 8, 21)] == [0, 2, 10, 26, None]
    assert str(line.first_reach(6)) == "28.67"


def test_total_of_steps():
    steps = Steps(POINTS)
    assert steps.total(0, 31) == 505
    assert steps.total(8, 12) == 60
    assert steps.total(9, 9) == 0
    for start, stop in [(-1, 3), (29, 32)]:
        with pytest.raises(OutOfRangeError):
            steps.total(start, stop)


def test_changes_of_steps():
    assert Steps([(0, 1), (5, 1), (6, 2), (9, 1)]).changes() == [(0, 1), (6, 2), (9, 1)]


@pytest.mark.parametrize(
    ("points", "mode"), [([], "clamp"), ([(1, 1)], "wrap"), ([(1, 1), (1, 2)], "strict"), ([(1, 1)], "loop")]
)
def test_useless_curves(points, mode):
    with pytest.raises(ValueError, match=r"points|mode"):
        Line(points, mode)
