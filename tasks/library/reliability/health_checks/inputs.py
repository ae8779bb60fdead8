"""Rows of good and bad results for one check or for several, some of them critical."""

from random import Random

from tracefix_rl.tasks.case import Case, Step, call, keep, read

NAMES = ["web", "db", "api"]


def _check(results: str, rise: int = 2, fall: int = 2) -> Case:
    """A check with good (+) and bad (-) results."""
    return [
        keep("probe", call("Check", "db", rise, fall)),
        *[call("probe.report", sign == "+", now) for now, sign in enumerate(results)],
        read("(probe.state, probe.streak, probe.seen)"),
    ]


def _health(*steps: Step, now: int = 0) -> Case:
    return [
        keep("health", call("Health", 10)),
        *steps,
        call("health.overall", now),
        call("health.failing", now),
        call("health.history"),
    ]


def _report(name: str, ok: bool, now: int) -> Step:
    return call("health.report", name, ok, now)


DB = keep("db", call("health.add", "db"))
SEARCH = keep("search", call("health.add", "search", 1, 1, False))

EDGES: list[Case] = [
    _check(""),
    _check("+"),
    _check("-"),
    _check("+--"),
    _check("-++", rise=3),
    _check("+-+--", fall=2),
    _check("++-", rise=1, fall=1),
    _check("", rise=0),
    _check("", fall=0),
    [
        keep("probe", call("Check", "db")),
        read("(probe.rise, probe.fall, probe.critical, probe.state, probe.seen)"),
    ],
    _health(),
    _health(DB),
    _health(SEARCH),
    _health(DB, SEARCH, _report("db", True, 0), _report("search", True, 0), now=10),
    _health(DB, SEARCH, _report("db", True, 0), _report("search", True, 1), now=11),
    _health(
        DB, _report("db", False, 0), call("health.state", "db", 10), call("health.state", "db", 11), now=11
    ),
    _health(DB, SEARCH, _report("search", False, 0), call("health.state", "db", 0)),
    _health(DB, call("health.add", "db"), _report("web", True, 0), call("health.state", "web", 0)),
    _health(DB, keep("web", call("health.add", "web", 0)), _report("db", True, 0)),
    _health(
        DB, read("(db.name, db.rise, db.fall, db.critical)"), _report("db", True, 3), read("db.seen"), now=3
    ),
]


def draw(random: Random) -> Case:
    """Return a check with some results, or a service with up to three checks."""
    if random.random() < 0.3:
        results = "".join(random.choices("+-", k=random.randint(1, 9)))
        return _check(results, random.randint(1, 3), random.randint(1, 3))
    names = random.sample(NAMES, random.randint(1, 3))
    steps: list[Step] = []
    for name in names:
        settings = [random.randint(1, 2), random.randint(1, 3), random.random() < 0.5]
        steps.append(keep(name, call("health.add", name, *settings)))
    now = 0
    for _ in range(random.randint(3, 9)):
        now += random.choice([0, 1, 2, 5, 10])
        name = random.choice(names if random.random() < 0.95 else NAMES)
        steps.append(_report(name, random.random() < 0.55, now))
        if random.random() < 0.2:
            steps.append(call("health.overall", now + random.choice([0, 9, 10, 11])))
    now += random.choice([0, 0, 1, 9, 10, 11])
    steps.append(call("health.state", random.choice(names), now))
    return _health(*steps, now=now)
