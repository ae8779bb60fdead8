import pytest
from program import Course, SignUpError


@pytest.fixture
def course():
    course = Course(4)
    course.sign_up("ann", 3)
    course.sign_up("bob", 2)
    return course


def test_confirmed_while_there_are_places(course):
    assert course.confirmed() == ["ann"]
    assert course.waiting() == ["bob"]
    assert course.free == 1


def test_a_small_party_passes_over_a_large_one(course):
    assert course.sign_up("cleo") is True
    assert course.free == 0
    assert course.sign_up("dan") is False
    assert course.waiting() == ["bob", "dan"]


def test_cancelling_promotes_in_order(course):
    course.sign_up("cleo", 2)
    course.sign_up("dan", 2, priority=1)
    assert course.waiting() == ["dan", "bob", "cleo"]
    assert course.cancel("ann") == ["dan", "bob"]
    assert course.confirmed() == ["dan", "bob"]


def test_cancelling_while_waiting(course):
    assert course.cancel("bob") == []
    assert course.waiting() == []
    with pytest.raises(SignUpError, match="bob has not"):
        course.cancel("bob")


def test_patience_ends():
    course = Course(2, patience=1)
    course.sign_up("ann", 1)
    course.sign_up("bob", 2)
    assert course.sign_up("cleo") is True
    assert course.cancel("cleo") == []
    assert course.sign_up("dan") is False
    assert course.free == 1
    assert course.cancel("ann") == ["bob"]


def test_patience_ends_while_promoting():
    course = Course(4, patience=1)
    course.sign_up("ann", 4)
    course.sign_up("bob", 3)
    course.sign_up("cleo", 1)
    course.sign_up("dan", 1)
    assert course.resize(5) == ["cleo"]
    assert course.resize(6) == []
    assert course.waiting() == ["bob", "dan"]


def test_patience_lasts_for_two():
    course = Course(0)
    course.sign_up("ann", 5)
    for name in ("bob", "cleo", "dan"):
        course.sign_up(name)
    assert course.resize(4) == ["bob", "cleo"]


def test_position(course):
    course.sign_up("eve", 2, priority=-1)
    assert [course.position(name) for name in ("ann", "bob", "eve")] == [0, 1, 2]


def test_shrinking(course):
    assert course.shrink("ann", 2) == ["bob"]
    assert course.free == 0
    for people in (2, 0):
        with pytest.raises(SignUpError, match="cannot shrink"):
            course.shrink("ann", people)


def test_resizing(course):
    assert course.resize(3) == []
    assert course.free == 0
    with pytest.raises(SignUpError, match="3 places"):
        course.resize(2)
    assert course.resize(5) == ["bob"]


def test_sign_ups_that_are_refused(course):
    for name, people in [("ann", 1), ("bob", 1), ("cleo", 0)]:
        with pytest.raises(SignUpError):
            course.sign_up(name, people)
    assert course.waiting() == ["bob"]


@pytest.mark.parametrize("numbers", [(-1, 2), (2, -1)])
def test_negative_numbers(numbers):
    with pytest.raises(ValueError, match="negative"):
        Course(*numbers)
