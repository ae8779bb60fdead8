"""Two weeks of shifts for two to four people, some of whom are away."""

from random import Random

from tracefix_rl.tasks.case import Case, Step, call, keep, read

NAMES = ["dora", "ann", "cleo", "bob"]


def _rota(names: list[str], *steps: Step, **rules: int) -> Case:
    return [keep("rota", call("Rota", names, **rules)), *steps]


def _shift(*numbers: int) -> Case:
    return [
        keep("shift", call("Shift", *numbers)),
        *(read(f"shift.{name}") for name in ("begins", "ends", "night")),
    ]


EDGES: list[Case] = [
    _shift(0, 0, 1),
    _shift(1, 22, 2),
    _shift(1, 21, 3),
    _shift(3, 16, 9),
    _shift(3, 6, 17),
    [*_shift(2, 5, 1), read("shift.day"), read("shift.start"), read("shift.hours")],
    _shift(0, 24, 1),
    _shift(-1, 8, 1),
    _shift(0, 8, 0),
    _rota(["ann", ""]),
    _rota(["ann", "bob", "ann"]),
    _rota([], call("rota.assign", 0, 8, 8), call("rota.open_shifts")),
    _rota(["ann"], call("rota.hours", "bob"), call("rota.shifts", "bob"), call("rota.off", "bob", 1)),
    _rota(
        ["ann"], call("rota.replace", "ann", 3), call("rota.replace", "bob", 3), call("rota.assign", 3, 8, 4)
    ),
    _rota(["ann"], *(call("rota.assign", day, 8, 8) for day in range(8)), call("rota.hours", "ann")),
    _rota(
        ["ann"], *(call("rota.assign", 0, hour, 4) for hour in (0, 14, 15, 10)), call("rota.shifts", "ann")
    ),
    _rota(["b", "a"], *(call("rota.assign", day, 22, 8) for day in range(4)), call("rota.shifts", "a")),
    _rota(
        ["b", "a"],
        call("rota.assign", 2, 14, 2),
        call("rota.assign", 4, 14, 2),
        call("rota.assign", 2, 8, 2),
        call("rota.replace", "b", 2),
        call("rota.open_shifts"),
        rest=2,
    ),
]


def draw(random: Random) -> Case:
    """Return a rota with some shifts, days off and replacements."""
    if random.random() < 0.12:
        return _shift(random.randint(0, 8), random.randint(0, 23), random.choice([1, 2, 3, 4, 8, 18, 24]))
    names = NAMES[: random.choice([1, 2, 2, 3, 4])]
    steps: list[Step] = []
    span = random.choice([2, 4, 9])
    for _ in range(random.randint(6, 11)):
        name, day = random.choice(names if random.random() < 0.95 else ["zoe"]), random.randint(0, span)
        hours = random.choice([2, 4, 6, 8, 8])
        start = random.choice([2, 6, 6, 8, 14, 14, 20, 22, 22, random.randint(0, 23)])
        kind = random.random()
        if kind < 0.72:
            steps.append(call("rota.assign", day, start, hours))
        elif kind < 0.84:
            steps.append(call("rota.off", name, day))
        elif kind < 0.97:
            steps.append(call("rota.replace", name, day))
        else:
            steps.append(call("rota.assign", day, 25, hours))
    for name in names:
        steps += [call("rota.shifts", name), call("rota.hours", name)]
    steps.append(call("rota.open_shifts"))
    rules = {"rest": random.choice([0, 2, 8, 11]), "weekly_hours": random.choice([12, 16, 24])}
    return _rota(names, *steps, **(rules if random.random() < 0.75 else {}))
