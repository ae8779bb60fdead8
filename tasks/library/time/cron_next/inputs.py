"""Cron schedules put together field by field, and moments near full minutes and turns of months."""

from datetime import datetime
from random import Random

from tracefix_rl.tasks.case import Case, Step, call, keep

MOMENTS = [
    datetime(2024, 2, 28, 23, 59),
    datetime(2024, 2, 29, 12, 30, 30),
    datetime(2023, 12, 31, 23, 59, 59),
    datetime(2024, 5, 15, 9, 0),
    datetime(2024, 5, 17, 17, 45),
    datetime(2024, 5, 19, 0, 0),
    datetime(2024, 4, 30, 22, 10),
]


def _cron(text: str, *steps: Step) -> Case:
    return [keep("cron", call("CronSchedule", text)), *steps]


def _next(text: str, *moment: int) -> Case:
    return _cron(text, call("cron.next_after", datetime(*moment)))  # type: ignore[arg-type]


EDGES: list[Case] = [
    _next("* * * * *", 2023, 12, 31, 23, 59, 59),
    _next("0 0 * * *", 2024, 5, 15),
    _next("0 0 29 2 *", 2024, 2, 29),
    _next("0 0 29 2 *", 2096, 2, 29),
    _next("0 0 29 2 0", 2024, 2, 29),
    _next("0 0 31 2,4,6,9,11 *", 2024, 1, 1),
    _next("0 0 13 * 5", 2024, 5, 15),
    _next("0 0 */2 * 5", 2024, 5, 15),
    _next("0 0 13 * */2", 2024, 5, 15),
    _next("0 0 * * 5-7", 2024, 5, 18),
    _next("0 0 * * 6/1", 2024, 5, 15),
    _next("0-10,5-15/5 8 * * *", 2024, 5, 15, 8, 10),
    _cron("60 * * * *"),
    _cron("* 24 * * *"),
    _cron("* * 0 * *"),
    _cron("* * * 13 *"),
    _cron("* * * * 8"),
    _cron("59 23 31 12 7", call("cron.upcoming", datetime(2024, 5, 15), 0)),
    _cron("3-2 * * * *"),
    _cron("*/1.5 * * * *"),
    _cron("0 0 1 1", call("cron.upcoming", datetime(2024, 5, 15), 1)),
]
FIELDS = [
    ["*", "0", "30", "*/15", "5/20", "0,45", "10-14", "10-59/7", "59"],
    ["*", "0", "9-17", "*/6", "23", "8,20", "9-17/4", "20/2"],
    ["*", "*", "1", "15,30", "29-31", "*/10", "10/7", "31"],
    ["*", "*", "*", "2", "1-6/2", "12", "4,11", "6/3"],
    ["*", "*", "*", "0", "1-5", "7", "*/3", "4,6", "5-7", "2/3"],
]
BROKEN = ["", "61", "-1", "5-", "x", "*/0", "1,", "9-3", "**", "2--3", "*-5", "1/2/3", "+1"]


def draw(random: Random) -> Case:
    """Return a schedule, now and then a broken one, and questions about it."""
    fields = [random.choice(choices) for choices in FIELDS]
    if random.random() < 0.15:
        fields[random.randrange(5)] = random.choice(BROKEN)
    at = random.choice(MOMENTS)
    return _cron(
        " ".join(fields),
        call("cron.matches", at),
        call(
            "cron.matches", at.replace(hour=9, minute=random.choice([0, 12, 30]), day=random.randint(1, 28))
        ),
        call("cron.next_after", at),
        call("cron.upcoming", random.choice(MOMENTS), random.randint(1, 4)),
    )
