import pytest
from program import RingBuffer


@pytest.fixture
def buffer():
    buffer = RingBuffer(4)
    buffer.extend([1, 2, 3, 4, 5, 6])
    return buffer


def test_there_is_room_at_first():
    buffer = RingBuffer(2)
    assert buffer.append(7) is None
    assert buffer.full is False
    assert buffer.append(8) is None
    assert buffer.full is True
    assert len(buffer) == 2


def test_new_values_overwrite_the_oldest(buffer):
    assert buffer.values() == [3, 4, 5, 6]
    assert buffer.append(7) == 3
    assert buffer.extend([8, 9]) == [4, 5]
    assert buffer.dropped == 5
    assert len(buffer) == 4


def test_indexes_from_both_ends(buffer):
    assert [buffer[0], buffer[3], buffer[-1], buffer[-4]] == [3, 6, 6, 3]


@pytest.mark.parametrize("index", [4, -5])
def test_no_such_index(buffer, index):
    with pytest.raises(IndexError):
        buffer[index]


def test_replace(buffer):
    assert buffer.replace(-2, 50) == 5
    buffer[0] = 30
    assert buffer.values() == [30, 4, 50, 6]


def test_popping_the_oldest(buffer):
    assert buffer.popleft() == [3]
    assert buffer.popleft(2) == [4, 5]
    assert buffer.popleft(2) == [6]
    assert buffer.dropped == 2
    assert buffer.append(7) is None
    assert buffer.values() == [7]


def test_latest(buffer):
    assert buffer.latest(2) == [6, 5]
    assert buffer.latest(9) == [6, 5, 4, 3]
    assert buffer.latest(0) == []


def test_how_it_lies_in_memory(buffer):
    assert buffer.segments() == ([3, 4], [5, 6])
    buffer.popleft(3)
    assert buffer.segments() == ([6], [])
    buffer.clear()
    buffer.append(1)
    assert buffer.segments() == ([1], [])


def test_a_smaller_buffer_keeps_the_newest(buffer):
    assert buffer.resize(3) == [3]
    assert buffer.values() == [4, 5, 6]
    assert buffer.dropped == 3
    assert buffer.append(7) == 4


def test_a_larger_buffer_has_room(buffer):
    assert buffer.resize(5) == []
    assert buffer.append(7) is None
    assert buffer.segments() == ([3, 4, 5, 6, 7], [])


def test_useless_sizes(buffer):
    with pytest.raises(ValueError, match="capacity of 0"):
        RingBuffer(0)
    with pytest.raises(ValueError, match="pop -1"):
        buffer.popleft(-1)
