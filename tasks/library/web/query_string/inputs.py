"""Query strings with quoted, blank, repeated and broken parts."""

from random import Random

from tracefix_rl.tasks.case import Case, call

EDGES: list[Case] = [
    [call("quote", "")],
    [call("quote", "~-._")],
    [call("quote", "/?#[]@!$'()*,;")],
    [call("quote", "\n\x00")],
    [call("unquote", "%")],
    [call("unquote", "%4")],
    [call("unquote", "%41%4a%4A")],
    [call("unquote", "%+1")],
    [call("unquote", "%%41")],
    [call("unquote", "%FF")],
    [call("unquote", "a+b%2Bc")],
    [call("parse", "")],
    [call("parse", "?")],
    [call("parse", "??a=1")],
    [call("parse", "&&a=1&")],
    [call("parse", "=value", keep_blank=True)],
    [call("parse", "a==&=", keep_blank=True)],
    [call("parse", "a%3Db=c%26d")],
    [call("build", {})],
    [call("build", {"a": []})],
    [call("build", {"a": "", "b": ["", "x"]})],
    [call("replace", "", "a", "1")],
    [call("replace", "b=&a", "a", "")],
    [call("replace", "a=1&a=2&a=3", "a", "4")],
]

NAMES = ["a", "b", "q", "page", "red shoes", "é", "x=y"]
VALUES = ["1", "two words", "50%", "a&b", "", "ümlaut", "+", "x=y", "%41"]
PARTS = [
    "a=1",
    "b=2",
    "a=",
    "b",
    "q=red+shoes",
    "x%3Dy=%26",
    "=lost",
    "",
    "p=1=2",
    "%zz=5%",
    "c=%E2%98%83",
]


def draw(random: Random) -> Case:
    """Return a use of one of the five functions."""
    query = "&".join(random.choices(PARTS, k=random.randint(1, 5)))
    kind = random.choice(["quote", "unquote", "parse", "parse", "build", "replace"])
    if kind == "quote":
        return [call("quote", "".join(random.choices("ab %&=+é☃/-_~", k=random.randint(1, 8))))]
    if kind == "unquote":
        return [call("unquote", "".join(random.choices(["a", "%41", "%c3%a9", "%", "+", "%2", "F"], k=6)))]
    if kind == "parse":
        return [call("parse", query, keep_blank=random.random() < 0.5)]
    if kind == "build":
        return [
            call("build", {name: _value(random) for name in random.sample(NAMES, k=random.randint(1, 4))})
        ]
    return [call("replace", query, random.choice(NAMES), random.choice(VALUES))]


def _value(random: Random) -> str | list[str] | None:
    kind = random.random()
    if kind < 0.2:
        return None
    if kind < 0.5:
        return random.choices(VALUES, k=random.randint(0, 3))
    return random.choice(VALUES)
