"""Parsers of some options, and arguments in many forms."""

from random import Random

from tracefix_rl.tasks.case import Case, Step, call, keep

FLAGS = [call("parser.flag", "verbose", "v"), call("parser.flag", "version"), call("parser.flag", "all", "a")]
OPTIONS = [
    call("parser.option", "level", "l", number=True, default=3),
    call("parser.option", "lever", choices=["x", "y"]),
    call("parser.option", "tag", "t", repeat=True),
    call("parser.option", "key", "k", required=True),
    call("parser.option", "num", "n", number=True, repeat=True, choices=["1", "2", "-3"]),
    call("parser.option", "notes", default="none"),
]


def _parser(definitions: list[Step], *lines: str) -> Case:
    return [
        keep("parser", call("CommandParser")),
        *definitions,
        *(call("parser.parse", line.split(" ") if line else []) for line in lines),
    ]


ONE = call("parser.positional", "one")
MAYBE = call("parser.positional", "maybe", 0)
MANY = call("parser.positional", "many", 1, many=True)
ANY = call("parser.positional", "any", least=0, many=True)

EDGES: list[Case] = [
    _parser([], "", "a", "--", "-", "-x", "--x"),
    _parser([ONE], "", "a", "a b", "-- -a", "-- --"),
    _parser([ONE, MAYBE], "", "a", "a b", "a b c"),
    _parser([ONE, MANY], "a", "a b", "a b c"),
    _parser([ANY], "", "a b -- c"),
    _parser([ANY, ONE], "a"),
    _parser([MAYBE, MANY, call("parser.positional", "many2", 2)], "a"),
    _parser([ONE, ONE, FLAGS[0], call("parser.positional", "verbose")], "a"),
    _parser([ONE, call("parser.flag", "one"), call("parser.flag", "o-ne", "o")], "--o a", "--one a"),
    _parser([call("parser.positional", "few", 2, many=True), call("parser.positional", "p", 2)], "a", "a b"),
    _parser([FLAGS[0], FLAGS[0], call("parser.flag", "very", "v"), call("parser.flag", "very")], "-v --very"),
    _parser([call("parser.flag", name) for name in ("", "-a", "no-a", "no", "a-")], "--no --no-no --a-"),
    _parser([call("parser.flag", "x", short) for short in ("-", "xx", "x")], "-x"),
    _parser(
        FLAGS,
        "-vv",
        "-va",
        "--ver",
        "--verb --all",
        "--version=1",
        "--no-version",
        "--no-ver",
        "-v --no-verbo",
    ),
    _parser(
        OPTIONS[:2], "--leve 1", "--level 1", "--lever x", "--lever z", "--level=x", "--no-lever x", "--le"
    ),
    _parser(
        OPTIONS[:1], "-l 4", "-l4", "-l=4", "-l", "-l -- 4", "--level -- 4", "--level= 4", "-l 1 --level 2"
    ),
    _parser(OPTIONS[2:4], "", "-k a", "--key= -t b", "-k -t -tt -t k", "--tag a", "-k a -k b"),
    _parser(OPTIONS[4:], "-n1 -n 2", "-n3", "--num=-3", "--notes", "--no x", "--no-notes", "--note=x=y"),
    _parser([*FLAGS, *OPTIONS[:3], ANY], "-avl5 x -tva y", "--no-all --all --no-all -", "a -vq", "--no- --"),
]

WORDS = ["a", "b", "-", "--", "x"]
USES = (
    "-v,--verbose,--no-verbose,--verb,--ver,--version,-a,-va,--all,--a,--no-a,-l 5,-l7,--level 2,--level=9,"
    "--lev 1,--lever x,--lever=y,-t p,-tq,--tag=,--tag --all,-at,-vt r,-k z,--key=w,-kv,-n 1,-n2,--num=-3,"
    "--notes hi,--no 5,-avl4"
).split(",")
MISTAKES = ["--what", "-z", "-l x", "--lever q", "--no-tag", "--all=1", "--key", "-n 9", "-l"]


def draw(random: Random) -> Case:
    """Return a parser of some options, and three lines, most of which it takes."""
    options = random.sample(OPTIONS, k=random.randint(1, 5))
    definitions: list[Step] = [*random.sample(FLAGS, k=random.randint(1, 3)), *options]
    definitions += random.choice([[ANY], [ONE, ANY], [ONE, MAYBE], [MANY], [ANY]])
    known = str([str(step) for step in definitions])
    uses = [use for use in USES if _known(use, known)]
    lines = []
    for _ in range(3):
        parts = random.choices(uses, k=random.randint(1, 3)) + random.choices(WORDS, k=random.randint(0, 2))
        random.shuffle(parts)
        if "'key'" in known and random.random() < 0.8:
            parts.insert(0, "-k s")
        if random.random() < 0.12:
            parts.append(random.choice(MISTAKES))
        lines.append(" ".join(parts))
    return _parser(definitions, *lines)


def _known(use: str, known: str) -> bool:
    word = use.split(" ")[0].split("=")[0]
    if word.startswith("--"):
        return "'" + word.removeprefix("--no-").removeprefix("--")[:3] in known
    return f"'{word[1]}'" in known
