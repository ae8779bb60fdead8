import pytest
from program import Batcher, TooLargeError


@pytest.fixture
def batches():
    return []


@pytest.fixture
def batcher(batches):
    return Batcher(lambda items: batches.append(items), max_items=3, max_bytes=10, max_age=5)


def add_all(batcher, items, now=0):
    return [batcher.add(item, now) for item in items]


def test_full_by_number(batcher, batches):
    assert add_all(batcher, "abcd") == [0, 0, 1, 0]
    assert batches == [["a", "b", "c"]]
    assert batcher.pending == 1


def test_full_by_bytes(batcher, batches):
    assert add_all(batcher, ["four", "sixsix"]) == [0, 1]
    assert batches == [["four", "sixsix"]]
    assert batcher.size == 0


def test_what_does_not_fit_goes_into_the_next_batch(batcher, batches):
    assert add_all(batcher, ["four", "sevensv"]) == [0, 1]
    assert batches == [["four"]]
    assert batcher.size == 7


def test_an_item_as_large_as_a_batch(batcher, batches):
    assert add_all(batcher, ["a", "0123456789"]) == [0, 2]
    assert batches == [["a"], ["0123456789"]]


def test_bytes_are_not_characters(batcher):
    batcher.add("äöü", 0)
    assert batcher.size == 6


def test_too_large_items_change_nothing(batcher, batches):
    batcher.add("a", 0)
    with pytest.raises(TooLargeError, match="11 bytes"):
        batcher.add("0123456789a", 20)
    assert batches == []
    assert batcher.pending == 1


def test_old_batches_are_sent(batcher, batches):
    batcher.add("a", 3)
    batcher.add("b", 6)
    assert batcher.due() == 8
    assert batcher.tick(7) is False
    assert batcher.tick(8) is True
    assert batches == [["a", "b"]]
    assert batcher.due() is None
    assert batcher.tick(20) is False


def test_adding_to_an_old_batch(batcher, batches):
    batcher.add("a", 0)
    assert batcher.add("b", 5) == 1
    assert batches == [["a"]]
    assert batcher.due() == 10


def test_flush_and_count(batcher):
    assert batcher.flush() is False
    add_all(batcher, ["aa", "b", "c", ""])
    assert batcher.flush() is True
    assert batcher.sent == {"batches": 2, "items": 4, "bytes": 4}


def test_a_batch_that_cannot_be_sent_is_kept():
    outcomes = [0, 1]
    batcher = Batcher(lambda items: 1 // outcomes.pop(0))
    batcher.add("a", 0)
    with pytest.raises(ZeroDivisionError):
        batcher.add("b", 5)
    assert batcher.pending == 1
    assert batcher.sent["batches"] == 0
    assert batcher.flush() is True


@pytest.mark.parametrize("limit", ["max_items", "max_bytes", "max_age"])
def test_limits_of_nothing(limit):
    with pytest.raises(ValueError, match="at least 1"):
        Batcher(ignore, **{limit: 0})
    assert Batcher(ignore, **{limit: 1}).pending == 0


def ignore(items):
    return None
