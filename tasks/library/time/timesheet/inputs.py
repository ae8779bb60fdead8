"""Weeks of clocking in and out, near the middle between quarters of an hour and near the limits."""

from random import Random

from tracefix_rl.tasks.case import Case, Expression, Step, call, keep, read


def _sheet(*steps: Step, **rules: int) -> Case:
    start: list[Step] = [keep("sheet", call("Timesheet"))]
    if rules:
        start = [
            keep("rules", call("PayRules", **rules)),
            keep("sheet", call("Timesheet", Expression("rules"))),
        ]
    return [*start, *steps]


def _work(day: int, start: int, end: int) -> list[Step]:
    return [call("sheet.clock_in", day, start), call("sheet.clock_out", day, end)]


EDGES: list[Case] = [
    _sheet(call("sheet.summary"), call("sheet.open_days"), read("sheet.working")),
    [keep("rules", call("PayRules", 1)), call("rules.round_start", 7), call("rules.round_end", 7)],
    [keep("rules", call("PayRules", 0))],
    [keep("rules", call("PayRules")), read("rules.break_after"), read("rules.weekly_limit")],
    _sheet(*_work(1, 0, 1440), call("sheet.worked", 1), call("sheet.summary")),
    _sheet(*_work(0, 480, 500), *_work(8, 480, 500), call("sheet.worked", 0), call("sheet.worked", 8)),
    _sheet(*_work(7, -1, 1441), call("sheet.worked", 7)),
    _sheet(call("sheet.clock_in", 1, 480), call("sheet.clock_in", 1, 490), read("sheet.working")),
    _sheet(
        call("sheet.clock_in", 2, 480),
        call("sheet.clock_out", 3, 490),
        call("sheet.clock_out", 2, 510),
        call("sheet.summary"),
    ),
    _sheet(*_work(2, 480, 600), *_work(2, 599, 700), *_work(2, 600, 660), call("sheet.worked", 2)),
    _sheet(*_work(2, 480, 600), *_work(1, 700, 800), call("sheet.open_days")),
    _sheet(*_work(1, 484, 486), *_work(1, 488, 490), call("sheet.worked", 1), round_to=30),
    _sheet(*_work(1, 480, 840), call("sheet.worked", 1)),
    _sheet(*_work(1, 480, 841), call("sheet.worked", 1), round_to=1),
    _sheet(
        *_work(1, 480, 700), *_work(1, 710, 900), *_work(1, 910, 990), call("sheet.worked", 1), round_to=5
    ),
]
MINUTES = [0, 5, 7, 8, 10, 15, 20, 22, 23, 30, 45, 52, 53]


def draw(random: Random) -> Case:
    """Return a week with some slips of the hand, and what it adds up to."""
    if random.random() < 0.1:
        rules = keep("rules", call("PayRules", random.choice([1, 5, 6, 10, 15, 30])))
        minutes = random.sample(range(480, 512), k=3)
        return [rules, *(call(f"rules.{name}", m) for m in minutes for name in ("round_start", "round_end"))]
    steps: list[Step] = []
    day, minute = random.randint(1, 2), 0
    for _ in range(random.randint(2, 5)):
        if minute > 900 or random.random() < 0.3:
            day, minute = day + random.choice([1, 1, 2]), 0
        start = minute + (60 * random.randint(6, 9) if minute == 0 else 0) + random.choice(MINUTES)
        end = start + 60 * random.randint(0, 6) + random.choice(MINUTES)
        steps += _work(day, start, end)
        minute = end
    if random.random() < 0.3:
        slip = random.choice(["clock_in", "clock_out"])
        moment = (random.randint(0, 8), random.choice([-1, 0, 480, 600, 1440, 1441]))
        steps.insert(random.randint(0, len(steps)), call(f"sheet.{slip}", *moment))
    steps += [read("sheet.working"), call("sheet.open_days")]
    steps += [call("sheet.worked", each) for each in range(1, min(day, 6) + 1)]
    steps.append(call("sheet.summary"))
    if random.random() < 0.3:
        return _sheet(*steps)
    rules = {
        "round_to": random.choice([5, 10, 15, 30]),
        "break_after": random.choice([120, 240, 300]),
        "break_minutes": random.choice([20, 30, 45]),
        "daily_limit": random.choice([240, 300, 480]),
        "weekly_limit": random.choice([360, 480, 900]),
    }
    return _sheet(*steps, **rules)
