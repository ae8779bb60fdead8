import pytest
from program import WriteBackBuffer


class FakeDisk:
    def __init__(self):
        self.texts = ["zero", "one", "two", "three", "four", "five"]
        self.runs = []
        self.broken = False

    def load(self, page):
        return self.texts[page]

    def store(self, first, texts):
        if self.broken:
            raise OSError("disk is broken")
        self.runs.append((first, texts))
        for number, text in enumerate(texts, start=first):
            self.texts[number] = text


@pytest.fixture
def disk():
    return FakeDisk()


@pytest.fixture
def buffer(disk):
    return WriteBackBuffer(disk.load, disk.store, capacity=3)


def test_pages_are_loaded_once(buffer):
    assert [buffer.read(page) for page in (1, 0, 1)] == ["one", "zero", "one"]
    assert buffer.loads == 2
    assert buffer.pages() == [0, 1]


def test_writing_is_put_off(buffer, disk):
    buffer.write(1, "uno")
    assert buffer.read(1) == "uno"
    assert disk.texts[1] == "one"
    assert (buffer.loads, buffer.stores) == (0, 0)


def test_flush_stores_runs_in_order(buffer, disk):
    for page in (4, 1, 0):
        buffer.write(page, f"new {page}")
    assert buffer.dirty() == [(0, 1), (4, 4)]
    assert buffer.flush() == 2
    assert disk.runs == [(0, ["new 0", "new 1"]), (4, ["new 4"])]
    assert buffer.dirty() == []
    assert buffer.flush() == 0
    assert buffer.pages() == [4, 1, 0]


def test_append(buffer):
    buffer.append(2, "!")
    buffer.append(2, "?")
    assert buffer.read(2) == "two!?"
    assert buffer.dirty() == [(2, 2)]


def test_clean_pages_leave_first(buffer, disk):
    buffer.write(0, "nil")
    buffer.read(1)
    buffer.read(2)
    buffer.read(1)
    buffer.read(3)
    assert buffer.pages() == [0, 1, 3]
    assert disk.runs == []


def test_a_dirty_page_leaves_with_its_run_stored(buffer, disk):
    for page in (1, 5, 0):
        buffer.write(page, f"new {page}")
    assert buffer.read(3) == "three"
    assert disk.runs == [(0, ["new 0", "new 1"])]
    assert buffer.pages() == [5, 0, 3]
    assert buffer.dirty() == [(5, 5)]
    assert buffer.stores == 1


def test_discarded_changes_are_lost(buffer, disk):
    buffer.write(1, "uno")
    buffer.read(2)
    assert [buffer.discard(page) for page in (1, 1, 2)] == [True, False, False]
    assert buffer.read(1) == "one"
    assert buffer.flush() == 0


def test_a_broken_disk_loses_nothing(buffer, disk):
    for page in (1, 3, 5):
        buffer.write(page, "new")
    disk.broken = True
    with pytest.raises(OSError, match="broken"):
        buffer.read(0)
    with pytest.raises(OSError, match="broken"):
        buffer.flush()
    assert buffer.pages() == [1, 3, 5]
    assert buffer.dirty() == [(1, 1), (3, 3), (5, 5)]
    assert buffer.stores == 0


def test_a_page_that_cannot_be_loaded(buffer):
    for page in (0, 1, 2):
        buffer.read(page)
    with pytest.raises(IndexError):
        buffer.read(6)
    assert buffer.pages() == [1, 2]
    assert buffer.loads == 3


@pytest.mark.parametrize("method", ["read", "discard"])
def test_negative_pages(buffer, method):
    with pytest.raises(ValueError, match="-1"):
        getattr(buffer, method)(-1)
    with pytest.raises(ValueError, match="-1"):
        buffer.write(-1, "new")


def test_a_buffer_of_one_page(disk):
    with pytest.raises(ValueError, match="capacity"):
        WriteBackBuffer(disk.load, disk.store, 0)
    buffer = WriteBackBuffer(disk.load, disk.store, 1)
    buffer.write(0, "nil")
    buffer.append(1, "!")
    assert disk.runs == [(0, ["nil"])]
