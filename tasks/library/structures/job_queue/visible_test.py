import pytest
from program import JobQueue


def queue_of(**priorities):
    queue = JobQueue()
    for name, priority in priorities.items():
        queue.push(name, priority)
    return queue


def drain(queue):
    return [queue.pop() for _ in range(len(queue))]


def test_most_urgent_first():
    assert drain(queue_of(mail=5, backup=9, alarm=1, report=7)) == ["alarm", "mail", "report", "backup"]


def test_equals_go_by_arrival():
    assert drain(queue_of(c=2, a=2, b=2, first=1)) == ["first", "c", "a", "b"]


def test_peek_takes_nothing():
    queue = queue_of(a=2, b=1)
    assert queue.peek() == "b"
    assert len(queue) == 2
    assert JobQueue().peek() is None


def test_pop_from_an_empty_queue():
    with pytest.raises(IndexError, match="no job"):
        JobQueue().pop()


def test_a_job_waits_once():
    queue = queue_of(a=1)
    with pytest.raises(ValueError, match="a is waiting"):
        queue.push("a", 2)
    queue.pop()
    queue.push("a", 2)
    assert queue.waiting() == ["a"]


def test_cancel():
    queue = queue_of(a=1, b=2, c=3)
    assert queue.cancel("b") is True
    assert queue.cancel("b") is False
    assert drain(queue) == ["a", "c"]


def test_a_cancelled_job_may_leave_its_place_to_a_more_urgent_one():
    queue = queue_of(a=1, b=10, c=2, d=11, e=12, f=3, g=4)
    queue.cancel("d")
    assert drain(queue) == ["a", "c", "f", "g", "b", "e"]


def test_reprioritize_both_ways():
    queue = queue_of(a=1, b=2, c=3, d=4)
    queue.reprioritize("d", 0)
    queue.reprioritize("a", 9)
    assert drain(queue) == ["d", "b", "c", "a"]


def test_reprioritize_keeps_the_arrival():
    queue = queue_of(a=5, b=1, c=1)
    queue.reprioritize("a", 1)
    assert queue.waiting() == ["a", "b", "c"]


def test_reprioritize_an_unknown_job():
    with pytest.raises(KeyError):
        queue_of(a=1).reprioritize("z", 1)
