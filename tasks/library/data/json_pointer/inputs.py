"""Small documents with awkward keys, and pointers that fit and nearly fit."""

from random import Random
from typing import Any

from tracefix_rl.tasks.case import Case, call

LIST = [10, [20, 21], {"k": 30}]
NAMES = {"a": {"b": 1, "0": 2}, "x/y": 3, "m~n": [4], "": 5}

EDGES: list[Case] = [
    [call("parse", ""), call("parse", "/"), call("parse", "//a"), call("parse", "/~01~10")],
    [call("parse", "a"), call("parse", "/~"), call("parse", "/a~2/b"), call("parse", "~0")],
    [call("build", []), call("build", [""]), call("build", ["~1", "/~", "a"])],
    [call("get", 5, ""), call("get", 5, "/a"), call("get", 5, "/a", None), call("get", None, "", 1)],
    [
        call("get", NAMES, "/x~1y"),
        call("get", NAMES, "/m~0n/0"),
        call("get", NAMES, "/"),
        call("get", NAMES, "/a/0"),
    ],
    [call("get", LIST, "/3"), call("get", LIST, "/-"), call("get", LIST, "/-", 0), call("get", LIST, "/-/x")],
    [call("get", LIST, "/00"), call("get", LIST, "/1a", 0), call("get", LIST, "/-1"), call("get", LIST, "/")],
    [
        call("put", LIST, "", 1),
        call("put", LIST, "/0", 1),
        call("put", LIST, "/3", 1),
        call("put", LIST, "/4", 1),
    ],
    [call("insert", LIST, "", 1), call("insert", LIST, "/0", 1), call("insert", LIST, "/-", 1)],
    [call("insert", LIST, "/1/1", 1), call("insert", LIST, "/2/k", 1), call("insert", LIST, "/4", 1)],
    [
        call("put", {}, "/a/b", 1),
        call("put", {}, "/a", 1),
        call("put", 5, "/a", 1),
        call("put", [], "/-/a", 1),
    ],
    [call("put", "text", "/0", 1), call("put", {"a": None}, "/a/b", 1), call("put", {"a": []}, "/a/x", 1)],
    [
        call("remove", LIST, ""),
        call("remove", LIST, "/0"),
        call("remove", LIST, "/3"),
        call("remove", LIST, "/1/1"),
    ],
    [call("remove", NAMES, "/a/b"), call("remove", NAMES, "/a/c"), call("remove", NAMES, "/x~1y")],
    [
        call("leaves", {}),
        call("leaves", []),
        call("leaves", None),
        call("leaves", NAMES),
        call("leaves", LIST),
    ],
]

PARTS = ["a", "b", "a~1b", "~0", "0", "1", "2", "-", "01", ""]


def draw(random: Random) -> Case:
    """Return a document, and a place in it to read or change."""
    kind = random.choices(["get", "put", "insert", "remove", "leaves", "words"], weights=[4, 4, 3, 4, 1, 1])[
        0
    ]
    if kind == "words":
        parts = [
            "".join(random.choices("a~/01", k=random.randint(0, 3))) for _ in range(random.randint(1, 3))
        ]
        return [call("build", parts), call("parse", "/" + "/".join(parts))]
    document = _document(random, 3)
    if kind == "leaves":
        return [call("leaves", document)]
    pointer = _place(random, document)
    if random.random() < 0.25:
        pointer += "/" + random.choice(PARTS)
    if random.random() < 0.04:
        pointer = random.choice(["a", "/~", "/a~3"])
    if kind == "remove":
        return [call("remove", document, pointer)]
    if kind == "get":
        return [
            call("get", document, pointer, *random.choice([[], [None]])),
            call("get", document, pointer + "/1", 0),
        ]
    return [call(kind, document, pointer, random.choice([7, [8], {}]))]


def _document(random: Random, depth: int) -> Any:
    if depth == 0 or (depth < 3 and random.random() < 0.4):
        return random.choice([None, 1, 2, "s", [], {}])
    if random.random() < 0.5:
        return [_document(random, depth - 1) for _ in range(random.randint(1, 3))]
    return {
        key: _document(random, depth - 1)
        for key in random.sample(["a", "b", "a/b", "~", "1"], random.randint(1, 3))
    }


def _place(random: Random, document: Any) -> str:
    """Return a pointer down into the document; the last part may be one that is not there."""
    if isinstance(document, dict) and document:
        key = random.choice(list(document))
        rest = _place(random, document[key]) if random.random() < 0.7 else ""
        return "/" + (key.replace("~", "~0").replace("/", "~1") if random.random() < 0.85 else "c") + rest
    if isinstance(document, list):
        if not document or random.random() < 0.3:
            return "/" + random.choice(["-", str(len(document)), str(len(document) + 1), "01", "0"])
        index = random.randrange(len(document))
        return f"/{index}" + (_place(random, document[index]) if random.random() < 0.7 else "")
    return ""
