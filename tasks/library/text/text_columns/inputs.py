"""Tables with some rows, and paragraphs in narrow columns."""

from random import Random
from typing import Any

from tracefix_rl.tasks.case import Case, Step, call, keep, read


def _table(headers: list[str], aligns: str, *steps: Step, gap: int = 2) -> Case:
    last = [read("table.widths"), call("table.render", gap)]
    return [keep("table", call("Table", headers, aligns)), *steps, *last]


def _row(*cells: Any) -> Step:
    return call("table.add", *cells)


RULE = call("table.add_rule")

EDGES: list[Case] = [
    _table([], ""),
    _table(["a", "b"], "lx"),
    _table(["a", "b"], "lrc"),
    _table(["a", ""], ""),
    [keep("table", call("Table", ["a"])), RULE, RULE, _row("xyz"), RULE, _row(None), call("table.render")],
    _table(["n"], "d", _row("1.5"), _row(10), _row("0.125"), _row(None), _row("2.5.1")),
    _table(["number", "x"], "dc", _row("1.5", "abcd"), _row("10", "ab"), _row(), gap=1),
    _table(["a", "b"], "cr", _row("abcd", 1), _row("ab", 100), _row("abc"), gap=0),
    _table(["a", "b"], "ll", _row(1, 2, 3), _row(1)),
    [call("align", "ab", 2)],
    [call("align", "ab", 3, "c")],
    [call("align", "ab", 7, "c")],
    [call("align", "ab", -1, "r")],
    [call("align", "ab", 4, "x")],
    [call("justify", "", 5)],
    [call("justify", "a", 1)],
    [call("justify", "a b", 0)],
    [call("justify", "aa bb", 5)],
    [call("justify", "aa bb", 4)],
    [call("justify", "a b c d e f gg", 9)],
    [call("justify", "looooong a b", 4)],
]

CELLS: list[Any] = ["a", "bcd", "efghi", "", 7, 1250, None, "x y"]
NUMBERS: list[Any] = ["1.5", "10.25", 3, 100, "0.125", None, "-2.5", ".5"]
WORDS = "a I an we the fox over quick brown jumps lazily yesterday".split()


def draw(random: Random) -> Case:
    """Return a table with rows and rules, a text to align, or a paragraph."""
    kind = random.random()
    if kind < 0.35:
        text = random.choice([" ", " ", "  ", "\n"]).join(random.choices(WORDS, k=random.randint(3, 10)))
        return [call("justify", text, random.choice([1, 5, 8, 9, 10, 11, 12, 14, 15, 16, 20]))]
    if kind < 0.45:
        return [call("align", random.choice(["ab", "abc", ""]), random.randint(0, 7), random.choice("lrccd"))]
    aligns = "".join(random.choices("lrcdd", k=random.randint(1, 4)))
    headers = random.choices(["n", "item", "price", ""], k=len(aligns))
    steps: list[Step] = []
    for _ in range(random.randint(1, 5)):
        cells = [random.choice(NUMBERS if how == "d" else CELLS) for how in aligns]
        if random.random() < 0.3:
            cells.pop()
        elif random.random() < 0.06:
            cells.append("more")
        steps.append(RULE if random.random() < 0.25 else _row(*cells))
    return _table(headers, aligns, *steps, gap=random.choice([0, 1, 2, 2, 3]))
