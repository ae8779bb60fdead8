"""What a bug is, told from the code before and after it."""

from __future__ import annotations

import pytest

from tracefix_rl.tasks import Family
from tracefix_rl.tasks.importers.flaws.families import family_of

PROGRAM = "def f(a, b, c):\n    if a:\n        b = c\n    {}\n    return b\n"


@pytest.mark.parametrize(
    ("solution", "buggy", "family", "kind"),
    [
        ("b = a + 1", "b = a - 1", Family.ARITHMETIC, "wrong operator"),
        ("b += a", "b -= a", Family.ARITHMETIC, "wrong operator"),
        ("b = -a", "b = +a", Family.ARITHMETIC, "wrong operator"),
        ("b = 1", "b = 2", Family.ARITHMETIC, "wrong number"),
        ("b = a - c - 1", "b = a - c", Family.ARITHMETIC, "missing term"),
        ("b = a", "b = a * 2", Family.ARITHMETIC, "extra term"),
        ("b = -a", "b = a", Family.ARITHMETIC, "missing term"),
        ("b = [a]", "b = []", Family.ARITHMETIC, "wrong expression"),
        ("b = a < c", "b = a <= c", Family.CONDITIONS, "wrong comparison"),
        ("b = a and c", "b = a or c", Family.CONDITIONS, "wrong boolean operator"),
        ("b = a and c", "b = a", Family.CONDITIONS, "missing clause"),
        ("b = a and b and c", "b = a and c", Family.CONDITIONS, "missing clause"),
        ("b = a", "b = a or c", Family.CONDITIONS, "extra clause"),
        ("b = not a", "b = a", Family.CONDITIONS, "missing negation"),
        ("b = a == c", "b = c > a", Family.CONDITIONS, "wrong condition"),
        ("while a: pass", "while True: pass", Family.CONDITIONS, "wrong condition"),
        ("if a: return 1", "", Family.CONDITIONS, "missing branch"),
        ("b = a", "b = c", Family.NAMES, "wrong variable"),
        ("b = min(a)", "b = max(a)", Family.NAMES, "wrong function"),
        ("b = a.left", "b = a.right", Family.NAMES, "wrong attribute"),
        ("b = 'x'", "b = 'y'", Family.NAMES, "wrong constant"),
        ("b = True", "b = 1", Family.NAMES, "wrong constant"),
        ("b = f(a, c)", "b = f(c, a)", Family.CALLS, "swapped arguments"),
        ("b = f(a, c)", "b = f(a)", Family.CALLS, "missing argument"),
        ("b = f(a)", "b = f(a, key=c)", Family.CALLS, "extra argument"),
        ("b = abs(a)", "b = a", Family.CALLS, "missing call"),
        ("b = list(set(a))", "b = a", Family.CALLS, "missing call"),
        ("b = a.lower()", "b = a", Family.CALLS, "missing call"),
        ("b = a", "b = f(a)", Family.CALLS, "extra call"),
        ("b = a[1]", "b = a[2]", Family.INDEXING, "wrong bound"),
        ("b = a[c:]", "b = a", Family.INDEXING, "missing index"),
        ("b = a[c - 1]", "b = a[c]", Family.INDEXING, "wrong bound"),
        ("b = range(a + 1)", "b = range(a)", Family.INDEXING, "wrong bound"),
        ("b = range(a)", "b = range(1, a)", Family.INDEXING, "wrong bound"),
        ("b = 1; c = 2", "b = 1", Family.STATEMENTS, "missing statement"),
        ("b = 1", "b = 1; b = 2", Family.STATEMENTS, "extra statement"),
        ("b = 1", "f(1)", Family.STATEMENTS, "wrong statement"),
    ],
)
def test_a_bug_is_told_from_what_it_changed(solution: str, buggy: str, family: Family, kind: str) -> None:
    defect = family_of(PROGRAM.format(solution), PROGRAM.format(buggy))
    assert (defect.family, defect.kind) == (family, kind)


def test_of_several_statements_the_first_is_judged() -> None:
    buggy = PROGRAM.format("pass").replace("if a", "if not a").replace("return b", "return a")
    assert family_of(PROGRAM.format("pass"), buggy).kind == "extra negation"


def test_a_default_is_of_calls() -> None:
    defect = family_of("def f(a, b=1): pass", "def f(a): pass")
    assert (defect.family, defect.kind) == (Family.CALLS, "wrong parameter")
