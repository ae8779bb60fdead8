"""Patterns and paths of few letters, so that they match often."""

from random import Random

from tracefix_rl.tasks.case import Case, call


def _match(pattern: str, *paths: str) -> Case:
    return [call("matches", pattern, path) for path in paths]


EDGES: list[Case] = [
    _match("", "", "a"),
    _match("*", "", "a", ".a", "a/b"),
    _match("**", "", "a", "a/b/c", ".a", "a/.b"),
    _match("a/**", "a", "a/", "a/b", "a/b/.c"),
    _match("**/a/**", "a", "b/a", "a/a", "b/a/b", "b"),
    _match("a**b", "ab", "axb", "a/b"),
    _match("*a*b*", "ab", "ba", "xaxbx", "aab"),
    _match("[b-d]", "a", "b", "c", "d", "e", ""),
    _match("[!b-d]x", "ax", "bx", "dx", "ex", ".x"),
    _match("[a-]", "a", "-", "b"),
    _match("[]a]", "]", "a", "b"),
    _match("[a-b-d]", "a", "-", "c", "d"),
    _match("\\[a\\]", "[a]", "a"),
    _match("\\.*", ".a", "a"),
    _match("a[b-a]", "x"),
    _match("[/]", "/"),
    _match("a\\", "a"),
    _match("{[,a}", "a"),
    _match("[a\\]", "a", "\\"),
    [call("expand", "")],
    [call("expand", "{a,b")],
    [call("expand", "a}{b,c}{}{d}")],
    [call("expand", "{a{1,2},{b}}{x,}")],
    [call("select", ["*", "!a*", "ab"], ["a", "ab", "b", "abc"])],
    [call("select", ["[", "*"], [])],
    [call("select", ["*", "!"], ["a"])],
]

SEGMENTS = [
    "*",
    "**",
    "a",
    "a*",
    "*b",
    "?",
    "a?",
    "[ab]",
    "[!a]*",
    "[b-c]?",
    ".*",
    "*.*",
    "{a,b}c",
    "\\a*",
    "*a*",
]
NAMES = ["a", "b", "ab", "bc", "c", "abc", ".a", "a.b", "ac", "bac", "", "cab"]
BRACES = ["{a,b}", "{b}", "x", "{,a}", "c", "{a,{b,c}}", "{{a,b}}", "}"]
BROKEN = ["[", "[b-a]", "a\\", "{a", "[!]"]


def draw(random: Random) -> Case:
    """Return a pattern on some paths, patterns that select, or braces to expand."""
    kind = random.random()
    if kind < 0.15:
        text = "".join(random.choices(BRACES, k=random.randint(1, 4)))
        return [call("expand", text + random.choice(["", "", "", "{b"]))]
    if kind < 0.4:
        patterns = [random.choice(["", "", "!"]) + _pattern(random) for _ in range(random.randint(1, 4))]
        return [call("select", patterns, [_path(random) for _ in range(random.randint(2, 6))])]
    pattern = _pattern(random)
    if random.random() < 0.07:
        pattern += random.choice(BROKEN)
    return _match(pattern, *(_path(random) for _ in range(random.randint(2, 5))))


def _pattern(random: Random) -> str:
    return "/".join(random.choices(SEGMENTS, k=random.choice([1, 1, 2, 2, 3])))


def _path(random: Random) -> str:
    return "/".join(random.choices(NAMES, k=random.choice([1, 1, 2, 2, 3])))
