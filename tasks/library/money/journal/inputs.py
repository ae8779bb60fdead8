"""Journals of a few days in May, with few accounts."""

from datetime import date
from random import Random

from tracefix_rl.tasks.case import Case, Step, call, keep, read

ACCOUNTS = {"bank": "asset", "loan": "liability", "own": "equity", "rent": "expense", "sales": "income"}


def _day(number: int) -> date:
    return date(2024, 5, number)


def _post(day: int, *lines: tuple[str, int]) -> Step:
    return call("journal.post", _day(day), list(lines))


def _journal(*steps: Step) -> Case:
    accounts = [call("journal.add_account", name, kind) for name, kind in ACCOUNTS.items()]
    return [keep("journal", call("Journal")), *accounts, *steps]


TAKEN = _post(2, ("bank", 500), ("loan", -500))
SOLD = _post(3, ("bank", 80), ("sales", -80))
READS = [call("journal.trial_balance"), call("journal.profit"), call("journal.statement", "bank")]

EDGES: list[Case] = [
    [keep("journal", call("Journal")), call("journal.trial_balance"), call("journal.profit")],
    _journal(
        call("journal.add_account", "bank", "income"), call("journal.add_account", "x", "debit"), *READS
    ),
    _journal(_post(1), _post(1, ("bank", 5)), _post(1, ("bank", 5), ("loan", 5)), *READS),
    _journal(_post(1, ("bank", 0), ("loan", 0)), _post(1, ("bank", 5), ("cash", -5)), *READS),
    _journal(_post(1, ("bank", 5), ("bank", -5)), *READS),
    _journal(TAKEN, call("journal.balance", "loan", _day(1)), call("journal.balance", "loan", _day(2))),
    _journal(TAKEN, call("journal.reverse", 1, _day(1)), call("journal.reverse", 1, _day(2)), *READS),
    _journal(TAKEN, call("journal.reverse", 1, _day(3)), call("journal.reverse", 1, _day(3)), *READS),
    _journal(TAKEN, call("journal.reverse", 1, _day(3)), call("journal.reverse", 2, _day(3)), *READS),
    _journal(TAKEN, call("journal.close", _day(2)), TAKEN, SOLD, call("journal.reverse", 1, _day(2)), *READS),
    _journal(call("journal.close", _day(2)), call("journal.close", _day(2)), call("journal.close", _day(1))),
    _journal(call("journal.entry", 0), call("journal.entry", 1), call("journal.reverse", 1, _day(1))),
    _journal(TAKEN, keep("entry", call("journal.entry", 1)), read("entry.amount"), read("entry.reverses")),
    [
        keep("entry", call("Entry", 7, _day(1), (("bank", 5), ("own", 6), ("loan", -11)))),
        read("entry.amount"),
    ],
    _journal(call("journal.balance", "cash"), call("journal.statement", "cash")),
    _journal(SOLD, TAKEN, _post(3, ("rent", 90), ("own", -90)), *READS, call("journal.statement", "own")),
]


def _lines(random: Random) -> list[tuple[str, int]]:
    names = random.choices(list(ACCOUNTS), k=random.choice([2, 2, 2, 3]))
    amounts = [random.choice([-60, -25, 10, 40, 75]) for _ in names[1:]]
    lines = list(zip(names, [-sum(amounts), *amounts], strict=True))
    if random.random() < 0.1:
        lines[0] = (random.choice(["cash", lines[0][0]]), lines[0][1] + random.choice([0, 5]))
    return lines


def draw(random: Random) -> Case:
    """Return a journal with some postings, reversals and closed days, and what it says at the end."""
    steps: list[Step] = []
    posted = 0
    for _ in range(random.randint(4, 9)):
        day = _day(random.randint(1, 6))
        kind = random.choices(["post", "reverse", "close", "read"], weights=[7, 2, 1, 1])[0]
        if kind == "post" or not posted:
            steps.append(call("journal.post", day, _lines(random)))
            posted += 1
        elif kind == "reverse":
            steps.append(call("journal.reverse", random.randint(1, posted), day))
            posted += 1
        elif kind == "close":
            steps.append(call("journal.close", _day(random.randint(1, 4))))
        else:
            steps.append(call("journal.balance", random.choice(list(ACCOUNTS)), day))
    until = _day(random.randint(1, 6))
    steps += [
        call("journal.trial_balance", until),
        call("journal.profit", until),
        call("journal.statement", random.choice(list(ACCOUNTS))),
        keep("entry", call("journal.entry", random.randint(1, posted))),
        read("entry.lines"),
        read("entry.amount"),
        read("entry.reverses"),
    ]
    return _journal(*steps)
