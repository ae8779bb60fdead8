"""Months around leap days and turns of the year, with different first weekdays."""

from random import Random

from tracefix_rl.tasks.case import Case, call

EDGES: list[Case] = [
    [call("is_leap", 1900), call("is_leap", 2000), call("is_leap", 2024), call("is_leap", 2025)],
    [call("days_in_month", 2100, 2), call("days_in_month", 2400, 2)],
    [call("days_in_month", 1, 1), call("days_in_month", 0, 1)],
    [call("days_in_month", 9999, 12), call("days_in_month", 10000, 12)],
    [call("days_in_month", 2024, 0), call("days_in_month", 2024, 13)],
    [call("weekday", 2024, 2, 29), call("weekday", 2023, 2, 29)],
    [call("weekday", 2024, 4, 0), call("weekday", 2024, 4, 30), call("weekday", 2024, 4, 31)],
    [call("week_number", 2020, 12, 31), call("week_number", 2021, 1, 1), call("week_number", 2021, 1, 4)],
    [call("week_number", 2018, 12, 31), call("week_number", 2017, 1, 1), call("week_number", 2015, 1, 1)],
    [call("week_number", 2024, 6, 31)],
    [call("weeks", 2021, 2), call("weeks", 2021, 2, 1)],
    [call("weeks", 2021, 5, -1), call("weeks", 2021, 5, 7)],
    [call("weeks", 2021, 5)],
    [call("render", 2021, 2, 0, [1, 7, 8, 28])],
    [call("render", 2021, 2, 0, [29])],
    [call("render", 2021, 2, 0, [0])],
    [call("render", 2026, 3, 2)],
]
YEARS = [1, 4, 100, 1600, 1899, 1900, 2000, 2019, 2020, 2021, 2022, 2023, 2024, 2025, 9999]


def draw(random: Random) -> Case:
    """Return questions about some days, or a month to lay out."""
    year, month = random.choice(YEARS), random.randint(1, 12)
    if random.random() < 0.05:
        year, month = random.choice([(0, 3), (10000, 3), (2024, 0), (2024, 13)])
    kind = random.random()
    if kind < 0.25:
        days = [random.choice([0, 1, 15, 28, 29, 30, 31, 32, random.randint(1, 28)]) for _ in range(3)]
        return [call("weekday", year, month, day) for day in days] + [call("days_in_month", year, month)]
    if kind < 0.5:
        days = [random.randint(1, 5), random.randint(1, 31), random.randint(27, 31)]
        months = [1, month, 12]
        return [call("week_number", year, each, day) for each, day in zip(months, days, strict=True)] + [
            call("is_leap", year)
        ]
    first = random.choice([0, 0, 1, 2, 3, 4, 5, 6, 6, random.choice([-1, 7])])
    if kind < 0.75:
        return [call("weeks", year, month, first)]
    marked = random.sample(range(1, 29), k=random.randint(0, 4))
    if random.random() < 0.4:
        marked.append(random.choice([28, 29, 30, 31, 31, 0, 32]))
    return [call("render", year, month, first, marked)]
