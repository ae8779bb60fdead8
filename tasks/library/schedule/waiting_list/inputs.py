"""Small courses in which parties come, shrink and cancel."""

from random import Random

from tracefix_rl.tasks.case import Case, Step, call, keep, read


def _course(places: int, *steps: Step, **settings: int) -> Case:
    reads = [call("course.confirmed"), call("course.waiting"), read("course.free")]
    return [keep("course", call("Course", places, **settings)), *steps, *reads]


def _sign_up(name: str, *numbers: int) -> Step:
    return call("course.sign_up", name, *numbers)


EDGES: list[Case] = [
    _course(-1),
    _course(1, patience=-1),
    _course(
        0, _sign_up("a"), call("course.position", "a"), call("course.resize", 1), call("course.position", "a")
    ),
    _course(
        1, _sign_up("a"), _sign_up("a"), _sign_up("b", 0), _sign_up("b", -1), call("course.position", "b")
    ),
    _course(
        1,
        _sign_up("a"),
        _sign_up("b"),
        _sign_up("b"),
        call("course.cancel", "z"),
        call("course.shrink", "z", 1),
    ),
    _course(
        2,
        _sign_up("a", 2),
        call("course.shrink", "a", 2),
        call("course.shrink", "a", 0),
        call("course.shrink", "a", 1),
    ),
    _course(
        2, _sign_up("a", 2), call("course.resize", 1), call("course.resize", 2), call("course.resize", 3)
    ),
    _course(2, _sign_up("a", 3), call("course.shrink", "a", 2), _sign_up("b", 1, 5)),
    _course(
        1,
        _sign_up("a"),
        _sign_up("b", 1, 1),
        _sign_up("c", 1, 2),
        _sign_up("d", 1, 1),
        call("course.cancel", "a"),
    ),
    _course(2, _sign_up("big", 3), _sign_up("a"), _sign_up("b"), call("course.cancel", "a"), _sign_up("c")),
    _course(
        2,
        _sign_up("big", 3),
        _sign_up("a"),
        _sign_up("b"),
        call("course.cancel", "a"),
        _sign_up("c"),
        patience=3,
    ),
    _course(2, _sign_up("big", 3), _sign_up("a"), call("course.cancel", "big"), _sign_up("b"), patience=0),
    _course(0, _sign_up("big", 3), _sign_up("a"), _sign_up("b"), call("course.resize", 2), patience=1),
    _course(
        0, _sign_up("big", 3), _sign_up("low", 9, -1), _sign_up("b"), call("course.resize", 2), patience=1
    ),
    _course(0, _sign_up("big", 9), *map(_sign_up, "abcd"), call("course.resize", 4)),
    _course(0, _sign_up("big", 9), *map(_sign_up, "abcd"), call("course.resize", 4), patience=3),
    _course(
        0, _sign_up("a", 1, 1), _sign_up("big", 9), *map(_sign_up, "bc"), call("course.resize", 4), patience=1
    ),
]


def draw(random: Random) -> Case:
    """Return a course and what happens to it."""
    steps: list[Step] = []
    for _ in range(random.randint(7, 13)):
        name = random.choice("abcdefg")
        people = random.choice([1, 1, 1, 2, 2, 3, 4]) if random.random() < 0.96 else 0
        steps.append(
            random.choices(
                [
                    _sign_up(name, people),
                    _sign_up(name, people, random.choice([-1, 1, 1, 2])),
                    call("course.cancel", name),
                    call("course.shrink", name, random.randint(0, 3)),
                    call("course.resize", random.randint(0, 7)),
                    call("course.position", name),
                ],
                weights=[6, 3, 3, 1, 1, 1],
            )[0]
        )
    if random.random() < 0.4:
        steps.append(call("course.resize", random.randint(4, 9)))
    settings = random.choice([{}, {"patience": 0}, {"patience": 1}, {"patience": 1}])
    return _course(random.choice([0, 1, 1, 2, 3, 4, 5]), *steps, **settings)
