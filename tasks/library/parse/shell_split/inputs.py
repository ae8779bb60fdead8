"""Command lines put together from pieces that mean something to a shell."""

from random import Random

from tracefix_rl.tasks.case import Case, call

VARIABLES = {"A": "one", "B": "", "C": "x y", "D_1": "'#"}


def _split(text: str) -> Case:
    return [call("split", text, VARIABLES)]


def _commands(text: str) -> Case:
    return [call("commands", text, VARIABLES)]


EDGES: list[Case] = [
    [call("split", "")],
    [call("commands", " \n;; ")],
    [call("split", "a $A ${A:-b}")],
    _split("''"),
    _split("a''b \"\"'' c"),
    _split("'a\\' \\'"),
    _split('"a\\b\\\\\\"\\$A\\\nc"'),
    _split("\\\n"),
    _split("a\\"),
    _split('"a\\'),
    _split("'a"),
    _split("a #b c\n"),
    _split("a# ''# #"),
    _split("$B# ${B}a \\\n#"),
    _split("$A$B$C$D_1$D_1x $_ $"),
    _split('"$A" "$B" "$" "$ A" "${B:-}"'),
    _split("${A:-x} ${B:-x y} ${E:-$A} ${E}"),
    _split("${A"),
    _split("${A-b}"),
    _split("${}"),
    _split("a;b"),
    _split("a;\n"),
    _commands("a&&b||c|d;e\nf&g"),
    _commands("a|||b"),
    _commands("a &&"),
    _commands("a && # x\n b;"),
    _commands(";a;|b"),
    _commands("'a&&b' \\; \"c|d\""),
    [
        call("join", []),
        call("quote", ""),
        call("quote", "a,b%+@=1"),
        call("quote", "a;b"),
        call("quote", "'"),
    ],
    [call("quote", "a*b"), call("quote", "ñ"), call("join", ["a b", "'c'"])],
]

PIECES = [
    "a",
    "b-c",
    "'d e'",
    '"f g"',
    '"$A"',
    "$B",
    "${C}",
    "${B:-h}",
    "\\ ",
    "\\\n",
    "''",
    '"\\"i"',
    "$A",
    '"$B"',
    "#j",
    "${A:-k}",
]
MARKS = [" ; ", ";", "\n", " && ", "&&", " || ", " | ", " & "]
BROKEN = ["'", '"', "\\", "${", "${2}", "&&", " | ;"]
CHARACTERS = ["a", "Z", "0", "_", "-", "/", ":", "=", " ", "'", '"', "$", "é", "#", "~"]


def draw(random: Random) -> Case:
    """Return one or more commands of some pieces, or words to quote."""
    kind = random.random()
    if kind < 0.15:
        words = [
            "".join(random.choices(CHARACTERS, [3] * 8 + [1] * 7, k=random.randint(0, 4))) for _ in range(3)
        ]
        return [call("join", words)]
    text = _command(random)
    if kind > 0.55:
        for _ in range(random.randint(1, 3)):
            text += random.choice(MARKS) + (_command(random) if random.random() < 0.85 else "")
    if random.random() < 0.12:
        text += random.choice(BROKEN)
    return _commands(text) if kind > 0.45 else _split(text)


def _command(random: Random) -> str:
    pieces = random.choices(PIECES, k=random.randint(1, 5))
    return "".join(piece + random.choice(["", " ", " ", "  "]) for piece in pieces)
