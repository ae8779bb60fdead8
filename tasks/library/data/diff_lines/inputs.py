"""Short texts of few different lines, so that they have much in common, and changes to them."""

from random import Random

from tracefix_rl.tasks.case import Case, Expression, call, keep


def _compared(old: str, new: str, context: int = 1) -> Case:
    """Compare two texts and use the changes in every way."""
    changes = Expression("changes")
    return [
        call("diff", list(old), list(new)),
        keep("changes", call("diff", list(old), list(new))),
        call("apply", list(old), changes),
        call("reverse", changes),
        call("hunks", changes, context),
        call("similarity", list(old), list(new)),
    ]


EDGES: list[Case] = [
    _compared("", ""),
    _compared("", "a"),
    _compared("a", ""),
    _compared("a", "b"),
    _compared("aaa", "a"),
    _compared("ab", "ba"),
    _compared("abc", "cab"),
    _compared("abcdef", "azcdyf", context=0),
    _compared("abcdefghijk", "xbcdefghijy"),
    _compared("abcdefghijk", "xbcdefghijy", context=10),
    _compared("abcdefg", "bcdefgh", context=3),
    [call("apply", [], [])],
    [call("apply", ["a"], [])],
    [call("apply", [], [(" ", "a")])],
    [call("apply", ["a"], [("-", "b")])],
    [call("apply", ["a", "b"], [("+", "x"), ("-", "a")])],
    [call("reverse", [("+", "a"), ("-", "b"), (" ", "c"), ("+", "d")])],
    [call("hunks", [])],
    [call("hunks", [("+", "a"), ("+", "b"), (" ", "c")], context=0)],
]


def draw(random: Random) -> Case:
    """Return two texts of which the second is the first with some edits, or a patch that may not fit."""
    old = "".join(random.choices("abcde", k=random.randint(0, 9)))
    lines = list(old)
    for _ in range(random.randint(1, 3)):
        position = random.randint(0, len(lines))
        lines[position : position + random.randint(0, 2)] = random.choices("abcxyz", k=random.randint(0, 2))
    if random.random() < 0.15:
        return [call("apply", list(old), [(random.choice(" -+"), line) for line in lines])]
    return _compared(old, "".join(lines), random.randint(0, 3))
