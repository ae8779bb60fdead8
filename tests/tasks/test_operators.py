"""Each operator makes its mistake where people make it, and leaves alone what nobody would get wrong."""

from __future__ import annotations

import textwrap
from collections import defaultdict

import pytest

from tracefix_rl.tasks.operators import OPERATORS, Family, apply_mutations, mutations

HEAD = "def f(low: int, high: int, text: str, items: list[int], table: dict[str, int]):\n"

EXPRESSIONS = {
    "drop_term": [
        ("return low + high", "return low"),
        ("return low + high", "return high"),
        ("return (low + high) * len(items)", "return low + high"),
        ("return (low * 2 + high) ** 2", "return (low * 2) ** 2"),
        ("return high - low * 60", "return high - low"),
    ],
    "drop_offset": [
        ("return low + 1", "return low"),
        ("return 1 + low", "return low"),
        ("return items[(low + 1) % high]", "return items[low % high]"),
        ("return items[high - 1]", "return items[high]"),
    ],
    "add_offset": [
        ("return high - low", "return high - low + 1"),
        ("return len(items)", "return len(items) - 1"),
        ("return low < high", "return low < high - 1"),
    ],
    "constant_off_by_one": [
        ("return low > 2", "return low > 3"),
        ("return low > 2", "return low > 1"),
        ("return low // 10", "return low // 9"),
    ],
    "nearby_literal": [
        ("return low / 100", "return low / 10"),
        ("return low * 60 + high * 7", "return low * 7 + high * 7"),
        ("return low * 0.5", "return low * 0.05"),
        ("return low * 1_000", "return low * 100"),
    ],
    "variable_for_constant": [
        ("return low > 3", "return low > high"),
        ("return low + high", "return low + 1"),
    ],
    "swap_arithmetic_operator": [
        ("return low + high", "return low - high"),
        ("low += high", "low -= high"),
        ("return low // high", "return low % high"),
        ("return set(items) & set(table)", "return set(items) | set(table)"),
    ],
    "lose_parentheses": [
        ("return (low + high) // 2", "return low + high // 2"),
        ("return low and (high or text)", "return low and high or text"),
    ],
    "boundary": [
        ("return low <= high", "return low < high"),
        ("return 0 <= low < high", "return 0 <= low <= high"),
        ("return [x for x in items if x > low]", "return [x for x in items if x >= low]"),
    ],
    "flip_comparison": [
        ("return low < high", "return low > high"),
        ("return text in table", "return text not in table"),
        ("return text is not None", "return text is None"),
    ],
    "drop_clause": [
        ("return low and high", "return low"),
        ("return low and high", "return high"),
        ("return low and (high or text)", "return high or text"),
        ("return low < high and text and items", "return low < high and text"),
        ("return [x for x in items if x > low]", "return [x for x in items]"),
    ],
    "negate": [
        ("return not text", "return text"),
        ("return not (low or high)", "return low or high"),
        ("return low if text else high", "return low if not text else high"),
    ],
    "wrong_variable": [
        ("return low", "return high"),
        ("return [x for x in items if x > low]", "return [low for x in items if x > low]"),
        ("return items[low:]", "return items[high:]"),
    ],
    "wrong_attribute": [
        ("items.append(low)", "items.extend(low)"),
        ("return text.lower()", "return text.upper()"),
        ("return text.strip()", "return text.lstrip()"),
        ("return table.values()", "return table.keys()"),
    ],
    "sibling_function": [
        ("return max(low, high)", "return min(low, high)"),
        ("return any(items)", "return all(items)"),
    ],
    "string_constant": [
        ('return text.split(",")', 'return text.split(";")'),
        ("return ', '.join(text)", "return ','.join(text)"),
        ('return table["width"] + table["height"]', 'return table["height"] + table["height"]'),
    ],
    "boolean_constant": [("return True", "return False"), ("return low or False", "return low or True")],
    "drop_wrapper": [
        ("return sorted(items)", "return items"),
        ("return int(text) * 2", "return text * 2"),
        ("return abs(low - high) * 2", "return (low - high) * 2"),
        ("return abs(low - high)", "return low - high"),
        ("return text.strip().lower()", "return text.lower()"),
        ("return tuple(x for x in items), list(text)", "return tuple(x for x in items), text"),
    ],
    "drop_argument": [
        ("return sorted(items, key=abs)", "return sorted(items)"),
        ("return sorted(items, key=abs, reverse=True)", "return sorted(items, reverse=True)"),
        ("return table.get(text, 0)", "return table.get(text)"),
        ("return text.strip('/')", "return text.strip()"),
    ],
    "swap_arguments": [("return divmod(low, high)", "return divmod(high, low)")],
    "index_off_by_one": [
        ("return items[low]", "return items[low + 1]"),
        ("return items[0]", "return items[1]"),
        ("return items[-1]", "return items[-2]"),
        ("return items[-1]", "return items[0]"),
    ],
    "slice_bound": [
        ("return items[low:high]", "return items[low : high - 1]"),
        ("return items[:high]", "return items[: high + 1]"),
        ("return items[1:]", "return items[:]"),
        ("return items[1:]", "return items[2:]"),
        ("return items[low:high]", "return items[:high]"),
        ("return items[low + 1 : high]", "return items[low + 1 :]"),
    ],
    "range_bound": [
        ("return range(high)", "return range(high - 1)"),
        ("return range(high)", "return range(1, high)"),
        ("return range(1, high)", "return range(high)"),
        ("return range(0, high)", "return range(1, high)"),
        ("return range(high, -1, -1)", "return range(high, 0, -1)"),
    ],
    "lost_copy": [
        ("return list(items)", "return items"),
        ("other = table.copy()", "other = table"),
        ("other = items[:]", "other = items"),
        ("return copy.deepcopy(items)", "return items"),
    ],
}
"""Bodies of `f`, on one line, before and after."""

STATEMENTS = {
    "extra_clause": ("if text:\n    return low", "if text and items:\n    return low"),
    "drop_guard": ("if not items:\n    return 0\n\nreturn low", "return low"),
    "drop_else": (
        "if low:\n    high = 1\nelse:\n    high = 2\nreturn high",
        "if low:\n    high = 1\nreturn high",
    ),
    "elif_to_if": (
        "if low > 1:\n    high = 1\nelif low > 2:\n    high = 2\nreturn high",
        "if low > 1:\n    high = 1\nif low > 2:\n    high = 2\nreturn high",
    ),
    "drop_statement": ("low += 1\nreturn low", "return low"),
    "swap_statements": ("low += high\nhigh = 0\nreturn low", "high = 0\nlow += high\nreturn low"),
    "reindent": (
        "for item in items:\n    low += item\nreturn low",
        "for item in items:\n    low += item\n    return low",
    ),
    "wrong_accumulator": (
        "total = 0\nfor item in items:\n    total += item\nreturn total",
        "total = 0\nfor item in items:\n    total = item\nreturn total",
    ),
    "swallowed_exception": (
        "if low:\n    raise ValueError('low')\nreturn high",
        "if low:\n    return None\nreturn high",
    ),
    "wrong_exception": (
        "try:\n    return table[text]\nexcept KeyError:\n    return low",
        "try:\n    return table[text]\nexcept ValueError:\n    return low",
    ),
    "swap_break_continue": (
        "for item in items:\n    if item:\n        break\n    low += 1",
        "for item in items:\n    if item:\n        continue\n    low += 1",
    ),
}
"""Bodies of `f` before and after."""

MORE_STATEMENTS = [
    ("reindent", "while low:\n    low -= 1\n    high += low", "while low:\n    low -= 1\nhigh += low"),
    (
        "wrong_accumulator",
        "total = 0\nfor item in items:\n    total += item\nreturn total",
        "total = 1\nfor item in items:\n    total += item\nreturn total",
    ),
    (
        "swallowed_exception",
        "try:\n    return int(text)\nexcept ValueError:\n    raise KeyError(text) from None",
        "try:\n    return int(text)\nexcept ValueError:\n    pass",
    ),
    ("wrong_exception", "raise KeyError(text)", "raise ValueError(text)"),
    ("drop_statement", "items.append(low)\nreturn items", "return items"),
    (
        "drop_guard",
        "for item in items:\n    if item < 0:\n        continue\n    low += 1",
        "for item in items:\n    low += 1",
    ),
]

MORE_STATEMENTS += [
    ("drop_guard", "low += 1\n\nif low:\n    return 0\n\nreturn high", "low += 1\n\nreturn high"),
    ("drop_statement", "low += 1\n\nitems.append(low)", "low += 1"),
]
"""No blank line is left where something is missing."""

MODULES = [
    (
        "wrong_default",
        "def retry(attempts=3):\n    return attempts\n",
        "def retry(attempts=2):\n    return attempts\n",
    ),
    ("wrong_default", "def show(*, loud: bool = True): ...\n", "def show(*, loud: bool = False): ...\n"),
    (
        "mutable_default",
        "def add(item, items: list[int] | None = None):\n    if items is None:\n        items = []\n"
        "    items.append(item)\n    return items\n",
        "def add(item, items: list[int] | None = []):\n    items.append(item)\n    return items\n",
    ),
    (
        "sibling_function",
        "def rows(text): ...\n\n\ndef columns(text): ...\n\n\ndef area(text):\n    return rows(text)\n",
        "def rows(text): ...\n\n\ndef columns(text): ...\n\n\ndef area(text):\n    return columns(text)\n",
    ),
    (
        "wrong_attribute",
        "class Cache:\n    def __init__(self):\n        self.hits = 0\n        self.misses = 0\n\n"
        "    def hit(self):\n        self.hits += 1\n",
        "class Cache:\n    def __init__(self):\n        self.hits = 0\n        self.misses = 0\n\n"
        "    def hit(self):\n        self.misses += 1\n",
    ),
    (
        "wrong_exception",
        "class FullError(Exception): ...\n\n\nclass EmptyError(Exception): ...\n\n\ndef f():\n    raise FullError\n",
        "class FullError(Exception): ...\n\n\nclass EmptyError(Exception): ...\n\n\ndef f():\n    raise EmptyError\n",
    ),
    (
        "drop_argument",
        "def indent(line, width=2): ...\n\n\ndef show(line, width):\n    return indent(line, width)\n",
        "def indent(line, width=2): ...\n\n\ndef show(line, width):\n    return indent(line)\n",
    ),
    (
        "lost_copy",
        "class Bag:\n    def __init__(self, items):\n        self.items = list(items)\n",
        "class Bag:\n    def __init__(self, items):\n        self.items = items\n",
    ),
    ("drop_term", "PRICE = 3 * RATE\n", "PRICE = RATE\n"),
    (
        "drop_term",
        "def f(a, b, c):\n    return (\n        a\n        + b\n        + c\n    )\n",
        "def f(a, b, c):\n    return (\n        a\n        + b\n    )\n",
    ),
]


def body(text: str) -> str:
    return HEAD + textwrap.indent(text, "    ") + "\n"


TABLE = [
    *((name, body(before), body(after)) for name, pairs in EXPRESSIONS.items() for before, after in pairs),
    *((name, body(before), body(after)) for name, (before, after) in STATEMENTS.items()),
    *((name, body(before), body(after)) for name, before, after in MORE_STATEMENTS),
    *MODULES,
]


def results(source: str, name: str | None = None) -> dict[str, str]:
    """Texts of the mutations of a source, with the operator that made each."""
    chosen = [each for each in OPERATORS if name in (None, each.name)]
    return {apply_mutations(source, [each]): each.operator for each in mutations(source, chosen)}


@pytest.mark.parametrize(("name", "before", "after"), TABLE, ids=[name for name, _, _ in TABLE])
def test_an_operator_makes_its_mistake(name: str, before: str, after: str) -> None:
    assert after in results(before, name)


def test_every_operator_is_in_the_table() -> None:
    assert {name for name, _, _ in TABLE} == {each.name for each in OPERATORS}


def test_weights_are_shares_of_the_bugs_that_people_make() -> None:
    shares: dict[Family, float] = defaultdict(float)
    for each in OPERATORS:
        assert each.weight > 0
        shares[each.family] += each.weight
    assert {family: round(share, 6) for family, share in shares.items()} == {
        Family.ARITHMETIC: 0.25,
        Family.CONDITIONS: 0.20,
        Family.NAMES: 0.20,
        Family.CALLS: 0.13,
        Family.INDEXING: 0.12,
        Family.STATEMENTS: 0.10,
    }
    assert sum(shares.values()) == pytest.approx(1)


def test_operators_have_names_of_their_own_and_an_example() -> None:
    assert len({each.name for each in OPERATORS}) == len(OPERATORS)
    for each in OPERATORS:
        assert "`" in (type(each).__doc__ or "")


UNTOUCHED = {
    "docstring": '"""Takes 3 + 4, or True."""\n',
    "docstring of a function": 'def f():\n    """Return 1 + 2."""\n',
    "comment": "x = y  # 3 + 4\n",
    "annotation": "def f(a: Literal[3] | None) -> tuple[int, 4]: ...\n",
    "annotated attribute": "class C:\n    name: Annotated[str, 3]\n",
    "alias of a type": "Pair = tuple[int, int]\nEither = int | str\n",
    "type variable": 'T = TypeVar("T", bound=True)\n',
    "__all__": '__all__ = ["one", "two"]\n',
    "version": '__version__ = "1.2"\n',
    "imports": "from __future__ import annotations\nimport os.path\nfrom os import path as p\n",
    "main block": 'if __name__ == "__main__":\n    main(1 + 2, True)\n',
    "decorator": "@cache(maxsize=128)\ndef f(): ...\n",
    "bases": "class C(Base[3], flag=True): ...\n",
    "format": 'def f(a):\n    print(f"{a:>10}")\n',
}


@pytest.mark.parametrize("what", UNTOUCHED)
def test_what_is_no_place_for_a_bug_is_left_alone(what: str) -> None:
    assert results(UNTOUCHED[what]) == {}


@pytest.mark.parametrize(
    "source",
    [
        'raise ValueError("at least 1 of 2")',
        'if low:\n    raise ValueError(f"{low + 1} is too low, not {high}")',
    ],
)
def test_messages_of_exceptions_are_left_alone(source: str) -> None:
    message = source[source.index("(") :]
    assert all(message in each or "raise" not in each for each in results(body(source)))


NONSENSE = [
    ("return low + 1", "low + 0"),
    ("return low * 2", "low * 1"),
    ("return low // 1", "low // 0"),
    ("return low - high", "low - low"),
    ("return low < high", "low < low"),
    ("return range(1, high)", "range(0, high)"),
    ("return range(low + 1)", "+ 1 + 1"),
    ("return items[low - 1]", "low - 1 + 1"),
    ("return not text", "not not"),
    ("return -1", "-0"),
    ("return low - 1", "- -"),
    ("text = text.strip()", "text = text\n"),
    ("low = high\nreturn low", "low = low\n"),
    ("return text == text.lower()", "text == text\n"),
    ("return low if text else high", "low if text else low"),
]


@pytest.mark.parametrize(("source", "never"), NONSENSE)
def test_nobody_would_write_this(source: str, never: str) -> None:
    found = results(body(source))
    assert found
    assert [each for each in found if never in each] == []


@pytest.mark.parametrize(
    "source",
    [
        "low += 1  # one more\nreturn low",
        "# one more\nlow += 1\nreturn low",
        "if not items:  # nothing to do\n    return 0\nreturn low",
        "if not items:\n    # nothing to do\n    return 0\nreturn low",
    ],
)
def test_no_comment_is_lost_or_left_behind(source: str) -> None:
    comment = next(line for line in source.splitlines() if "#" in line)
    for each in mutations(body(source)):
        assert each.operator not in ("drop_statement", "drop_guard", "swap_statements", "reindent")
        assert comment[comment.index("#") :] in apply_mutations(body(source), [each])


def test_a_variable_is_replaced_by_one_that_has_a_value_there() -> None:
    source = (
        "def f(first, second):\n    if first:\n        inner = 1\n    for each in second:\n        pass\n"
        "    result = first\n    later = 2\n    return later\n"
    )
    replaced = {
        line.split("=")[1].strip()
        for each in results(source, "wrong_variable")
        for line in each.splitlines()
        if line.startswith("    result =")
    }
    assert replaced == {"first", "second"}


def test_a_variable_is_replaced_by_one_of_its_kind() -> None:
    assert set(results(body("return low"), "wrong_variable")) == {body("return high")}
    assert results(body("return table"), "wrong_variable") == {}
