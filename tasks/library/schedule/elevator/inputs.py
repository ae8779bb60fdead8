"""Buttons pressed while an elevator of few floors is on its way."""

from random import Random

from tracefix_rl.tasks.case import Case, Step, call, keep, read

STATE = [read(f"lift.{name}") for name in ("floor", "direction", "doors_open")]


def _lift(floors: int, start: int, *steps: Step) -> Case:
    return [keep("lift", call("Elevator", floors, start)), *steps]


def _steps(count: int) -> list[Step]:
    return [call("lift.step")] * count


EDGES: list[Case] = [
    [keep("lift", call("Elevator", 2)), *STATE, call("lift.stops"), call("lift.step"), call("lift.run")],
    _lift(1, 0),
    _lift(2, 2),
    _lift(2, -1),
    _lift(
        3, 1, call("lift.press", 3), call("lift.press", -1), call("lift.call", 3, "up"), call("lift.stops")
    ),
    _lift(3, 1, call("lift.call", 2, "up"), call("lift.call", 0, "down"), call("lift.call", 1, "UP")),
    _lift(3, 1, call("lift.call", 2, "down"), call("lift.call", 0, "up"), call("lift.run"), *STATE),
    _lift(3, 1, call("lift.press", 1), *_steps(3), *STATE),
    _lift(5, 2, call("lift.call", 2, "up"), call("lift.call", 2, "down"), *_steps(2), *STATE),
    _lift(5, 2, call("lift.call", 4, "down"), *_steps(3), *STATE, call("lift.press", 0), call("lift.run")),
    _lift(6, 2, call("lift.call", 4, "down"), call("lift.call", 4, "up"), *_steps(7), *STATE),
    _lift(6, 4, call("lift.call", 2, "down"), call("lift.call", 2, "up"), *_steps(7), *STATE),
    _lift(6, 3, call("lift.press", 5), call("lift.call", 4, "down"), call("lift.run"), *STATE),
    _lift(
        6, 3, call("lift.press", 5), call("lift.press", 1), call("lift.run", 0), call("lift.run", 3), *STATE
    ),
    _lift(
        6,
        3,
        call("lift.press", 5),
        *_steps(1),
        call("lift.press", 3),
        call("lift.press", 4),
        call("lift.run"),
    ),
]


def draw(random: Random) -> Case:
    """Return an elevator, some buttons between its steps, and where it stops in the end."""
    floors = random.randint(3, 8)
    steps: list[Step] = []
    for _ in range(random.randint(3, 6)):
        floor = random.randrange(floors) if random.random() < 0.95 else random.choice([-1, floors])
        way = random.choice(["up", "down"])
        steps.append(
            random.choice(
                [call("lift.press", floor), call("lift.call", floor, way), call("lift.call", floor, way)]
            )
        )
        if random.random() < 0.2:
            steps.append(call("lift.call", floor, "down" if way == "up" else "up"))
        if random.random() < 0.6:
            steps += _steps(random.randint(1, 4))
            steps.append(random.choice(STATE))
    steps += [
        call("lift.stops"),
        call("lift.run", random.choice([4, 10, 30, 60])),
        *STATE,
        call("lift.stops"),
    ]
    return _lift(floors, random.randrange(floors), *steps)
