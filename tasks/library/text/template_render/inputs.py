"""Templates put together from pieces, and values of which some are missing."""

from random import Random
from typing import Any

from tracefix_rl.tasks.case import Case, call, keep


def _render(text: str, **values: Any) -> Case:
    return [keep("template", call("Template", text)), call("template.render", values)]


EDGES: list[Case] = [
    _render(""),
    _render("no tags { } }}", a=1),
    _render("{{a}}{{ a }}{{\na }}", a=1),
    _render("{{a}} {{b}} {{c}}", a=None, b=True, c=[1]),
    _render("{{a.b}}|{{a.c|default:-}}", a={"b": 2}),
    _render("{{#a}}{{b.c}}{{/a}}", a={"b": {}}, b={"c": 1}),
    _render("{{.}}", a=1),
    _render("{{#a}}{{#.}}{{.}};{{/.}}/{{/a}}", a=[[1, 2], [], [3]]),
    _render("{{#a}}[{{b}}]{{/a}}", a=[{"b": 1}, {}, {"b": None}], b=7),
    _render("{{#a}}x{{/a}}{{^a}}y{{/a}}", a=""),
    _render("{{#a}}{{zz}}{{/a}}ok", a=0),
    _render("{{#a.b}}{{c}}{{/a.b}}", a={"b": True, "c": 1}, c=2),
    _render("{{a|truncate:3}}{{b|truncate:3}}", a="abc", b="abcd"),
    _render("{{a|truncate}}", a="abc"),
    _render("{{a|truncate:1}}{{a|truncate:x}}", a="abc"),
    _render("{{a|join:}}{{a|join}}{{a|join:-}}", a=[1, "b", None]),
    _render("{{a|default}}!{{b|default:x:y}}", b=None),
    _render("{{a|upper|default:x}}", a=""),
    _render("{{a|upper|default:x}}"),
    _render("{{a|default: q |upper}}"),
    _render("{{a|join}}"),
    _render("{{a|}}", a=1),
    _render("{{a b}}", a=1),
    _render("{{#a}}{{/b}}", a=1),
    _render("{{#a}}x", a=1),
    _render("x{{/a}}", a=1),
]

NAMES = ["a", "b", "c", "d", "a.b", "d.a", "d.b.c"]
FILTERS = ["upper", "lower", "default:Zed", "default", "truncate:3", "truncate:2", "truncate:0"]
JOINS = ["join", "join:+"]
VALUES: list[Any] = ["abc", "Abcd", "x", "", 0, 5, None, True, False, [1, 2], [], ["p", None]]


def draw(random: Random) -> Case:
    """Return a template of some depth, and values for most of its names."""
    values: dict[str, Any] = {}
    for name in "abcd":
        if random.random() < 0.85:
            values[name] = _value(random, 2 if name in "ad" else 1)
    values["l"] = random.choice([[1, 2], ["p", None], [], [0], ["ab", "cd", "e"], "no list"])
    text = _text(random, 2)
    if random.random() < 0.06:
        text += random.choice(["{{/a}}", "{{#a}}", "{{a|what}}", "{{ }}", "{{a-b}}"])
    return _render(text, **values)


def _value(random: Random, depth: int) -> Any:
    if depth and random.random() < 0.5:
        item = {name: _value(random, depth - 1) for name in random.sample("abc", k=2)}
        return item if random.random() < 0.4 else [item, random.choice(VALUES)]
    return random.choice(VALUES)


def _text(random: Random, depth: int) -> str:
    parts = []
    for _ in range(random.randint(1, 3)):
        name = random.choice(NAMES)
        if depth and random.random() < 0.4:
            mark = random.choice("##^")
            parts += ["{{", mark, name, "}}", _text(random, depth - 1), "{{/", name, "}}"]
        else:
            filters = random.choices(FILTERS, [4, 4, 4, 2, 3, 3, 1], k=random.choice([0, 1, 1, 2]))
            if random.random() < 0.5:
                filters.insert(0, "default:-")
            if random.random() < 0.2:
                name, filters = "l", [random.choice(JOINS), *filters]
            if depth < 2 and random.random() < 0.2:
                name = "."
            parts.append("{{" + "|".join([name, *filters]) + "}}" + random.choice(["", " ", ";"]))
    return "".join(parts)
