"""Days around turns of quarters, labels tidy and untidy, and short lists of entries."""

from datetime import date, timedelta
from random import Random

from tracefix_rl.tasks.case import Case, Step, call, keep, read


def _year(month: int, *steps: Step) -> Case:
    return [keep("fiscal", call("FiscalCalendar", month)), *steps]


EDGES: list[Case] = [
    _year(0),
    _year(13),
    _year(1, call("fiscal.label", date(2024, 12, 31)), call("fiscal.label", date(2025, 1, 1))),
    _year(12, call("fiscal.label", date(2024, 11, 30)), call("fiscal.label", date(2024, 12, 1))),
    _year(
        12,
        call("fiscal.dates", "FY2024-Q1"),
        call("fiscal.days_left", date(2024, 2, 27)),
        read("fiscal.first_month"),
    ),
    _year(10, call("fiscal.dates", "FY2024-Q1"), call("fiscal.dates", "FY2024-Q2")),
    _year(11, call("fiscal.dates", "FY2024-Q1"), call("fiscal.days_left", date(2024, 12, 31))),
    _year(7, call("fiscal.parse", "FY2024-Q4"), call("fiscal.parse", "Fy0001-q1 ")),
    _year(
        7,
        call("fiscal.parse", "FY2024-Q5"),
        call("fiscal.parse", "FY2024-Q0"),
        call("fiscal.parse", "FY20244-Q1"),
    ),
    _year(
        7,
        call("fiscal.shift", "FY2024-Q4", 1),
        call("fiscal.shift", "FY2024-Q1", -5),
        call("fiscal.shift", "fy0999-q4", 0),
    ),
    _year(7, call("fiscal.distance", "FY2024-Q4", "FY2023-Q1"), call("fiscal.distance", "FY2024-Q4", "Q1")),
    _year(
        7, call("fiscal.is_first_half", date(2024, 12, 31)), call("fiscal.is_first_half", date(2025, 1, 1))
    ),
    _year(7, call("fiscal.totals", []), call("fiscal.growth", [])),
    _year(7, call("fiscal.totals", [(date(2024, 7, 1), 5)]), call("fiscal.growth", [(date(2024, 7, 1), 5)])),
    _year(2, call("fiscal.growth", [(date(2024, 1, 31), -5), (date(2024, 2, 1), 5), (date(2024, 5, 1), 1)])),
]
LABELS = ["FY2024-Q1", "FY2024-Q2", "FY2023-Q3", "FY2025-Q4", "fy2024-Q4", " FY2022-q1"]
BROKEN = ["FY24-Q1", "FY2024Q1", "2024-Q1", "FY2024-Q6", "FY2024-Q", ""]


def draw(random: Random) -> Case:
    """Return a fiscal calendar with questions about days, labels and entries."""
    month = random.choice([1, 2, 4, 7, 10, 11, 12, random.randint(1, 12)])
    labels = [random.choice(LABELS if random.random() < 0.9 else BROKEN) for _ in range(3)]
    days = [
        date(2024, random.randint(1, 12), 1) + timedelta(days=random.choice([-1, 0, 13, 27]))
        for _ in range(3)
    ]
    entries = [
        (date(2024, 1, 1) + timedelta(days=random.randint(0, 500)), random.choice([0, 5, 10, 30, 70, -10]))
        for _ in range(random.randint(1, 4))
    ]
    steps = [
        call("fiscal.label", days[0]),
        call("fiscal.days_left", days[1]),
        call("fiscal.is_first_half", days[2]),
        call("fiscal.dates", labels[0]),
        call("fiscal.parse", labels[1]),
        call("fiscal.shift", labels[1], random.randint(-6, 6)),
        call("fiscal.distance", labels[0], labels[2]),
    ]
    sums = [call("fiscal.totals", entries), call("fiscal.growth", entries)]
    return _year(month, *random.sample(steps, k=3), *sums)
