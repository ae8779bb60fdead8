"""Short logs whose lines are close in time, with lines that are no entries."""

from datetime import datetime, timedelta
from random import Random

from tracefix_rl.tasks.case import Case, Step, call, keep, read

START = datetime(2024, 5, 1, 12)
FIELDS = read("[(e.time, e.level, e.source, e.message, e.details) for e in log.entries]")


def _log(text: str, *steps: Step) -> Case:
    return [keep("log", call("Log", text)), *steps]


def _lines(*seconds: int, level: str = "ERROR") -> str:
    return "\n".join(f"{START + timedelta(seconds=second)} {level} n{second}" for second in seconds)


def _at(second: int) -> datetime:
    return START + timedelta(seconds=second)


def _span(second: int) -> timedelta:
    return timedelta(seconds=second)


EDGES: list[Case] = [
    [
        keep("entry", call("Entry", START, "WARN", "", "7 of 12, 3x")),
        read("entry.pattern"),
        read("entry.details"),
        *(call("entry.is_at_least", level) for level in ("INFO", "warn", "ERROR", "CRITICAL", "")),
    ],
    _log("", FIELDS, read("log.stray"), call("log.summary"), call("log.common", 3)),
    _log("\n \n a \n", FIELDS, read("log.stray")),
    _log("2024-05-01 12:00:00 info web: up  \n more \n\n\n", FIELDS, read("log.stray")),
    _log("2024-05-01 12:00:00 [WARNING]  web:up\n2024-05-01T12:00:01  critical a.b:  c: d", FIELDS),
    _log("2024-05-01 12:00:00 INFO \n2024-02-30 12:00:00 INFO x\n2024-05-01 12:00:00 NOTE x", FIELDS),
    _log(" 2024-05-01 12:00:00 INFO x\n2024-05-01 12:00:00INFO x", FIELDS, read("log.stray")),
    _log(
        _lines(0, 5, 10), call("log.between", _at(5), _at(10)), call("log.between", _at(0), _at(11), "fatal")
    ),
    _log(_lines(0), call("log.between", _at(0), _at(1), "x"), call("log.between", _at(1), _at(2), "x")),
    _log(_lines(10, 0, 5), call("log.gaps", _span(5)), call("log.gaps", _span(4))),
    _log(
        _lines(5),
        call("log.gaps", _span(0)),
        call("log.bursts", 1, _span(0)),
        call("log.bursts", 2, _span(9)),
    ),
    _log(_lines(0, 5, 10, 11), call("log.bursts", 2, _span(5)), call("log.bursts", 3, _span(10))),
    _log(_lines(0, 1, 2, level="WARN"), call("log.bursts", 1, _span(5)), call("log.bursts", 0, _span(5))),
    _log(_lines(1, 12, 2), call("log.common", 0), call("log.common", 1), call("log.common", 9)),
    _log(_lines(1), read("log.entries[0].pattern"), call("log.entries[0].is_at_least", "Warning")),
    _log(_lines(1), call("log.entries[0].is_at_least", "loud"), call("log.entries[0].is_at_least", "error")),
]

LEVELS = [
    "INFO",
    "info",
    "WARN",
    "Warning",
    "ERROR",
    "error",
    "[ERROR]",
    "FATAL",
    "CRITICAL",
    "DEBUG",
    "TRACE",
]
SOURCES = ["web: ", "db: ", "web: ", "", "a.b:  "]
MESSAGES = ["took 3 ms", "took 12 ms", "took 1.5 ms", "lost", "try 2 of 3", "try 9 of 12", "lost", ""]
OTHERS = ["  at line 3", "", "", "Caused by: x  ", "2024-13-01 12:00:00 INFO x", "\tmore"]


def draw(random: Random) -> Case:
    """Return a log of some lines and two or three questions about it."""
    lines = []
    second = 0
    mixed = random.random() < 0.3
    for _ in range(random.randint(2, 8)):
        second += random.choice([0, 1, 4, 5, 5, 6, 10])
        if mixed and random.random() < 0.4:
            second = max(second - 12, 0)
        separator = random.choice("   T")
        time = (START + timedelta(seconds=second)).isoformat(separator)
        level = random.choice(LEVELS)
        lines.append(f"{time} {level} {random.choice(SOURCES)}{random.choice(MESSAGES)}")
        while random.random() < 0.25:
            lines.append(random.choice(OTHERS))
    if random.random() < 0.25:
        lines.insert(0, random.choice(OTHERS))
    first = random.choice([0, 0, 1, 5, 10])
    questions = [
        FIELDS,
        read("log.stray"),
        call("log.between", _at(first), _at(first + random.choice([5, 10, 30])), random.choice(LEVELS[:6])),
        call("log.summary"),
        call("log.common", random.randint(1, 4)),
        call("log.gaps", _span(random.choice([0, 4, 5, 6]))),
        call("log.bursts", random.choice([1, 2, 2, 3]), _span(random.choice([1, 5, 10]))),
        read("[e.pattern for e in log.entries]"),
    ]
    return _log("\n".join(lines), *random.sample(questions, k=random.randint(2, 4)))
