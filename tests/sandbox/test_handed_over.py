"""What a test hands over, as honest code under test uses it; and what is refused, by name."""

from __future__ import annotations

import textwrap

import pytest
from kinds import assert_as_in_one_process

from tracefix_rl.sandbox import Sandbox, Suite, Verdict

WORKING = {
    "a decorator that wraps": (
        """
        import functools
        def traced(function):
            @functools.wraps(function)
            def inner(*args): return function(*args)
            return inner
        """,
        """
        @program.traced
        def double(x):
            "Twice."
            return 2 * x
        assert double(2) == 4 and (double.__name__, double.__doc__) == ("double", "Twice.")
        assert double.__module__ == __name__
        """,
    ),
    "names that are not there": (
        """
        def look(function, fake):
            return [
                hasattr(function, "__wrapped__"), hasattr(function, "__self__"), hasattr(fake, "nothing"),
                getattr(function, "__closure__", "closed"), getattr(fake, "_nothing", "none"), hasattr(fake, "__dict__"),
            ]
        """,
        """
        class Fake: pass
        assert program.look(lambda: 1, Fake()) == [False, False, False, "closed", "none", False]
        """,
    ),
    "a fake's private names": (
        """
        def use(fake):
            fake._count += 1
            return fake._next(), fake._count
        """,
        """
        class Fake:
            _count = 0
            def __init__(self): self._value = 5
            def _next(self): return self._value
        fake = Fake()
        assert program.use(fake) == (5, 1) and fake._count == 1
        """,
    ),
    "functions of the library": (
        "def fold(function, *args): return function(*args)",
        """
        import math, operator, statistics, string
        assert program.fold(operator.pow, 2, 10) == 1024 and program.fold(math.comb, 5, 2) == 10
        assert program.fold(statistics.mean, [1, 3]) == 2 and program.fold(string.capwords, "a b") == "A B"
        assert program.fold(str.upper, "x") == "X" and program.fold("-".join, ["a", "b"]) == "a-b"
        assert program.fold(dict.fromkeys, "ab") == {"a": None, "b": None} and program.fold(sum, [1, 2]) == 3
        assert program.fold({"a": 1}.get, "a") == 1 and program.fold((1, 2).index, 2) == 1
        """,
    ),
    "operators of an enum of the test": (
        """
        def calculate(level):
            return level * 1_000_000, level ** 2, 2 ** level, level << 3, level % 2, f"{level:>4}", round(level, 1), "ab" * level
        """,
        """
        import enum
        class Level(enum.IntEnum):
            HIGH = 3
        assert program.calculate(Level.HIGH) == (3_000_000, 9, 8, 24, 1, "   3", 3, "ababab")
        """,
    ),
    "operators of a fake": (
        "def price(money): return (money * 1_000_000).amount, (1_000_000 * money).amount",
        """
        class Money:
            def __init__(self, amount): self.amount = amount
            def __mul__(self, factor): return Money(self.amount * factor)
            __rmul__ = __mul__
        assert program.price(Money(2)) == (2_000_000, 2_000_000)
        """,
    ),
    "an assertion in a callback": (
        """
        def call(callback):
            try:
                callback()
            except ValueError:
                return "not this one"
        """,
        """
        def callback():
            value = 1
            assert value == 42, "the reason"
        with pytest.raises(AssertionError, match="the reason") as caught: program.call(callback)
        assert "42" in str(caught.value)
        """,
    ),
}


@pytest.mark.parametrize("what", WORKING)
def test_it_works_as_in_one_process(sandbox: Sandbox, what: str) -> None:
    source, use = map(_dedented, WORKING[what])
    body = "\n".join(f"    {line}" for line in use.splitlines())
    report = sandbox.run(source, Suite(f"import pytest\nimport program\ndef test_it():\n{body}\n"))
    assert report.all_passed, report


def _dedented(text: str) -> str:
    return textwrap.dedent(text).strip()


REFUSED = {
    "a path that a callback returns": ("callback()", "lambda: pathlib.Path('x')", "PosixPath"),
    "an error that a callback raises": ("callback()", "fail", "Unfit"),
    "a file of a fake": ("callback.file", "Fake()", "TextIOWrapper"),
    "a long range": ("callback()", "lambda: range(10**7)", "range"),
}


@pytest.mark.parametrize("what", REFUSED)
def test_what_is_refused_is_seen_where_the_code_under_test_swallows_it(sandbox: Sandbox, what: str) -> None:
    use, handed, name = REFUSED[what]
    source = f"def swallow(callback):\n    try:\n        {use}\n    except BaseException: pass\n    return 'swallowed'\n"
    suite = Suite(f"""
import email.errors, enum, pathlib, sys
import program
class Unfit(email.errors.MessageError): __module__ = "elsewhere"
class Fake: file = sys.__stdout__
def fail(): raise Unfit
def test_it(): assert program.swallow({handed}) == 'swallowed'
def test_next(): assert program.swallow(lambda: 1) == 'swallowed'
""")
    report = sandbox.run(source, suite)
    assert [test.verdict for test in report.tests] == [Verdict.ERROR, Verdict.PASSED], report
    assert name in report.tests[0].message


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
