import pytest
from program import LazyHeap, MedianTracker


@pytest.fixture
def heap():
    heap = LazyHeap()
    for name, score in [("a", 5), ("b", 3), ("c", 8), ("d", 3)]:
        heap.set(name, score)
    return heap


def test_the_smallest_is_on_top_then_the_oldest(heap):
    assert heap.top() == "b"
    assert heap.names() == ["b", "d", "a", "c"]
    assert [heap.pop(), heap.pop(), heap.pop()] == [("b", 3), ("d", 3), ("a", 5)]
    assert len(heap) == 1


def test_the_largest_on_top():
    heap = LazyHeap(largest=True)
    heap.set("a", -1)
    heap.set("b", 4)
    heap.set("c", 4)
    assert heap.names() == ["b", "c", "a"]
    assert heap.score("b") == 4
    assert heap.pop() == ("b", 4)


def test_a_changed_score_counts_as_new(heap):
    heap.set("b", 9)
    heap.set("a", 3)
    assert heap.names() == ["d", "a", "c", "b"]
    assert heap.score("b") == 9


def test_the_same_score_changes_nothing(heap):
    heap.set("b", 3)
    assert heap.stale == 0
    assert heap.top() == "b"


def test_discarding(heap):
    assert heap.discard("b") is True
    assert heap.discard("b") is False
    assert heap.score("b") is None
    assert heap.top() == "d"
    assert len(heap) == 3


def test_stale_entries_go_when_they_come_to_the_top(heap):
    heap.set("b", 9)
    heap.discard("c")
    assert heap.stale == 2
    heap.top()
    assert heap.stale == 1


def test_too_many_stale_entries_are_dropped(heap):
    for score in (10, 11, 12, 13):
        heap.set("a", score)
    assert heap.stale == 4
    heap.set("a", 14)
    assert heap.stale == 0
    assert heap.names() == ["b", "d", "c", "a"]


def test_three_stale_entries_may_stay():
    heap = LazyHeap()
    for score in (1, 2, 3, 4):
        heap.set("a", score)
    assert heap.stale == 3
    assert heap.pop() == ("a", 4)
    with pytest.raises(IndexError):
        heap.pop()


def test_the_median():
    tracker = MedianTracker()
    assert tracker.median() is None
    medians = []
    for name, score in [("a", 5), ("b", 1), ("c", 4), ("d", 9), ("e", 9), ("f", 2)]:
        tracker.update(name, score)
        medians.append(tracker.median())
    assert medians == [5.0, 3.0, 4.0, 4.5, 5.0, 4.5]


def test_the_median_after_changes():
    tracker = MedianTracker()
    for name, score in [("a", 5), ("b", 1), ("c", 4), ("d", 9)]:
        tracker.update(name, score)
    tracker.update("b", 20)
    assert tracker.median() == 7.0
    assert tracker.remove("d") is True
    assert tracker.remove("d") is False
    assert tracker.median() == 5.0
    assert len(tracker) == 3


def test_above_the_median():
    tracker = MedianTracker()
    assert tracker.above() == []
    for name, score in [("z", 7), ("a", 5), ("b", 5), ("c", 9), ("m", 7)]:
        tracker.update(name, score)
    assert tracker.above() == [("c", 9)]
    tracker.update("c", 1)
    assert tracker.above() == [("m", 7), ("z", 7)]
