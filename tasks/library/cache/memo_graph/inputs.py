"""Few cells with formulas of each other, which are asked for and set again."""

from random import Random

from tracefix_rl.tasks.case import Case, Step, call, keep, read


def _sheet(*steps: Step) -> Case:
    return [keep("sheet", call("Sheet")), *steps, call("sheet.known"), read("sheet.computed")]


def _set(**cells: int | str) -> list[Step]:
    return [call("sheet.set", name, content) for name, content in cells.items()]


def _get(*names: str) -> list[Step]:
    return [call("sheet.get", name) for name in names]


EDGES: list[Case] = [
    _sheet(*_get("a"), call("sheet.inputs", "a"), call("sheet.dependents", "a"), call("sheet.clear", "a")),
    _sheet(*_set(a=1), *_get("a"), *_set(a="2"), *_get("a"), *_set(a=3), *_get("a")),
    _sheet(*[call("sheet.set", name, 1) for name in ("", "1a", "max", "a1", "a-b", "+")], *_get("a1")),
    _sheet(*_set(a=""), *_set(a="1 +"), *_set(a="+ 1"), *_set(a="1 ? 2"), *_set(a="1 + -"), *_get("a")),
    _sheet(*_set(a="b max"), *_set(a="max"), *_set(a="1 max 2"), *_set(b="a + + + 1"), *_get("a")),
    _sheet(*_set(a="-7 / 2 - -1", b="+5 - 3 * 2"), *_get("a", "b")),
    _sheet(*_set(a="a"), *_set(a="b", b="c", c="a"), *_get("c")),
    _sheet(*_set(a="b + c", b="c * 2", c=4), *_get("a", "a"), *_set(c=5), *_get("b", "a")),
    _sheet(*_set(a="b / c", d="a + 1", b="3"), *_get("d", "d"), *_set(c=2), *_get("d")),
    _sheet(*_set(a="b", b="c"), *_get("b"), *_set(c=1), *_get("a"), call("sheet.clear", "b"), *_get("a")),
    _sheet(*_set(a="b", b=2), *_get("a"), *_set(a="b"), *_set(b="a"), *_get("a")),
    _sheet(*_set(d="c + b + c - 1", c="a"), call("sheet.inputs", "d"), call("sheet.dependents", "a")),
    _sheet(*_set(a="0 / 0 + b", b="1"), *_get("a", "b")),
    _sheet(*_set(a="1"), *_get("a"), *_set(a="1 +"), *_set(a="a"), call("sheet.known"), *_set(a="1")),
]


def draw(random: Random) -> Case:
    """Return a sheet with some formulas, which are computed and changed in turn."""
    names = "abcd"
    steps = [call("sheet.set", name, random.choice([0, 2, 3, 5, 8, -4])) for name in random.sample(names, 2)]
    for _ in range(random.randint(7, 12)):
        name = random.choice(names)
        steps.append(
            random.choices(
                [
                    call("sheet.set", name, _formula(random, [other for other in "abcde" if other > name])),
                    call("sheet.set", name, _formula(random, list("abcd"))),
                    call("sheet.set", random.choice("cde"), random.randint(-3, 9)),
                    call("sheet.get", name),
                    call("sheet.clear", name),
                    call("sheet.inputs", name),
                    call("sheet.dependents", random.choice("abcde")),
                    call("sheet.known"),
                ],
                weights=[6, 2, 3, 7, 0.7, 0.7, 1, 1],
            )[0]
        )
    return _sheet(*steps, *_get("a", "b"))


def _formula(random: Random, names: list[str]) -> str:
    words: list[str] = []
    for _ in range(random.randint(1, 3)):
        words.append(random.choice([*names, *names, "2", "-3", "+7"]))
        words.append(random.choices(["+", "-", "*", "/", "max", "%"], weights=[3, 3, 3, 3, 3, 0.3])[0])
    return " ".join(words if random.random() < 0.03 else words[:-1])
