"""Small halls with gaps, and groups that want to sit together."""

from random import Random

from tracefix_rl.tasks.case import Case, Step, call, keep, read


def _hall(rows: list[str], *steps: Step, best_row: int = 1) -> Case:
    return [keep("hall", call("SeatMap", rows, best_row)), *steps, call("hall.rows"), call("hall.free")]


def _best(*counts: int) -> list[Step]:
    return [call("hall.best", count) for count in counts]


def _book(*counts: int) -> list[Step]:
    return [call("hall.book", count) for count in counts]


EDGES: list[Case] = [
    _hall([], *_best(1), *_book(1)),
    _hall(["", "_"], *_best(1), *_book(1, 2)),
    _hall(["..o"]),
    _hall(["..#"], *_best(0, -1), *_book(0, -1)),
    _hall([".", "."], *_best(1, 2), *_book(2), call("hall.seats", 1)),
    _hall(["...."], *_best(1, 2, 3, 4, 5)),
    _hall(["....."], *_best(1, 2, 3, 4)),
    _hall(["#....#", "#..#.."], *_best(1, 2, 3)),
    _hall(["..._...", "_..."], *_best(1, 2, 3)),
    _hall(["...", "...", "..."], *_book(3, 3, 3), call("hall.seats", 1), call("hall.seats", 2), best_row=2),
    _hall(["....", "....", "...."], *_best(2), best_row=9),
    _hall(["..#...", "#..."], *_book(6), call("hall.seats", 1)),
    _hall(["....", "#.#"], *_book(5), call("hall.seats", 1)),
    _hall(["..#..#.."], *_book(5, 4, 2, 1)),
    _hall(
        ["...."],
        *_book(2, 1),
        call("hall.cancel", 1),
        call("hall.cancel", 1),
        *_book(2),
        call("hall.seats", 3),
    ),
    _hall([".."], call("hall.seats", 1), call("hall.cancel", 0), read("hall.rows()[0]")),
]


def _row(random: Random) -> str:
    length = random.randint(2, 8)
    return "".join(random.choices("......##_", k=length))


def draw(random: Random) -> Case:
    """Return a hall of two to four rows and some bookings."""
    rows = [_row(random) for _ in range(random.randint(2, 4))]
    steps: list[Step] = []
    booked = 0
    for _ in range(random.randint(3, 6)):
        count = random.choice([1, 1, 2, 2, 3, 3, 4, 5, 6])
        kind = random.choices(["best", "book", "cancel"], weights=[3, 5, 1])[0]
        if kind == "best":
            steps += _best(count)
        elif kind == "book":
            steps += _book(count)
            booked += 1
        else:
            steps.append(call("hall.cancel", random.randint(1, booked + 1)))
    steps.append(call("hall.seats", random.randint(1, booked + 1)))
    return _hall(rows, *steps, best_row=random.randint(1, len(rows)))
