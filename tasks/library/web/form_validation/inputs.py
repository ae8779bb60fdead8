"""Forms of two to four fields, and values around their bounds."""

from random import Random

from tracefix_rl.tasks.case import Case, Step, call, keep

Fields = list[tuple[str, ...]]


def _form(fields: Fields, *entered: dict[str, str]) -> Case:
    steps: list[Step] = [keep("form", call("Form"))]
    steps += [keep(f"added{number}", call("form.field", *field)) for number, field in enumerate(fields)]
    for values in entered:
        steps += [call("form.validate", values), call("form.clean", values)]
    return steps


EDGES: list[Case] = [
    _form([], {"a": "1"}),
    _form([("a", "")], {}, {"a": ""}, {"a": " x "}),
    _form([("a", "required")], {}, {"a": "  "}, {"a": "0"}),
    _form([("a", "int")], {"a": "0"}, {"a": "-7"}, {"a": "+7"}, {"a": "- 7"}, {"a": "7.0"}, {"a": "--7"}),
    _form([("a", "int|min:-2|max:+3")], {"a": "-3"}, {"a": "-2"}, {"a": "3"}, {"a": "4"}),
    _form([("a_b", "min:2|max:3")], {"a_b": "1"}, {"a_b": "12"}, {"a_b": "123"}, {"a_b": " 1234 "}),
    _form([("a", "bool", "B")], {"a": "TRUE"}, {"a": "0"}, {"a": "1"}, {"a": "2"}, {"a": ""}),
    _form([("a", "bool|in:yes,no")], {"a": "yes"}, {"a": "YES"}, {"a": "off"}),
    _form([("a", "int|in:1,02")], {"a": "1"}, {"a": "2"}, {"a": "02"}),
    _form([("a", "email")], {"a": "x@y.z"}, {"a": "x@y"}, {"a": "x@.z"}, {"a": "x@y.z."}, {"a": "x y@z.a"}),
    _form([("a", "same:b"), ("b", "", "Bee")], {"a": "1"}, {"a": "1", "b": "1 "}, {"b": "1"}),
    _form([("a", "same:c_d")], {"a": "1", "c_d": "2"}),
    _form([("a", "required_with:b|int")], {"b": "x"}, {"a": "x", "b": "x"}, {"a": "1"}, {}),
    _form([("a", "min:3|required|max:1|int")], {"a": "2"}, {}, {"a": "x"}),
    _form([("a", "||required| |")], {}),
    _form([("a", ""), ("a", "int")], {}),
    _form([("a", "Required")], {}),
    _form([("a", "int|min: 2 ")], {"a": "1"}),
    _form([("a", "in:x:y,z")], {"a": "x:y"}, {"a": "y"}),
    _form([("a", "in: ")], {}),
    _form([("a", "email:x")], {}),
    _form([("a", "max:1.5")], {}),
    _form([("a", "bool|int")], {}),
    _form([("a", "min:1|bool")], {}),
]

KINDS = ["", "", "int", "int", "bool"]
WRONG = ["min", "size:3", "required:1", "max:x", "in:", "int|bool", "bool|max:2"]
VALUES = [
    "",
    " ",
    "a",
    "ab",
    "abc",
    " abcd ",
    "1",
    "2",
    "3",
    "4",
    "-1",
    "+3",
    "1.5",
    "yes",
    "Off",
    "true",
    "x@y.org",
    "x@y",
]


def draw(random: Random) -> Case:
    """Return a form and two sets of values for it."""
    names = random.sample(["a", "b", "c_d", "e"], k=random.randint(2, 3))
    fields: Fields = []
    for name in names:
        label = (random.choice(["Code", "The age"]),) if random.random() < 0.3 else ()
        fields.append((name, _rules(random, names), *label))
    if random.random() < 0.03:
        fields.append((names[0], ""))
    return _form(
        fields, *({name: _value(random) for name in names if random.random() < 0.85} for _ in range(2))
    )


def _rules(random: Random, names: list[str]) -> str:
    if random.random() < 0.03:
        return random.choice(WRONG)
    kind = random.choice(KINDS)
    rules = [kind] if kind else []
    if random.random() < 0.35:
        rules.append("required")
    options = [
        "in:1,2,ab",
        "in: yes , off",
        f"same:{random.choice(names)}",
        f"required_with:{random.choice(names)}",
    ]
    if kind != "bool":
        options += [
            f"min:{random.randint(1, 3)}",
            f"max:{random.randint(1, 4)}",
            f"min:{random.randint(2, 3)}",
        ]
    if not kind:
        options.append("email")
    rules += random.sample(options, k=random.randint(0, 2))
    random.shuffle(rules)
    return "|".join(rules)


def _value(random: Random) -> str:
    return random.choice(VALUES)
