"""Sources of some lines, indented and not, with brackets and mistakes."""

from random import Random

from tracefix_rl.tasks.case import Case, call, keep, read

TOKENS = read("[(t.kind, t.text, t.line, t.column) for t in tokenizer.tokens()]")
VALUES = read("[t.value for t in tokenizer.tokens()]")
FIRST = read("next(tokenizer.tokens()).text")


def _source(text: str) -> Case:
    return [keep("tokenizer", call("Tokenizer", text)), TOKENS]


def _values(text: str) -> Case:
    return [keep("tokenizer", call("Tokenizer", text)), VALUES]


EDGES: list[Case] = [
    _source(""),
    _source("\n  \n# x\n"),
    _source("  a"),
    _source("_a1 if iffy ELSE else2"),
    _source("a<<=<<<=>==!=***->-.,"),
    _source("a!b"),
    _values("0 10 1_0_ 0xfF 0o17 0b101 00"),
    _values("08"),
    _values("1a"),
    _values('"" "a b" "\\"\\\\\\n\\t#" x'),
    _source('"abc'),
    _source('"\\"'),
    _source('a "\\x"'),
    _source("a # b\n\tc#d\n\t\te\nf\n"),
    _source("a\n  b\n    c\n  d\ne"),
    _source("a\n  b\n    c\n   d"),
    _source("a\n b\n  c"),
    _source("(a\n  b # x\n\n c)\nd"),
    _source("  f([\nb\n  ])\n  c"),
    _source("([)]"),
    _source("a\n}"),
    _source("(\n{"),
    [keep("tokenizer", call("Tokenizer", "a\n$")), FIRST],
    [keep("token", call("Token", "number", "0x1_0", 2, 3)), read("token.value"), read("token.column")],
    [keep("token", call("Token", "keyword", '"if"', 2, 3)), read("token.value"), read("token.line")],
    [keep("error", call("SourceError", 3, 4, "odd")), read("str(error)")],
]

PIECES = [
    "a",
    "if",
    "let",
    "x_1",
    "7",
    "0x1f",
    "1_0",
    '"s"',
    '"\\n"',
    "<<=",
    "<=",
    "<",
    "->",
    "**",
    "*",
    ":",
    ".",
    ",",
]
BROKEN = ["!", "$", '"open', "3x", ")", "]", '"\\z"', "01", "("]


def draw(random: Random) -> Case:
    """Return a source whose lines are indented by some levels, often without a mistake."""
    lines = []
    levels = [0]
    for _ in range(random.randint(1, 6)):
        if random.random() < 0.3:
            levels.append(levels[-1] + random.choice([1, 2, 4]))
        else:
            del levels[random.randint(1, len(levels)) :]
        width = levels[-1] + (random.random() < 0.04)
        lines.append(" " * width + _line(random))
        if random.random() < 0.15:
            lines.append(random.choice(["", "   ", " # note"]))
    if random.random() < 0.2:
        at = random.randrange(len(lines))
        lines[at] += " " + random.choice(BROKEN)
    text = "\n".join(lines) + random.choice(["", "\n"])
    return _values(text) if random.random() < 0.2 else _source(text)


def _line(random: Random) -> str:
    parts = random.choices(PIECES, k=random.randint(1, 4))
    if random.random() < 0.3:
        opening, closing = random.choice(["()", "[]", "{}"])
        inner = random.choice(["", " ", "\n", "\n   b\n ", "[\na]"])
        parts.append(opening + inner + closing)
    return random.choice(["", " "]).join(parts) + random.choice(["", "", " ", " # end"])
