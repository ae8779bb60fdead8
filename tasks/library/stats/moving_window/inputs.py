"""Windows that are given values while time goes by, and extremes by themselves."""

from random import Random

from tracefix_rl.tasks.case import Case, Expression, Step, call, keep, read

STATE = [call(f"window.{name}") for name in ("min", "median", "max", "age_of_max")]
LARGEST = Expression("lambda new, old: new >= old")
SMALLEST = Expression("lambda new, old: new <= old")


def _window(span: int, size: int, *steps: Step) -> Case:
    return [keep("window", call("MovingWindow", span, size)), *steps, read("len(window)"), *STATE]


def _add(*points: tuple[int, int]) -> list[Step]:
    return [call("window.add", time, value) for time, value in points]


def _extreme(beats: Expression, points: list[tuple[int, int]], *times: int) -> Case:
    steps: list[Step] = [keep("extreme", call("Extreme", beats)), call("extreme.best")]
    for time, value in points:
        steps += [call("extreme.push", time, value), call("extreme.best")]
    for time in times:
        steps += [call("extreme.expire", time), call("extreme.best")]
    return steps


EDGES: list[Case] = [
    [call("MovingWindow", 0)],
    [call("MovingWindow", 5, 0)],
    _window(1, 1),
    _window(1, 1, *_add((0, 5), (0, 4))),
    _window(1, 9, *_add((0, 5), (1, 4))),
    _window(2, 9, *_add((0, 5), (1, 4), (2, 4))),
    _window(9, 2, *_add((0, 5), (1, 4), (2, 3))),
    _window(9, 9, *_add((5, 5), (4, 4), (5, 6), (5, 6)), call("window.advance", 4)),
    _window(9, 9, call("window.advance", -1), call("window.advance", 0), *_add((-1, 3))),
    _window(9, 9, *_add((0, 5), (3, 5)), call("window.advance", 8), call("window.advance", 9)),
    _window(9, 9, *_add((0, 5), (0, 7)), call("window.advance", 50), *_add((50, 1))),
    _window(3, 9, call("window.extend", []), call("window.extend", [(0, 4), (1, 9), (2, 4), (3, 1)])),
    _window(3, 9, *_add((0, 7), (1, 7), (2, 1)), call("window.advance", 3), *STATE),
    [
        keep("window", call("MovingWindow", 1000)),
        call("window.extend", [(n, n % 3) for n in range(102)]),
        *STATE,
    ],
    _extreme(SMALLEST, [(1, 5), (1, 5), (2, 6), (3, 6)], 1, 2, 3, 4),
    _extreme(LARGEST, [(1, 5), (2, 4), (3, 6), (4, 6)], 4, 5, 5),
]


def draw(random: Random) -> Case:
    """Return a window and some eight operations, or an extreme that is pushed and expires."""
    if random.random() < 0.2:
        points = [(2 * n, random.randint(1, 5)) for n in range(random.randint(2, 4))]
        return _extreme(random.choice([SMALLEST, LARGEST]), points, *sorted(random.sample(range(7), k=2)))
    time = 0
    steps: list[Step] = []
    for _ in range(random.randint(4, 8)):
        time += random.choice([0, 1, 1, 2, 3])
        value = random.randint(0, 6)
        choice = random.random()
        if choice < 0.62:
            steps.append(call("window.add", time, value))
        elif choice < 0.74:
            steps.append(call("window.extend", [(time, value), (time, random.randint(0, 6)), (time + 1, 3)]))
            time += 1
        elif choice < 0.84:
            steps.append(call("window.advance", time + random.choice([-4, 0, 0, 2])))
            time += 2
        else:
            steps += [random.choice(STATE), read("len(window)")]
    return _window(random.randint(2, 6), random.choice([2, 3, 4, 9]), *steps)
