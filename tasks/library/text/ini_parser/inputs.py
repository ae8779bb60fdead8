"""INI files line by line, tidy and untidy, and sections to write."""

from random import Random

from tracefix_rl.tasks.case import Case, call

EDGES: list[Case] = [
    [call("parse", "")],
    [call("parse", "\n  \n# nothing\n; here\n")],
    [call("parse", "[only]")],
    [call("parse", "[ spaced name ]\n")],
    [call("parse", "[]")],
    [call("parse", "[open")],
    [call("parse", "[a]\nkey =")],
    [call("parse", "[a]\n= value")],
    [call("parse", "[a]\n=x: y")],
    [call("parse", "  [indented]")],
    [call("parse", "[a]\nx = 1\n\n  # comment inside\n  two")],
    [call("parse", "[a]\nx = 1\n[b]\n  two")],
    [call("parse", "x = 1\n[a]")],
    [call("parse", "[a]\nX = 1\nx = 2")],
    [call("render", {})],
    [call("render", {"a": {}, "b": {}})],
    [call("render", {"a": {"x": ""}})],
    [call("render", {"a": {"x": "one\ntwo\nthree"}})],
]

LINES = [
    "[server]",
    "[paths]",
    "[server]",
    "Host = example.org",
    "host: localhost",
    "port=80",
    "  more",
    "\tand more",
    "# x = 1",
    "  ; y = 2",
    "",
    "url = http://a:1/?q=2",
    "key with spaces : and = both",
]
MISTAKES = ["oops", "[broken", "= no key"]


def draw(random: Random) -> Case:
    """Return a file to parse, now and then with a mistake, or sections to render."""
    if random.random() < 0.2:
        return [call("render", _sections(random))]
    lines = ["[main]"] if random.random() < 0.9 else []
    lines += random.choices(LINES, k=random.randint(1, 9))
    if random.random() < 0.2:
        lines.insert(random.randint(0, len(lines)), random.choice(MISTAKES))
    return [call("parse", "\n".join(lines))]


def _sections(random: Random) -> dict[str, dict[str, str]]:
    names = random.sample(["server", "paths", "users", "log"], k=random.randint(1, 3))
    keys = ["host", "port", "level", "dir"]
    values = ["1", "a b", "x\ny", "", "c = d"]
    return {
        name: {key: random.choice(values) for key in random.sample(keys, k=random.randint(0, 3))}
        for name in names
    }
