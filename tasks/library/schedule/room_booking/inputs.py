"""A morning in three rooms, with times that often touch or overlap."""

from random import Random

from tracefix_rl.tasks.case import Case, Step, call, keep

ROOMS = {"oak": 8, "elm": 4, "ash": 4}


def _book(*steps: Step, rooms: dict[str, int] = ROOMS, **settings: int) -> Case:
    reads = [call("book.schedule", room) for room in rooms]
    return [keep("book", call("RoomBook", rooms, **settings)), *steps, *reads]


EDGES: list[Case] = [
    _book(rooms={"oak": 0}),
    _book(cleaning=-1),
    _book(call("book.free_rooms", 0, 1), call("book.schedule", "yew"), rooms={"oak": 1}),
    _book(call("book.book_any", 10, 20), rooms={}),
    _book(
        call("book.book", "elm", 10, 10), call("book.book", "elm", 10, 9), call("book.book", "elm", 10, 11)
    ),
    _book(
        call("book.book", "elm", 10, 20, 4),
        call("book.book", "elm", 20, 30, 5),
        call("book.book", "elm", 20, 30, 0),
    ),
    _book(
        call("book.book", "elm", 10, 20), call("book.book", "elm", 20, 30), call("book.book", "elm", 5, 10)
    ),
    _book(
        call("book.book", "elm", 10, 20), call("book.book", "elm", 19, 30), call("book.book", "elm", 5, 11)
    ),
    _book(
        call("book.book", "elm", 10, 20),
        call("book.book", "elm", 24, 30),
        call("book.book", "elm", 25, 30),
        cleaning=5,
    ),
    _book(
        call("book.book", "elm", 10, 20),
        call("book.book", "elm", 0, 6),
        call("book.book", "elm", 0, 5),
        cleaning=5,
    ),
    _book(
        call("book.book_any", 10, 20, 9), call("book.book_any", 10, 20, 8), call("book.book_any", 15, 16, 5)
    ),
    _book(call("book.free_rooms", 10, 10), call("book.free_rooms", 10, 20, 0), call("book.book_any", 20, 10)),
    _book(
        call("book.cancel", 1),
        call("book.book", "elm", 10, 20),
        call("book.cancel", 1),
        call("book.cancel", 1),
    ),
    _book(
        call("book.book", "elm", 10, 20, 2),
        call("book.move", 1, 15, 30),
        call("book.move", 1, 5, 5),
        call("book.move", 2, 5, 6),
    ),
    _book(
        call("book.next_free", "elm", 10, 0),
        call("book.next_free", "yew", 10, 5),
        call("book.next_free", "elm", 10, 1),
    ),
    _book(
        call("book.book", "elm", 10, 20),
        call("book.book", "elm", 30, 40),
        call("book.next_free", "elm", 0, 10),
        call("book.next_free", "elm", 12, 10),
        call("book.next_free", "elm", 12, 11),
    ),
]


def draw(random: Random) -> Case:
    """Return some bookings, moves and cancellations, and questions about what is free."""
    steps: list[Step] = []
    for _ in range(random.randint(6, 12)):
        room = random.choice(["elm", "elm", "elm", "ash", "oak"]) if random.random() < 0.96 else "yew"
        start = random.choice([0, 5, 10, 15, 20, 25, 30, 31])
        end = start + random.choice([5, 10, 10, 15, 20, 9, 0])
        people = random.choice([1, 2, 4, 4, 5, 8, random.choice([0, 9])])
        number = random.randint(1, 4)
        steps.append(
            random.choices(
                [
                    call("book.book", room, start, end),
                    call("book.book", room, start, end, people),
                    call("book.book_any", start, end, people),
                    call("book.free_rooms", start, end, people),
                    call("book.cancel", number),
                    call("book.move", number, start, end),
                    call("book.next_free", room, start, random.choice([0, 1, 4, 5, 5, 10, 10, 15])),
                ],
                weights=[5, 2, 3, 1, 1, 2, 2],
            )[0]
        )
    return _book(*steps, **random.choice([{}, {"cleaning": 5}, {"cleaning": 1}]))
