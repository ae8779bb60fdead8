"""What is shared counts each time: a short message cannot describe a value that no machine could work through."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from tracefix_rl.sandbox import Sandbox, Suite, Verdict
from tracefix_rl.sandbox.codec import CodecError, Memo
from tracefix_rl.sandbox.expansion import check_expansion


def weighed(value: Any) -> None:
    """Check `value` as one end does before it sends it."""
    memo = Memo()
    memo.shares = True
    check_expansion(memo, value)


def circle() -> Any:
    inner: list[Any] = []
    inner.append(inner)
    return inner


def family(children: int) -> Any:
    """A tree whose nodes know their parents."""
    root: dict[str, Any] = {"parent": None, "children": []}
    for _ in range(children):
        child: dict[str, Any] = {"parent": root, "children": []}
        child["children"] = [{"parent": child, "children": []} for _ in range(3)]
        root["children"].append(child)
    return root


def ring(length: int) -> Any:
    """A list linked in both directions."""
    nodes: list[dict[str, Any]] = [{} for _ in range(length)]
    for index, node in enumerate(nodes):
        node |= {"next": nodes[(index + 1) % length], "previous": nodes[index - 1]}
    return nodes[0]


def complete(size: int) -> Any:
    """Lists of which each holds all."""
    lists: list[list[Any]] = [[] for _ in range(size)]
    for each in lists:
        each.extend(lists)
    return lists


def tower(height: int) -> Any:
    """Lists of which each is a thousand times the one below."""
    value: list[Any] = ["x" * 10_000]
    for _ in range(height):
        value = [value] * 1000
    return value


def backwards(length: int) -> Any:
    """Lists inside one another that lead back to all around them: small only when seen from the outermost."""
    lists: list[list[Any]] = [[] for _ in range(length)]
    for index, each in enumerate(lists):
        each.extend([*lists[index + 1 : index + 2], *lists[:index]])
    return lists


ORDINARY: dict[str, Callable[[], Any]] = {
    "a circle": circle,
    "a family": lambda: family(300),
    "a linked list": lambda: ring(15),
    "a few that know one another": lambda: complete(5),
    "a way back to everything, seen from outside": lambda: backwards(50)[0],
    "rows that are one row": lambda: [list(range(500))] * 500,
    "an exception that holds what holds it": lambda: (lambda items: items.append(ValueError(items)) or items)(
        []
    ),  # type: ignore[func-returns-value]
}
HUGE: dict[str, Callable[[], Any]] = {
    "a tower": lambda: tower(4),
    "text in a tower": lambda: tower(2),
    "a tower in an exception": lambda: ValueError(tower(4)),
    "a tower of dictionaries": lambda: {n: {m: [tower(2)] * 9 for m in range(9)} for n in range(9)},
    "all that know one another": lambda: complete(12),
    "a way back to everything": lambda: backwards(50),
    "integers of many digits": lambda: [[1 << 200_000] * 900] * 900,
}


@pytest.mark.parametrize("value", ORDINARY)
def test_ordinary_values_that_share_are_fine(value: str) -> None:
    weighed(ORDINARY[value]())


@pytest.mark.parametrize("value", HUGE)
def test_a_value_that_is_huge_when_written_out_is_refused(value: str) -> None:
    with pytest.raises(CodecError, match=r"shared|deep"):
        weighed(HUGE[value]())


def test_honest_code_is_told_what_cannot_cross(sandbox: Sandbox) -> None:
    source = (
        "def tower():\n    value = ['x']\n    for _ in range(4): value = [value] * 1000\n    return value\n"
    )
    report = sandbox.run(source, Suite("from program import tower\ndef test_it(): assert tower() == 0\n"))
    assert report.tests[0].verdict is Verdict.ERROR
    assert "shared" in report.tests[0].message


def test_circles_and_shared_rows_cross(sandbox: Sandbox) -> None:
    source = (
        "def same(value): return value\n"
        "def family():\n"
        "    root = {'children': []}\n"
        "    root['children'] = [{'parent': root} for _ in range(100)]\n"
        "    return root\n"
    )
    suite = Suite(
        "from program import family, same\n"
        "def test_it():\n"
        "    root = family()\n"
        "    assert all(child['parent'] is root for child in root['children'])\n"
        "    rows = [[1, 2, 3]] * 200\n"
        "    assert same(rows) is rows\n"
    )
    report = sandbox.run(source, suite)
    assert report.all_passed, report
