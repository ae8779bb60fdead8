"""Queries of few words, and documents that have some of them."""

from random import Random

from tracefix_rl.tasks.case import Case, Step, call, keep, read

DOCUMENTS = {
    "one": {"title": "Red apple", "body": "a red car and a blue boat"},
    "two": {"title": "blue", "body": "Car, red car; APPLE pie"},
    "three": {"title": "", "body": ""},
    "four": {"body": "boats are blue-red", "note": "car"},
}
FILTER = call("query.filter", DOCUMENTS)


def _query(text: str, *steps: Step) -> Case:
    return [keep("query", call("Query", text)), read("query.tree"), *steps]


def _match(text: str, *bodies: str) -> Case:
    return _query(text, *(call("query.matches", {"body": body, "x": "q"}) for body in bodies))


EDGES: list[Case] = [
    _query(""),
    _query("  "),
    _query("a", call("query.matches", {}), call("query.filter", {})),
    _match("ab*", "ab", "a", "c abc", "cab", ""),
    _match('"a b"', "a b", "b a", "a x b", "x a. B", "a", "b"),
    _match('"a a b"', "a a a b", "a b"),
    _match("-a", "a", "b", ""),
    _match("NOT NOT a", "a", "b"),
    _match("a b OR c", "a", "a b", "c", "b c", ""),
    _match("a (b OR c)", "a", "a b", "c", "a c"),
    _match("body:q OR x:a", "q", "a"),
    _match("x:q y:q", "q"),
    _query("a AND b AND (c AND d) OR e OR (f OR g)"),
    _query("-(a b)-c d-e f- --g"),
    _query('BODY:x body:"y  z!" x:y* "w*" x*y* a-b*'),
    _query("or and Not a"),
    _query("a AND AND b"),
    _query("a NOT"),
    _query("OR a"),
    _query("a OR OR b"),
    _query("(a OR b"),
    _query("a) b"),
    _query("a ()"),
    _query("* a"),
    _query('x:"" a'),
    _query("x:y:z"),
    _query("x:(a b)"),
    _query("- a"),
    _query('a"b"c OR "d'),
]

WORDS = [
    "red",
    "car",
    "apple",
    "blue",
    "boat",
    "a",
    "ap*",
    "boat*",
    '"red car"',
    '"a red"',
    "blue-red",
    "and",
]
FIELDS = ["", "", "", "", "title:", "body:", "Note:"]
BROKEN = ["(", ")", "OR", "AND", "NOT", '"', ":", "-", "()"]


def draw(random: Random) -> Case:
    """Return a query of some depth, mostly one that can be read, asked of some documents."""
    text = _either(random, 2)
    if random.random() < 0.12:
        pieces = text.split(" ")
        pieces.insert(random.randint(0, len(pieces)), random.choice(BROKEN))
        text = " ".join(pieces)
    return _query(text, FILTER)


def _either(random: Random, depth: int) -> str:
    return " OR ".join(_all(random, depth) for _ in range(random.choice([1, 1, 2, 2, 3])))


def _all(random: Random, depth: int) -> str:
    parts = [_one(random, depth) for _ in range(random.choice([1, 1, 2, 3]))]
    return random.choice([" ", " AND "]).join(parts)


def _one(random: Random, depth: int) -> str:
    mark = random.choice(["", "", "", "", "-", "NOT ", "NOT -"])
    if depth and random.random() < 0.25:
        return f"{mark}({_either(random, depth - 1)})"
    return mark + random.choice(FIELDS) + random.choice(WORDS)
