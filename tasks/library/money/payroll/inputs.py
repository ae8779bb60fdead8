"""Weeks around the bounds of overtime, and some weeks of one employee."""

from random import Random

from tracefix_rl.tasks.case import Case, Expression, Step, call, keep, read

BANDS = [(0, 0), (20_000, 20), (50_000, 40)]
WEEK = [480, 480, 480, 480, 480, 0, 0]
SLIP = ["gross", "pension", "tax", "garnished", "net"]


def _hours(days: list[int], hourly: int = 1999) -> Case:
    counted = [read(f"hours.{name}") for name in ("regular", "overtime", "sunday")]
    return [
        keep("hours", call("count_hours", days)),
        *counted,
        call("gross_pay", Expression("hours"), hourly),
    ]


def _pay(days: list[int], bonus: int = 0) -> list[Step]:
    return [keep("slip", call("employee.pay", days, bonus)), *(read(f"slip.{name}") for name in SLIP)]


def _employee(
    hourly: int, bands: list[tuple[int, int]], *steps: Step, pension: int = 0, ceiling: int | None = None
) -> Case:
    kept = keep("employee", call("Employee", hourly, bands, pension, ceiling))
    return [kept, *steps, read("employee.earned"), read("employee.debt")]


EDGES: list[Case] = [
    _hours([0] * 7),
    _hours([0] * 6),
    _hours([0] * 8),
    _hours([1440, 0, 0, 0, 0, 0, 1440]),
    _hours([1441, 0, 0, 0, 0, 0, 0]),
    _hours([0, 0, 0, 0, 0, 0, -1]),
    _hours([480, 481, 480, 480, 480, 1, 5]),
    _hours([479, 480, 480, 480, 480, 2, 0]),
    [call("percent", 50, 1), call("percent", 49, 1), call("percent", 0, 10), call("percent", 1005, 10)],
    [keep("hours", call("Hours", 3, 0, 0)), call("gross_pay", Expression("hours"), 10)],
    [keep("hours", call("Hours", 1, 1, 1)), call("gross_pay", Expression("hours"), 27)],
    [keep("slip", call("Payslip", 100, 20, 30, 5)), read("slip.net")],
    _employee(0, BANDS),
    _employee(1, []),
    _employee(1, [(5, 10)]),
    _employee(1, [(0, 10), (9, 5), (9, 7)]),
    _employee(500, BANDS, *_pay(WEEK), *_pay(WEEK, 4)),
    _employee(1250, BANDS, *_pay(WEEK), *_pay(WEEK, 1), *_pay(WEEK, 2)),
    _employee(1000, BANDS, *_pay(WEEK), *_pay(WEEK), *_pay(WEEK), pension=7, ceiling=40_000),
    _employee(1000, BANDS, call("employee.garnish", 0, 5), call("employee.garnish", 5, -1), *_pay(WEEK)),
    _employee(1000, BANDS, call("employee.garnish", 1, 36_000), *_pay(WEEK), *_pay(WEEK, 2), *_pay(WEEK, 4)),
    _employee(1000, BANDS, call("employee.garnish", 6000, 30_000), *_pay(WEEK), *_pay(WEEK), *_pay(WEEK)),
    _employee(1000, BANDS, *_pay(WEEK), *_pay(WEEK, -1)),
]


def _week(random: Random) -> list[int]:
    days = [random.choice([0, 300, 470, 480, 480, 490, 600]) for _ in range(6)]
    return [*days, random.choice([0, 0, 0, 60, 333])]


def draw(random: Random) -> Case:
    """Return a week to count, or an employee with a few weeks, perhaps in debt."""
    if random.random() < 0.3:
        days = _week(random)
        if random.random() < 0.1:
            days[random.randint(0, 6)] = random.choice([-1, 1440, 1441])
        return _hours(days, random.choice([1, 30, 1199, 1230, 2000]))
    steps: list[Step] = []
    for _ in range(random.randint(2, 3)):
        if random.random() < 0.4:
            steps.append(
                call(
                    "employee.garnish",
                    random.choice([1, 500, 2000, 9000]),
                    random.choice([0, 15_000, 30_000]),
                )
            )
        steps += _pay(_week(random), random.choice([0, 0, 1, 99, 20_000, random.choice([-1, 7])]))
    bands = random.choice([BANDS, BANDS, [(0, 15)], [(0, 10), (30_000, 33)]])
    hourly = random.choice([500, 777, 1000, 1234, 2000])
    return _employee(
        hourly,
        bands,
        *steps,
        pension=random.choice([0, 5, 7, 10]),
        ceiling=random.choice([None, 30_000, 60_000, 90_000]),
    )
