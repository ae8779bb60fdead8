import pytest
from program import BookingError, ConflictError, RoomBook

ROOMS = {"oak": 8, "elm": 4, "ash": 4}


@pytest.fixture
def book():
    book = RoomBook(ROOMS)
    book.book("elm", 600, 660, 3)
    book.book("elm", 540, 570)
    return book


def test_numbers_count_up(book):
    assert book.book("oak", 600, 660) == 3
    assert book.schedule("elm") == [(540, 570, 2), (600, 660, 1)]


def test_bookings_may_touch(book):
    assert book.book("elm", 570, 600) == 3


def test_conflicts_name_what_is_in_the_way(book):
    with pytest.raises(ConflictError, match="elm is taken by 2, 1") as caught:
        book.book("elm", 569, 601)
    assert caught.value.numbers == [2, 1]
    assert book.book("ash", 569, 601) == 3


def test_cleaning_needs_time():
    book = RoomBook({"oak": 8}, cleaning=10)
    book.book("oak", 600, 660)
    for start, end in [(669, 700), (500, 591)]:
        with pytest.raises(ConflictError):
            book.book("oak", start, end)
    assert book.book("oak", 670, 700) == 2
    assert book.book("oak", 500, 590) == 3


@pytest.mark.parametrize(
    "request_", [("elm", 700, 800, 5), ("elm", 700, 700), ("yew", 700, 800), ("elm", 700, 800, 0)]
)
def test_bookings_that_are_refused(book, request_):
    with pytest.raises(BookingError):
        book.book(*request_)
    assert book.book("elm", 700, 800, 4) == 3


def test_any_room_is_the_smallest(book):
    assert book.book_any(600, 660, 4) == ("ash", 3)
    assert book.book_any(600, 660) == ("oak", 4)
    with pytest.raises(BookingError, match="no room for 1"):
        book.book_any(659, 670)


def test_free_rooms(book):
    assert book.free_rooms(660, 700) == ["ash", "elm", "oak"]
    assert book.free_rooms(600, 700, 4) == ["ash", "oak"]
    assert book.free_rooms(660, 700, 5) == ["oak"]


def test_cancel(book):
    book.cancel(1)
    assert book.schedule("elm") == [(540, 570, 2)]
    with pytest.raises(BookingError, match="no booking 1"):
        book.cancel(1)
    assert book.book("elm", 600, 660) == 3


def test_move(book):
    book.move(1, 610, 680)
    assert book.schedule("elm") == [(540, 570, 2), (610, 680, 1)]
    with pytest.raises(ConflictError, match="by 2"):
        book.move(1, 560, 620)
    assert book.schedule("elm")[1] == (610, 680, 1)


def test_next_free(book):
    assert book.next_free("elm", 500, 40) == 500
    assert book.next_free("elm", 510, 30) == 510
    assert book.next_free("elm", 511, 30) == 570
    assert book.next_free("elm", 511, 31) == 660
    assert book.next_free("elm", 700, 10) == 700


def test_next_free_after_cleaning():
    book = RoomBook({"oak": 8}, cleaning=5)
    book.book("oak", 600, 660)
    assert book.next_free("oak", 570, 25) == 570
    assert book.next_free("oak", 570, 26) == 665


def test_rooms_that_cannot_be():
    with pytest.raises(ValueError, match="seat"):
        RoomBook({"oak": 0})
    with pytest.raises(ValueError, match="negative"):
        RoomBook(ROOMS, cleaning=-1)
