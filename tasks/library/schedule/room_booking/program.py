"""Book meeting rooms without conflicts."""

from collections.abc import Mapping
from dataclasses import dataclass, replace


class BookingError(Exception):
    """The book refuses something; nothing has changed."""


class ConflictError(BookingError):
    """Other bookings are in the way; `numbers` says which."""

    def __init__(self, room: str, numbers: list[int]) -> None:
        super().__init__(f"{room} is taken by {', '.join(map(str, numbers))}")
        self.numbers = numbers


@dataclass(frozen=True)
class _Booking:
    number: int
    room: str
    start: int
    end: int
    people: int


class RoomBook:
    """The bookings of some rooms, with minutes for cleaning between them.

    Raises:
        ValueError: If a room has no seat or the cleaning takes negative time.
    """

    def __init__(self, rooms: Mapping[str, int], cleaning: int = 0) -> None:
        if any(seats < 1 for seats in rooms.values()):
            raise ValueError("every room needs a seat")
        if cleaning < 0:
            raise ValueError("cleaning cannot take negative time")
        self._rooms = dict(rooms)
        self._cleaning = cleaning
        self._bookings: dict[int, _Booking] = {}
        self._last_number = 0

    def book(self, room: str, start: int, end: int, people: int = 1) -> int:
        """Book a room and return the number of the booking.

        Raises:
            BookingError: If there is no such room, the times are wrong or the room is too small.
            ConflictError: If it is taken.
        """
        self._check(room, start, end, people)
        self._last_number += 1
        self._bookings[self._last_number] = _Booking(self._last_number, room, start, end, people)
        return self._last_number

    def book_any(self, start: int, end: int, people: int = 1) -> tuple[str, int]:
        """Book the smallest room that will do; return the room and the number.

        Raises:
            BookingError: If the times or the number of people are wrong, or no room will do.
        """
        rooms = self.free_rooms(start, end, people)
        if not rooms:
            raise BookingError(f"no room for {people} is free")
        return rooms[0], self.book(rooms[0], start, end, people)

    def free_rooms(self, start: int, end: int, people: int = 1) -> list[str]:
        """Return the rooms that are free and large enough, the smallest first.

        Raises:
            BookingError: If the times or the number of people are wrong.
        """
        _check_request(start, end, people)
        ordered = sorted((seats, room) for room, seats in self._rooms.items() if seats >= people)
        return [room for _, room in ordered if not self._in_the_way(room, start, end)]

    def cancel(self, number: int) -> None:
        """Remove a booking.

        Raises:
            BookingError: If there is no such booking.
        """
        self._find(number)
        del self._bookings[number]

    def move(self, number: int, start: int, end: int) -> None:
        """Give a booking other times.

        Raises:
            BookingError: If there is no such booking or the times are wrong.
            ConflictError: If another booking is in the way.
        """
        booking = self._find(number)
        self._check(booking.room, start, end, booking.people, number)
        self._bookings[number] = replace(booking, start=start, end=end)

    def schedule(self, room: str) -> list[tuple[int, int, int]]:
        """Return start, end and number of a room's bookings, in order.

        Raises:
            BookingError: If there is no such room.
        """
        if room not in self._rooms:
            raise BookingError(f"there is no room {room}")
        bookings = [booking for booking in self._bookings.values() if booking.room == room]
        return sorted((booking.start, booking.end, booking.number) for booking in bookings)

    def next_free(self, room: str, start: int, minutes: int) -> int:
        """Return the earliest start, from `start` on, of that many free minutes.

        Raises:
            BookingError: If there is no such room, or less than a minute is asked for.
        """
        if minutes < 1:
            raise BookingError(f"{minutes} minutes are no booking")
        for taken_from, taken_to, _ in self.schedule(room):
            if start + minutes + self._cleaning <= taken_from:
                break
            start = max(start, taken_to + self._cleaning)
        return start

    def _check(self, room: str, start: int, end: int, people: int, moving: int | None = None) -> None:
        _check_request(start, end, people)
        if room not in self._rooms:
            raise BookingError(f"there is no room {room}")
        if people > self._rooms[room]:
            raise BookingError(f"{room} has {self._rooms[room]} seats, not {people}")
        numbers = [number for number in self._in_the_way(room, start, end) if number != moving]
        if numbers:
            raise ConflictError(room, numbers)

    def _in_the_way(self, room: str, start: int, end: int) -> list[int]:
        return [
            number
            for begins, ends, number in self.schedule(room)
            if start < ends + self._cleaning and begins < end + self._cleaning
        ]

    def _find(self, number: int) -> _Booking:
        if number not in self._bookings:
            raise BookingError(f"there is no booking {number}")
        return self._bookings[number]


def _check_request(start: int, end: int, people: int) -> None:
    if start >= end:
        raise BookingError(f"a booking cannot end at {end} and start at {start}")
    if people < 1:
        raise BookingError("nobody comes")
