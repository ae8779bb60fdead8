"""Numbers of items around full pages, and rows with few different keys."""

from random import Random

from tracefix_rl.tasks.case import Case, Step, call, keep, read


def _pages(total: int, per_page: int, orphans: int, *steps: Step) -> Case:
    return [keep("paginator", call("Paginator", total, per_page, orphans)), read("paginator.pages"), *steps]


def _rows(rows: list[tuple[int, int]], size: int, *steps: Step) -> Case:
    return [keep("pager", call("CursorPager", rows, size)), *steps, read("len(pager)")]


def _bounds(*pages: int) -> list[Step]:
    return [call("paginator.bounds", page) for page in pages]


def _links(page: int, *numbers: int) -> Step:
    return call("paginator.links", page, *numbers)


EDGES: list[Case] = [
    _pages(0, 5, 0, *_bounds(0, 1, 2), call("paginator.label", 1), call("paginator.page_of", 0), _links(1)),
    _pages(1, 1, 0, *_bounds(1, 2), call("paginator.label", 1), call("paginator.page_of", 0)),
    _pages(-1, 5, 0),
    _pages(5, 0, 0),
    _pages(5, 2, 2),
    [keep("paginator", call("Paginator", 7, 3)), read("paginator.pages"), call("paginator.bounds", 3)],
    _pages(5, 2, -1),
    _pages(10, 5, 4, *_bounds(2, 3), call("paginator.page_of", 9), call("paginator.page_of", 10)),
    _pages(12, 5, 2, *_bounds(1, 2, 3), call("paginator.label", 2), call("paginator.page_of", 11)),
    _pages(13, 5, 2, *_bounds(2, 3), call("paginator.label", 3), call("paginator.page_of", 12)),
    _pages(2, 5, 2, *_bounds(1, 2), call("paginator.label", 1)),
    _pages(30, 1, 0, _links(15), _links(1), _links(30), _links(31), _links(0)),
    _pages(9, 1, 0, _links(5), _links(4), _links(6), _links(5, 0, 0), _links(1, 0, 0), _links(9, 0, 0)),
    _pages(9, 1, 0, _links(5, -1, 1), _links(5, 1, -1), _links(10, -1, -1)),
    _pages(5, 1, 0, _links(3, 0, 1), _links(3, 9, 9), _links(2, 0, 0)),
    _rows([], 0),
    _rows(
        [],
        1,
        call("pager.after"),
        call("pager.before", "0:0"),
        call("pager.insert", 1, 1),
        call("pager.after"),
    ),
    _rows(
        [(1, 2), (1, 1), (1, 2)],
        2,
        call("pager.after"),
        call("pager.after", "1:1"),
        call("pager.before", "1:2"),
    ),
    _rows(
        [(1, 1), (2, 2), (3, 3)],
        2,
        call("pager.after"),
        call("pager.after", "2:2"),
        call("pager.after", "3:3"),
    ),
    _rows([(1, 1), (2, 2), (3, 3)], 2, call("pager.before", "9:9"), call("pager.before", "3:3")),
    _rows(
        [(1, 1), (2, 2)], 1, call("pager.after", "x"), call("pager.after", "1"), call("pager.before", "1:2:3")
    ),
    _rows(
        [(-1, 5), (1, -5)], 1, call("pager.after"), call("pager.after", "-1:5"), call("pager.before", "1:-5")
    ),
]


def draw(random: Random) -> Case:
    """Return pages and what is asked of them, or rows to turn pages of."""
    return _by_number(random) if random.random() < 0.6 else _by_cursor(random)


def _by_number(random: Random) -> Case:
    per_page = random.choice([1, 1, 2, 3, 5])
    orphans = random.randint(0, per_page - 1)
    count = random.randint(1, 14)
    total = count * per_page + random.choice([0, 0, 1, orphans, orphans + 1, -1])
    if random.random() < 0.06:
        total, per_page, orphans = random.choice([(-1, 2, 0), (5, 0, 0), (5, 3, 3), (5, 3, -1), (0, 1, 0)])
    steps: list[Step] = []
    for _ in range(random.randint(2, 5)):
        page = random.choice(
            [1, 1, random.randint(1, count), count, count, count + 1, random.choice([0, count + 2])]
        )
        steps.append(
            random.choice(
                [
                    call("paginator.bounds", page),
                    call("paginator.label", page),
                    call(
                        "paginator.page_of", random.choice([0, total - 1, total, per_page, page * per_page])
                    ),
                    _links(random.randint(1, count)),
                    _links(random.randint(1, count), random.choice([0, 1, 2, 3, 3, -1])),
                    _links(random.randint(1, count), random.randint(0, 2), random.randint(0, 3)),
                ]
            )
        )
    return _pages(total, per_page, orphans, *steps)


def _by_cursor(random: Random) -> Case:
    rows = [_row(random) for _ in range(random.randint(0, 8))]
    steps: list[Step] = []
    for _ in range(random.randint(4, 7)):
        key, number = random.choice(rows) if rows and random.random() < 0.7 else _row(random)
        cursor = f"{key}:{number}"
        if random.random() < 0.04:
            cursor = random.choice(["", "1", ":1", "1:", "1;2", "1:x"])
        steps.append(
            random.choice(
                [
                    call("pager.after", cursor),
                    call("pager.after", cursor),
                    call("pager.before", cursor),
                    call("pager.before", cursor),
                    call("pager.after"),
                    call("pager.insert", key, number),
                    call("pager.insert", *_row(random)),
                ]
            )
        )
    return _rows(
        rows, random.choices([0, 1, 2, 3, 4], weights=[1, 9, 9, 9, 9])[0], *steps, call("pager.after")
    )


def _row(random: Random) -> tuple[int, int]:
    return random.randint(0, 4), random.randint(0, 4)
