import pytest
from program import ClashError, Timetable, TimetableError


@pytest.fixture
def school():
    school = Timetable(days=2, periods=5)
    school.add("1a", "Ms Ash", "lab", 1, 2, 2)
    school.add("1b", "Mr Oak", "gym", 1, 2)
    return school


def test_plan_of_a_day(school):
    assert school.plan("1a", 1) == [None, 1, 1, None, None]
    assert school.plan("gym", 1) == [None, 2, None, None, None]
    assert school.plan("Ms Ash", 2) == [None] * 5


@pytest.mark.parametrize(("period", "length"), [(1, 1), (4, 2), (5, 1)])
def test_lessons_may_follow_each_other(school, period, length):
    assert school.add("1a", "Ms Ash", "lab", 1, period, length) == 3


def test_clashes_name_what_is_the_same(school):
    with pytest.raises(ClashError) as caught:
        school.add("1b", "Ms Ash", "lab", 1, 1, 2)
    assert caught.value.clashes == [("teacher", 1), ("room", 1), ("group", 2)]


def test_a_clash_in_the_last_period(school):
    with pytest.raises(ClashError, match="room has lesson 1"):
        school.add("2c", "Mr Elm", "lab", 1, 3)
    assert school.add("2c", "Mr Elm", "lab", 2, 3) == 3


@pytest.mark.parametrize(
    ("day", "period", "length"), [(0, 1, 1), (3, 1, 1), (1, 0, 1), (1, 6, 1), (1, 5, 2), (1, 1, 0)]
)
def test_lessons_outside_the_week(school, day, period, length):
    with pytest.raises(TimetableError, match="no"):
        school.add("2c", "Mr Elm", "aula", day, period, length)


def test_move(school):
    school.move(1, 1, 3)
    assert school.plan("1a", 1) == [None, None, 1, 1, None]
    school.add("1a", "Mr Elm", "aula", 2, 1)
    with pytest.raises(ClashError, match="group has lesson 3"):
        school.move(1, 2, 1)
    with pytest.raises(TimetableError, match="periods 5 to 6"):
        school.move(1, 1, 5)
    assert school.plan("1a", 1) == [None, None, 1, 1, None]


def test_remove(school):
    school.remove(1)
    assert school.plan("lab", 1) == [None] * 5
    for change in (school.remove, lambda number: school.move(number, 1, 1)):
        with pytest.raises(TimetableError, match="no lesson 1"):
            change(1)
    assert school.add("1a", "Ms Ash", "lab", 1, 2) == 3


def test_gaps_lie_between_lessons(school):
    school.add("1a", "Mr Elm", "aula", 1, 5)
    school.add("1a", "Mr Elm", "aula", 2, 2)
    school.add("1a", "Mr Elm", "aula", 2, 5)
    assert school.gaps("1a") == 3
    assert school.gaps("1b") == 0


def test_first_free_prefers_another_day(school):
    assert school.first_free("1a", "Ms Ash", "lab") == (2, 1)
    assert school.first_free("1a", "Mr Elm", "lab", 2) == (1, 4)
    school.add("2c", "Mr Elm", "lab", 2, 1, 5)
    assert school.first_free("1a", "Ms Ash", "lab") == (1, 1)


def test_no_time_is_free(school):
    assert school.first_free("1a", "Mr Elm", "lab", 5) == (2, 1)
    assert school.first_free("1a", "Mr Elm", "lab", 6) is None


def test_days_that_there_are_not(school):
    for day in (0, 3):
        with pytest.raises(TimetableError, match="no day"):
            school.plan("1a", day)


@pytest.mark.parametrize("size", [(0, 5), (5, 0)])
def test_a_week_of_nothing(size):
    with pytest.raises(ValueError, match="needs a day"):
        Timetable(*size)
