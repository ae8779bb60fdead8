"""Delimited text in some dialects, tidy and broken, and records to write."""

from random import Random
from typing import Any

from tracefix_rl.tasks.case import Case, Step, call, keep

SEMICOLON = (";", "'", "\\")


def _with(marks: tuple[str, ...], *steps: Step) -> Case:
    return [keep("dialect", call("Dialect", *marks)), *steps]


def _parse(text: str, marks: tuple[str, ...] = ()) -> Case:
    return _with(marks, call("dialect.parse", text))


EDGES: list[Case] = [
    _parse(""),
    _parse("\n\r\n"),
    _parse("a"),
    _parse("a\rb,c\r"),
    _parse(","),
    _parse(' "a",b'),
    _parse('a"b,""\n""'),
    _parse('""""'),
    _parse('"a\r\nb"\r\n"c'),
    _parse('"x\ny"z'),
    _parse("a\\", SEMICOLON),
    _parse("'a\\", SEMICOLON),
    _parse("\\'a;b\\;c;'d\\'e''f'\n\\\ng", SEMICOLON),
    _with((",", '"'), call("dialect.write", [])),
    _with((",", '"'), call("dialect.write", [[None], ["", ""], [0, "a\\b"]])),
    _with(SEMICOLON, call("dialect.write", [["a\\b", "it's", "x;y", "a\nb", "a,b", 'q"']])),
    _with((",", '"'), call("dialect.write", [["a"], []])),
    _with((",", ",")),
    _with((";", "''")),
    _with((";", "'", "\r")),
    _with((";", "'", ";")),
    [call("sniff_delimiter", "")],
    [call("sniff_delimiter", "a|b,c\n1|2,3")],
    [call("sniff_delimiter", "a;b;c\n1;2", ";,")],
    [call("sniff_delimiter", '"a;b\n";c|d;e', "|;")],
]

PIECES = ["a", "bc", ",", ";", '"', "'", "\\", "\n", "\r\n", "7", " "]
VALUES: list[Any] = ["a", "", None, 12, "x,y", "x;y", 'say "hi"', "it's", "a\\b", "two\nlines", "\r", " "]
DIALECTS: list[tuple[str, ...]] = [(), (), (";",), (",", "'"), (",", '"', "\\"), SEMICOLON]


def draw(random: Random) -> Case:
    """Return text to parse, records to write, or text whose delimiter is unknown."""
    marks = random.choice(DIALECTS)
    kind = random.random()
    if kind < 0.25:
        return _with(marks, call("dialect.write", _records(random)))
    if kind < 0.4:
        return [call("sniff_delimiter", "\n".join(_table(random)), random.choice([",;|", ";,", "|;,"]))]
    if kind < 0.55:
        return _parse("".join(random.choices(PIECES, k=random.randint(2, 8))), marks)
    delimiter = marks[0] if marks else ","
    quote = marks[1] if len(marks) > 1 else '"'
    lines = [
        delimiter.join(_field(random, delimiter, quote) for _ in range(random.randint(1, 3)))
        for _ in range(random.randint(1, 3))
    ]
    text = random.choice(["\n", "\n", "\r\n", "\n\n"]).join(lines)
    if random.random() < 0.2:
        text += random.choice([quote, "\\", "\n" + quote + "x" + quote + "y", "\n"])
    return _parse(text, marks)


def _field(random: Random, delimiter: str, quote: str) -> str:
    inner = "".join(random.choices(["a", "b ", "1", "\\" + quote, "\\\\", "'"], [4, 3, 3, 1, 1, 1], k=2))
    if random.random() < 0.5:
        return inner
    more = random.choice(["", delimiter, "\n", quote * 2, "\\" + delimiter])
    return quote + inner.replace(quote, quote * 2) + more + quote


def _records(random: Random) -> list[list[Any]]:
    sizes = [random.choice([0, 1, 1, 1, 2, 2, 2, 3, 3, 3]) for _ in range(random.randint(1, 3))]
    return [random.choices(VALUES, k=size) for size in sizes]


def _table(random: Random) -> list[str]:
    line = random.choice(["a,b;c", "a;b;c,d", "a|b,c", "a", "a,b|c;d|e", '"a,b"|c', "a;b"])
    other = random.choice([line, line, line, line.replace("a", "1|"), line + ";z", 'x"y,z', '"open'])
    return [line, other]
