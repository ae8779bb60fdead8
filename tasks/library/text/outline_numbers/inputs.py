"""Headings on levels that go up and down, and texts with headings."""

from random import Random

from tracefix_rl.tasks.case import Case, Step, call, keep, read


def _outline(styles: str, *levels: int, separator: str = ".") -> Case:
    made = call("OutlineNumberer", styles, separator)
    return [keep("outline", made), *_next(*levels), read("outline.depth")]


def _next(*levels: int) -> list[Step]:
    return [call("outline.next", level) for level in levels]


def _start(style: str, *numbers: int) -> Case:
    steps: list[Step] = []
    for number in numbers:
        steps += [call("outline.start_at", 1, number), call("outline.next", 1)]
    return [keep("outline", call("OutlineNumberer", style)), *steps]


EDGES: list[Case] = [
    _outline(""),
    _outline("1b"),
    _outline("1"),
    _outline("11", 2, 1, 0, 3, -1, 2, 2, 1),
    _outline("111", 1, 3, 2, 3, 1, 3),
    _outline("IAa", 1, 2, 3, 3, 2, 3, 1, 1, separator=""),
    [keep("outline", call("OutlineNumberer")), *_next(1, 2, 3, 4)],
    _start("a", 1, 26, 27, 52, 53, 702, 703),
    _start("i", 3, 4, 5, 9, 14, 29, 44),
    _start("A", 0, -1, 1),
    [*_outline("1i1", 1, 2), call("outline.start_at", 2, 4), read("outline.depth"), *_next(3, 2, 1, 2)],
    [*_outline("111", 1, 2, 3), call("outline.start_at", 1, 5), read("outline.depth"), *_next(1, 2, 3)],
    [
        *_outline("111", 1, 2),
        call("outline.start_at", 3, 5),
        *_next(3, 3, 2, 3),
        call("outline.start_at", 4, 1),
    ],
    [*_outline("11", 1, 1), call("outline.start_at", 1, 7), call("outline.appendix"), *_next(2, 1, 2, 1)],
    [call("number_headings", "")],
    [call("number_headings", "# a\n### b")],
    [call("number_headings", "# a\n", "")],
    [call("number_headings", "#\n#  b \n # c\n#d\n#\td\n# 1. 2 e\n# 1.b.. f\n# 1..2 g\n# b.1 h\n# 5")],
    [call("number_headings", "# a\n## b\n### c\n## d", "Ai", 2)],
    [call("number_headings", "```\n# a\n```py\n# b\n ```\n# c\n```\n# d", "a")],
]

TITLES = [
    "Intro",
    "1 Scope",
    "2.3. Terms",
    "4.a More",
    "a.1 Less",
    "2024",
    "",
    " Spaces ",
    "v2 notes",
    "1.-2 Odd",
]
STYLES = ["111", "1a1", "Ia", "A1i", "iI", "1"]


def draw(random: Random) -> Case:
    """Return headings that are numbered one by one, or a text."""
    if random.random() < 0.4:
        return _text(random)
    styles = random.choice(STYLES)
    steps: list[Step] = [keep("outline", call("OutlineNumberer", styles, random.choice([".", ".", "-"])))]
    depth = 0
    for _ in range(random.randint(6, 12)):
        kind = random.random()
        level = random.randint(1, min(depth + 1, len(styles)))
        if kind < 0.12:
            steps.append(
                call("outline.start_at", random.randint(1, len(styles) + 1), random.choice([0, 1, 4, 9, 26]))
            )
        elif kind < 0.16:
            steps.append(call("outline.appendix"))
            depth = 0
        elif kind < 0.24:
            steps.append(call("outline.next", random.randint(0, len(styles) + 1)))
        else:
            steps.append(call("outline.next", level))
            depth = level
    return [*steps, read("outline.depth")]


def _text(random: Random) -> Case:
    styles, first = random.choice(STYLES), random.choice([1, 1, 2])
    lines = []
    level = 0
    for _ in range(random.randint(2, 7)):
        kind = random.random()
        if kind < 0.12:
            lines.append(random.choice(["```", "text", "", "#tag", " # no", "```py"]))
            continue
        level = random.randint(1, level + (2 if kind > 0.97 else 1))
        lines.append("#" * (level + first - 1) + " " + random.choice(TITLES))
    return [call("number_headings", "\n".join(lines), styles, first)]
