"""Responses that are stored at 100 and asked for when they are about to become stale."""

from random import Random

from tracefix_rl.tasks.case import Case, Step, call, keep


def _stored(headers: dict[str, str], *steps: Step, status: int = 200, received_at: int = 100) -> Case:
    return [keep("stored", call("StoredResponse", status, headers, received_at)), *steps]


def _control(text: str, *steps: Step) -> Case:
    return _stored({"Cache-Control": text}, *steps)


def _ask(now: int, *args: str | bool) -> Step:
    return call("stored.decide", now, *args)


LIFETIMES = (call("stored.lifetime"), call("stored.lifetime", True))
STORABLE = (call("stored.storable"), call("stored.storable", True))

EDGES: list[Case] = [
    [call("parse_directives", "")],
    [call("parse_directives", ' , =1, A, a=2, b=, c = "x" , d="')],
    [call("parse_directives", 'a="1=2", b=1=2, c="", d="x')],
    _stored({}, *LIFETIMES, *STORABLE, _ask(100), call("stored.age", 99), call("stored.age", 101)),
    _stored({"aGE": "5"}, call("stored.age", 100), call("stored.age", 103)),
    _stored({"Age": "x"}, call("stored.age", 103)),
    _control(
        "max-age=0", *LIFETIMES, *STORABLE, _ask(100), _ask(100, "max-stale=0"), _ask(101, "max-stale=0")
    ),
    _control("max-age=10", _ask(109), _ask(110), _ask(109, "min-fresh=1"), _ask(109, "min-fresh=2")),
    _control(
        "max-age=10",
        _ask(105, "max-age=5"),
        _ask(105, "max-age=4"),
        _ask(105, "max-age"),
        _ask(100, "max-age"),
    ),
    _control("max-age=10", _ask(99, "no-store"), _ask(99, "no-cache=x"), _ask(120, "max-stale=x")),
    _control(
        "s-maxage=5, max-age=10", *LIFETIMES, _ask(106, "", True), _ask(106), _ask(106, "max-stale", True)
    ),
    _control("max-age", *LIFETIMES, *STORABLE),
    _control("max-age=1, stale-while-revalidate=2", _ask(103), _ask(104), _ask(103, "min-fresh=0")),
    _control("max-age=1, stale-while-revalidate=9", _ask(105, "max-stale=4"), _ask(105, "max-stale=3")),
    _control("max-age=1, must-revalidate, stale-while-revalidate", _ask(101), _ask(101, "max-stale")),
    _control("stale-while-revalidate=x", _ask(100), _ask(101)),
    _stored({"Expires": "110", "Date": "95"}, *LIFETIMES, _ask(114), _ask(115)),
    _stored({"Expires": "90"}, *LIFETIMES, *STORABLE, status=500),
    _stored({"Expires": "0", "Date": "x", "Last-Modified": "1"}, *LIFETIMES),
    _stored({"Last-Modified": "81"}, *LIFETIMES, _ask(100), _ask(101)),
    _stored({"Last-Modified": "99"}, *LIFETIMES, status=404),
    _stored({"Last-Modified": "0", "Date": "864009"}, *LIFETIMES),
    _stored({"Last-Modified": "0", "Date": "864010"}, *LIFETIMES),
    _stored({"Last-Modified": "0"}, *LIFETIMES, *STORABLE, status=302),
]

RESPONSE = ["no-cache", "must-revalidate", "proxy-revalidate", "private", "public", "no-store", "s-maxage=15"]
STATUSES = [200, 200, 203, 300, 301, 302, 404, 410, 500]


def draw(random: Random) -> Case:
    """Return a response and some questions about it, or directives to read."""
    if random.random() < 0.08:
        parts = ["max-age=1", "A", "a = 2", "", '"', 'b="x"', "=3", "B", "c="]
        return [call("parse_directives", ",".join(random.choices(parts, k=random.randint(2, 5))))]
    headers: dict[str, str] = {}
    control = []
    lifetime = random.choice([10, 20])
    if random.random() < 0.6:
        control.append(f"max-age={random.choice([lifetime, lifetime, 'x'])}")
    if random.random() < 0.35:
        control.append(f"stale-while-revalidate={random.choice([0, 5, 5, 10])}")
    control += random.sample(RESPONSE, k=random.choice([0, 0, 1, 1, 2]))
    if control:
        headers["Cache-Control"] = ", ".join(control)
    if random.random() < 0.4:
        headers["Age"] = random.choice(["0", "3", "5", "x"])
    if random.random() < 0.3:
        headers["Expires"] = random.choice([str(100 + lifetime), "95", "x"])
    if random.random() < 0.4:
        headers["Last-Modified"] = random.choice(["0", "1", "50", "99", "100", "120"])
    if random.random() < 0.3:
        headers["date"] = random.choice(["100", "95", "105", "x"])
    age = int(headers.get("Age", "0").replace("x", "0"))
    steps: list[Step] = [_question(random, 100 + lifetime - age) for _ in range(random.randint(3, 5))]
    steps.append(random.choice([*LIFETIMES, *STORABLE, call("stored.age", random.choice([98, 104]))]))
    return _stored(headers, *steps, status=random.choice(STATUSES))


def _question(random: Random, due: int) -> Step:
    now = due + random.choice([-5, -1, 0, 1, 4, 5, 6, 10])
    wish = ""
    if random.random() < 0.6:
        names = ["max-stale", "max-stale", "max-age", "min-fresh", "min-fresh"]
        wish = f"{random.choice(names)}={random.choice([0, 1, 5, 5, 10, 15])}"
    if random.random() < 0.15:
        wish += random.choice(["no-cache", "no-store", "max-stale", ", max-stale=1", ", min-fresh=1"])
    return _ask(now, wish, True) if random.random() < 0.35 else _ask(now, wish)
