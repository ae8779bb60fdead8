"""Lessons of few groups, teachers and rooms in a short week."""

from random import Random

from tracefix_rl.tasks.case import Case, Step, call, keep

GROUPS = ["1a", "1b", "2c"]
TEACHERS = ["Ash", "Oak"]
ROOMS = ["lab", "gym", "aula"]


def _school(days: int, periods: int, *steps: Step) -> Case:
    return [keep("school", call("Timetable", days, periods)), *steps]


def _add(*args: object) -> Step:
    return call("school.add", *args)


EDGES: list[Case] = [
    _school(0, 1),
    _school(1, 0),
    _school(1, 1, call("school.plan", "1a", 1), call("school.gaps", "1a")),
    _school(
        1,
        1,
        _add("1a", "Ash", "lab", 1, 1),
        call("school.first_free", "1a", "Oak", "gym"),
    ),
    _school(
        2, 3, _add("1a", "Ash", "lab", 0, 1), _add("1a", "Ash", "lab", 3, 1), _add("1a", "Ash", "lab", 2, 1)
    ),
    _school(
        2, 3, _add("1a", "Ash", "lab", 1, 0), _add("1a", "Ash", "lab", 1, 4), _add("1a", "Ash", "lab", 1, 3)
    ),
    _school(
        2,
        3,
        _add("1a", "Ash", "lab", 1, 1, 0),
        _add("1a", "Ash", "lab", 1, 1, 4),
        _add("1a", "Ash", "lab", 1, 1, 3),
    ),
    _school(
        1,
        4,
        _add("1a", "Ash", "lab", 1, 2, 2),
        _add("1a", "Oak", "gym", 1, 1, 2),
        _add("1b", "Ash", "gym", 1, 3, 2),
    ),
    _school(
        1,
        4,
        _add("1a", "Ash", "lab", 1, 2, 2),
        _add("1b", "Oak", "lab", 1, 4),
        _add("1b", "Oak", "lab", 1, 1),
    ),
    _school(
        1,
        4,
        _add("1a", "Ash", "lab", 1, 2),
        call("school.move", 1, 1, 2),
        call("school.move", 1, 1, 5),
        call("school.plan", "lab", 1),
    ),
    _school(
        1,
        4,
        call("school.remove", 1),
        call("school.move", 1, 1, 1),
        call("school.plan", "lab", 2),
        call("school.plan", "lab", 0),
    ),
    _school(
        2,
        2,
        call("school.first_free", "1a", "Ash", "lab", 3),
    ),
    _school(
        2,
        2,
        _add("1a", "Ash", "lab", 1, 1),
        call("school.first_free", "1a", "Ash", "lab"),
        call("school.first_free", "1a", "Oak", "lab"),
    ),
    _school(
        1,
        5,
        _add("1a", "Ash", "lab", 1, 1),
        _add("1a", "Ash", "lab", 1, 5),
        call("school.gaps", "1a"),
        call("school.first_free", "1a", "Ash", "lab", 2),
        call("school.remove", 2),
        call("school.gaps", "1a"),
    ),
]


def draw(random: Random) -> Case:
    """Return a small school, whose lessons clash now and then."""
    days, periods = random.randint(1, 3), random.randint(3, 6)
    steps: list[Step] = []
    for _ in range(random.randint(5, 10)):
        names = [random.choice(GROUPS), random.choice(TEACHERS), random.choice(ROOMS)]
        day, period = random.randint(1, days), random.randint(1, periods)
        if random.random() < 0.05:
            day = random.choice([0, days + 1])
        length = random.choice([1, 1, 1, 2, 2, 3, random.choice([0, periods])])
        number = random.randint(1, 4)
        steps.append(
            random.choices(
                [
                    _add(*names, day, period),
                    _add(*names, day, period, length),
                    call("school.move", number, day, period),
                    call("school.remove", number),
                    call("school.first_free", *names),
                    call("school.first_free", *names, max(1, length)),
                ],
                weights=[5, 4, 2, 1, 2, 1],
            )[0]
        )
    name = random.choice([*GROUPS, *TEACHERS, *ROOMS])
    steps += [call("school.plan", name, random.randint(1, days)), call("school.gaps", name)]
    steps += [call("school.gaps", random.choice(GROUPS))]
    return _school(days, periods, *steps)
