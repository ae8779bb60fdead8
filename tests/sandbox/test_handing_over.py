"""What a test hands over beside plain data."""

from __future__ import annotations

import pytest
from kinds import assert_as_in_one_process

from tracefix_rl.sandbox import Sandbox, Suite, Verdict

HANDED = {
    "static methods as patches": """
        patch = pytest.MonkeyPatch()
        patch.setattr(program.Stat, 'unit', staticmethod(lambda: 'm'))
        assert program.Stat().use() == 'm'
        assert program.Stat.unit() == 'm'
        patch.undo()
        assert program.Stat().use() == 'cm'
    """,
    "iterators": """
        assert program.it2(itertools.count(5)) == [5, 6]
        assert program.it2(itertools.cycle('ab')) == ['a', 'b']
        assert program.it2(map(str, [1, 2])) == ['1', '2']
        assert program.it2(zip([1, 2], [3, 4])) == [(1, 3), (2, 4)]
        assert program.it2(iter({1: 2, 3: 4}.items())) == [(1, 2), (3, 4)]
    """,
    "sentinels": """
        o = object()
        assert program.same(o) is o
        assert program.same([o])[0] is o
    """,
    "namespaces": """
        assert program.ns(types.SimpleNamespace(a=3)) == 3
    """,
    "keys from comparisons": """
        assert program.srt(functools.cmp_to_key(lambda a, b: b - a), [1, 3, 2]) == [3, 2, 1]
    """,
}


@pytest.mark.parametrize("what", HANDED)
def test_it_is_as_in_one_process(sandbox: Sandbox, what: str) -> None:
    assert_as_in_one_process(sandbox, HANDED[what])


def test_what_could_not_cross_leaves_nothing_behind(sandbox: Sandbox) -> None:
    """A class is told once; told in a message that is never sent, it was not told."""
    source = """
def use(make):
    try: make()
    except Exception as error: return str(error)
def show(thing): return thing.name
"""
    tests = """
import pathlib, program
class Fake: name = "fake"
def test_first(): program.use(lambda: [Fake(), pathlib.Path("x")])
def test_second(): assert program.show(Fake()) == "fake"
class Other: name = "other"
def raising(): raise ValueError(Other(), pathlib.Path("x"))
def test_third(): assert program.use(raising) and program.show(Other()) == "other"
"""
    report = sandbox.run(source, Suite(tests))
    assert [test.verdict for test in report.tests] == [Verdict.ERROR, Verdict.PASSED, Verdict.PASSED]
    assert "PosixPath" in report.tests[0].message
