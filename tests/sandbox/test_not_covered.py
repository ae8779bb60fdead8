"""What is not as in one process: it behaves as docs/sandbox.md says."""

from __future__ import annotations

import textwrap

import pytest
from kinds import SOURCE

from tracefix_rl.sandbox import Sandbox, Suite, Verdict

BEHAVIOUR = {
    "a list of its own equals no plain list": """
        stack = program.Stack([1])
        assert stack != [1] and list(stack) == [1]
    """,
    "a mapping of its own equals no plain one": """
        table = program.UD(a=1)
        assert table != {"a": 1} and dict(table) == {"a": 1}
    """,
    "an equality of its own is between mirrors": """
        vector = program.EqVec(1)
        assert vector == program.EqVec(2) and vector != (1,) and not isinstance(vector, tuple)
    """,
    "what a test keeps of what it handed over": """
        mine = [1]
        account = program.Acc()
        account.entries = mine
        mine.append(2)
        assert account.entries == [1]
    """,
    "what a method returns": """
        found = program.config()
        found["debug"] = 1
        assert program.config()["debug"] is False
    """,
    "what is read from a fake": """
        class Fake: entries = [1]
        fake = Fake()
        program.extend(fake)
        assert fake.entries == [1]
    """,
    "more than 1,000 items": """
        program.LARGE.append(1)
        assert len(program.LARGE) == 1_001 and program.LARGE is not program.LARGE
    """,
    "changed by more than 64 KiB": """
        account = program.Acc()
        entries = account.entries
        entries.append("x" * 70_000)
        assert len(account.entries) == 1
        entries.append("y")
        assert len(account.entries) == 1
    """,
    "read before a hundred others": """
        first = program.Acc()
        forgotten = first.entries
        for _ in range(100): program.Acc().entries
        forgotten.append(1)
        assert first.entries == []
    """,
    "warnings as errors": """
        with warnings.catch_warnings():
            warnings.simplefilter("error")
            with pytest.raises(UserWarning): program.warn_and_count()
        assert program.counted == 1
    """,
    "other bases of an exception": """
        with pytest.raises(program.Mixed2) as caught: program.raise_(program.Mixed2())
        assert isinstance(caught.value, ValueError) and not isinstance(caught.value, program.Mixin)
    """,
}

_MORE = """
LARGE = [0] * 1_001
def extend(fake): fake.entries.append(2)
counted = 0
def warn_and_count():
    global counted
    warnings.warn("first")
    counted += 1
class Mixed2(Mixin, ValueError): pass
"""


@pytest.mark.parametrize("what", BEHAVIOUR)
def test_it_behaves_as_said(sandbox: Sandbox, what: str) -> None:
    body = textwrap.indent(textwrap.dedent(BEHAVIOUR[what]), "    ")
    report = sandbox.run(
        SOURCE + _MORE, Suite(f"import warnings\nimport pytest\nimport program\ndef test_it():{body}")
    )
    assert report.all_passed, report.tests[0].message


@pytest.mark.parametrize("kind", ["KeyboardInterrupt", "GeneratorExit", "BaseException", "End"])
def test_what_is_no_ordinary_exception_fails_the_test(sandbox: Sandbox, kind: str) -> None:
    source = f"class End(BaseException): pass\ndef end(): raise {kind}\n"
    suite = Suite(
        "import pytest, program\n"
        "def test_caught():\n    with pytest.raises(BaseException): program.end()\n"
        "def test_not_caught(): program.end()\n"
    )
    assert [test.verdict for test in sandbox.run(source, suite).tests] == [Verdict.FAILED] * 2


NAMED = {
    "a coroutine of the test": (
        "def go(x): return 1",
        "async def own(): pass\n        own = own(); own.close(); program.go(own)",
        "coroutine",
    ),
    "a class derived from one of the module": (
        "class Base: pass",
        "type('Own', (program.Base,), {})",
        "deriving",
    ),
    "a path": ("def go(x): return 1", "import pathlib; program.go(pathlib.Path('x'))", "PosixPath"),
    "a module": ("def go(x): return 1", "import os; program.go(os)", "module os"),
    "a thread": ("def go(x): return 1", "import threading; program.go(threading.Thread())", "Thread"),
    "a mock": ("def go(x): return 1", "import unittest.mock; program.go(unittest.mock.Mock())", "Mock"),
    "a powerful function": ("def go(x): return 1", "import os; program.go(os.system)", "system"),
    "a value that is too deep": (
        "def go(n):\n    value = ()\n    for _ in range(n): value = (value,)\n    return value",
        "program.go(100)",
        "nested",
    ),
}


@pytest.mark.parametrize("what", NAMED)
def test_what_cannot_cross_is_named(sandbox: Sandbox, what: str) -> None:
    source, use, name = NAMED[what]
    suite = Suite(f"import program\ndef test_it():\n    try:\n        {use}\n    except ValueError: pass\n")
    report = sandbox.run(source, suite)
    assert report.tests[0].verdict in (Verdict.ERROR, Verdict.FAILED)
    assert name in report.tests[0].message
