"""Asserts become tests of their own where each means the same alone."""

from __future__ import annotations

import ast
from textwrap import dedent

import pytest

from tracefix_rl.tasks.importers.published.asserts import bodies_of_check, module_text
from tracefix_rl.tasks.importers.published.reading import Unreadable


def divided(body: str, parameter: str = "f", function: str = "f") -> list[str]:
    """The tests that the body of a check is divided into, their statements joined by semicolons."""
    source = f"def check({parameter}):\n" + "".join(
        f"    {line}\n" for line in dedent(body).strip().split("\n")
    )
    check = ast.parse(source).body[0]
    assert isinstance(check, ast.FunctionDef)
    return [dedent(each).replace("\n", "; ") for each in bodies_of_check(source, check, function)]


def test_statements_before_an_assert_come_with_it() -> None:
    body = """
        import math
        assert f(1) == 1
        def g(x):  return x
        assert f(2) == math.sqrt(4)
        big = 9
        assert g(f(big)) == 9
    """
    assert divided(body) == [
        "import math; assert f(1) == 1",
        "import math; def g(x):  return x; assert f(2) == math.sqrt(4)",
        "import math; def g(x):  return x; big = 9; assert g(f(big)) == 9",
    ]


def test_a_statement_with_asserts_in_it_is_one_test() -> None:
    body = """
        assert f(1) == 1
        for i in range(3): assert f(i) == i
        for i in range(9): assert f(-i) == -i
        with open('x') as i: assert f(i)
    """
    assert len(divided(body)) == 4


@pytest.mark.parametrize(
    "body",
    [
        "x = [1]\nassert f(x) == 1\nassert x == [1]",
        "x = [1]\nassert f(x) == 1\nx.append(2)\nassert f(x) == 3",
        "assert (y := f(1)) == 1\nassert f(y) == 1",
        "for i in range(3): assert f(i) == i\nassert i == 2",
        "for i in range(3): assert f(i) == i\nlast = i\nassert f(last) == 2",
        "if not f: return\nassert f(1) == 1\nassert f(2) == 2",
        "global g\nassert f(1) == 1\nassert f(2) == 2",
    ],
)
def test_asserts_that_may_depend_on_each_other_stay_together(body: str) -> None:
    assert divided(body) == [body.replace("\n", "; ")]


def test_what_cannot_fail_or_says_nothing_is_left_out() -> None:
    assert divided("'''Checks.'''\nprint\nassert f(1)\nassert True, 'done'\n...") == ["assert f(1)"]
    assert divided("assert True") == []


def test_the_parameter_is_replaced_by_the_functions_name() -> None:
    assert divided("assert candidate(1) == 'x'", "candidate", "half") == ["assert half(1) == 'x'"]


@pytest.mark.parametrize(
    "line",
    [
        "assert candidate(1) == 'candidate'",
        "assert f'{candidate(1)}' == '1'",
        "assert candidate(1, candidate=2)",
        "assert x.candidate(candidate)",
        "half = candidate(1); assert half == 1",
    ],
)
def test_where_the_name_means_more_the_function_goes_by_it(line: str) -> None:
    assert divided(line, "candidate", "half")[0].startswith("candidate = half; ")


def test_texts_over_several_lines_stay_as_they_are() -> None:
    source = "def check(f):\n  assert f('''a\n  b''') == (\n    1)  # one\n"
    check = ast.parse(source).body[0]
    assert isinstance(check, ast.FunctionDef)
    (body,) = bodies_of_check(source, check, "f")
    assert ast.dump(ast.parse(f"def check(f):\n{body}")) == ast.dump(ast.parse(source))


def test_names_come_from_where_the_program_has_them() -> None:
    program = ast.parse("import math as m, os\nfrom a import b, c\nclass D: pass\nE, F = 1, 2\n")
    module = module_text("it", ["    assert m.pi and b(E) is D and len(max)"], program, ["max = 3"])
    assert module.startswith("import math as m\nfrom a import b\nfrom program import D, E\n\n\nmax = 3\n")


def test_a_name_that_nothing_defines_is_told() -> None:
    with pytest.raises(Unreadable, match="`g`, `h`, which nothing defines"):
        module_text("it", ["    assert h(g)"], ast.parse("def f(): pass"), [])
