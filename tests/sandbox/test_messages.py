"""Every failure gets a message, whatever the code under test made its exceptions of."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracefix_rl.sandbox import Sandbox, Suite, TestReport, Verdict
from tracefix_rl.sandbox.suites.failure import Failure, FailureWriter
from tracefix_rl.sandbox.suites.wording import MAX_MESSAGE, tidy

SUITE = Suite("from program import f\ndef test_it(): f()\ndef test_other(): pass\n")
WRITER = FailureWriter(SUITE, "x = 1\ny = 2\n")


def failure_of(sandbox: Sandbox, source: str) -> TestReport:
    """The report of a test that calls `f`."""
    failed, other = sandbox.run(source, SUITE).tests
    assert failed.verdict is Verdict.FAILED
    assert other.verdict is Verdict.PASSED
    return failed


HOSTILE = """
calls = 0
class Hostile(Exception):
    def __str__(self):
        global calls
        calls += 1
        if calls > FIRST: LEAVE
        return "text"
    __repr__ = __str__
    __hash__ = object.__hash__
"""

RAISED = {
    "an exception": "raise Hostile",
    "an argument": "raise ValueError(Hostile())",
    "an argument that is shown by repr": "raise KeyError(Hostile())",
    "a cause": "raise ValueError from Hostile()",
    "a message of a SyntaxError": "raise SyntaxError(Hostile())",
    "a member of a group": "raise ExceptionGroup('', [ValueError(Hostile())])",
    "an exit": "raise SystemExit(Hostile())",
}


@pytest.mark.parametrize("raised", RAISED)
@pytest.mark.parametrize(
    "leave", ["raise SystemExit", "raise ValueError", "import os; os._exit(1)", "return 3"]
)
@pytest.mark.parametrize("first", range(3))
def test_a_text_that_breaks_its_reader(sandbox: Sandbox, raised: str, leave: str, first: int) -> None:
    source = HOSTILE.replace("FIRST", str(first)).replace("LEAVE", leave)
    report = failure_of(sandbox, f"{source}\ndef f():\n    {RAISED[raised]}\n")
    assert report.message


@pytest.mark.parametrize("line", ["type('Line', (), {})()", "b'1'", "'1'", "10**30", "True", "1.0"])
@pytest.mark.parametrize("where", ["when called", "when loaded"])
def test_a_syntax_error_without_a_place_does_not_cross(sandbox: Sandbox, line: str, where: str) -> None:
    error = f"SyntaxError('wrong', ('program.py', {line}, 1, 'text'))"
    source = f"def f():\n    raise {error}\n" if where == "when called" else f"raise {error}\n"
    report = sandbox.run(source, SUITE).tests[0]
    assert report.verdict is Verdict.ERROR
    assert "a SyntaxError of a place that is none cannot cross" in report.message


@pytest.mark.parametrize("line", ["-1", "0", "None", "9"])
@pytest.mark.parametrize("where", ["when called", "when loaded"])
def test_a_syntax_error_may_say_any_line(sandbox: Sandbox, line: str, where: str) -> None:
    error = f"SyntaxError('wrong', ('program.py', {line}, 1, 'text'))"
    if where == "when called":
        report = failure_of(sandbox, f"def f():\n    raise {error}\n")
        assert report.line == 2
    else:
        (report, _) = sandbox.run(f"\nraise {error}\n", SUITE).tests
        assert report.line == 2
    assert "SyntaxError: wrong" in report.message


anything = st.one_of(
    st.none(), st.booleans(), st.integers(), st.floats(), st.text(), st.binary(), st.builds(object)
)


@given(
    anything,
    anything,
    anything,
    st.lists(st.tuples(st.integers(), st.text())),
    st.one_of(anything, st.lists(anything)),
)
def test_whatever_an_exception_holds_it_is_described(
    message: Any, line: Any, file: Any, frames: list[tuple[int, str]], notes: Any
) -> None:
    error = SyntaxError(message)
    error.lineno, error.filename = line, file or "program.py"
    error.__dict__.update(_frames_under_test=[list(frame) for frame in frames], __notes__=notes)
    failure = WRITER.describe(error)
    assert failure.message
    assert failure.line is None or (type(failure.line) is int and 1 <= failure.line <= 2)


def test_a_line_is_one_of_the_source() -> None:
    error = SyntaxError("wrong", ("program.py", 2, 1, ""))
    assert WRITER.describe(error) == Failure("program.py:2: SyntaxError: wrong\n    y = 2", 2)
    error.lineno = 3
    assert WRITER.describe(error) == Failure("SyntaxError: wrong (program.py, line 3)")


@pytest.mark.parametrize("leave", ["def f(): raise SystemExit(TEXT)", "raise SystemExit(TEXT)"])
def test_the_reason_of_an_end_is_as_tidy_as_any_message(sandbox: Sandbox, leave: str) -> None:
    text = "'\\x1b[2J\\ud800' + 'y' * 100_000"
    report = sandbox.run(leave.replace("TEXT", text), SUITE)
    message = report.tests[0].message
    assert r"SystemExit: \x1b[2J\ud800yyy" in message
    assert len(message) < MAX_MESSAGE + 100
    assert "characters left out" in message


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a" + " " * 1_000_000, "a"),
        ("a" + " \t" * 1_000_000 + "\nb ", "a\nb"),
        (" \n" * 20, "\n" * 20),
        ("a\r\nb\rc", "a\nb\\rc"),
        ("<A object at 0x7f00>", "<A object>"),
    ],
)
def test_what_does_not_matter_is_left_out(text: str, expected: str) -> None:
    assert tidy(text) == expected


def test_the_middle_of_a_long_text_is_left_out() -> None:
    text = tidy("a" * 2_000_000 + "z")
    assert text.startswith("a" * 1_500 + "\n[1,997,001 characters left out]\n")
    assert text.endswith("az")


def test_a_failure_is_tidy() -> None:
    assert Failure("\x1b \n").message == "\\x1b\n"


MESSAGES = {
    "an exception of its own that derives from SyntaxError": (
        "class ParseError(SyntaxError): pass\ndef f(): raise ParseError('bad token')",
        ["ParseError: bad token"],
        2,
    ),
    "an error in another text": (
        "x = 1\ndef f(): compile('a b', 'conf', 'exec')",
        ["program.py:2: in f", "SyntaxError: invalid syntax (conf, line 1)"],
        2,
    ),
    "a file": (
        "def f(): open('/nothing/here')",
        ["FileNotFoundError: [Errno 2] No such file or directory: '/nothing/here'"],
        1,
    ),
    "a group": (
        "def f(): raise ExceptionGroup('both', [ValueError('one'), KeyError('two')])",
        ["ExceptionGroup: both (2 sub-exceptions)\n  ValueError: one\n  KeyError: 'two'"],
        1,
    ),
    "line ends that are none": (
        "a = '\x0b\x0c\x1c\x85\u2028'\n\x0c\ndef f():\n    return 1 / 0",
        ["program.py:4: in f\n    return 1 / 0\n"],
        4,
    ),
    "line ends of all kinds": (
        "a = 1\r\nb = 2\rdef f():\n    return 1 / 0",
        ["program.py:4: in f\n    return 1 / 0\n"],
        4,
    ),
    "a byte order mark": (
        "\ufeffdef f(): return 1 / 0",
        ["program.py:1: in f\n    def f(): return 1 / 0\n"],
        1,
    ),
    "a long name": (
        "def f(): raise type('N' * 100_000, (Exception,), {})('text')",
        ["N" * 200 + ": text"],
        1,
    ),
}


@pytest.mark.parametrize("what", MESSAGES)
def test_a_message_says_what_happened(sandbox: Sandbox, what: str) -> None:
    source, parts, line = MESSAGES[what]
    report = failure_of(sandbox, source)
    assert [part for part in parts if part not in report.message] == [], report.message
    assert report.line == line


SUITES = {
    "notes": (
        "def test_it():\n    error = ValueError('no')\n    error.add_note('remember')\n    raise error",
        "ValueError: no\nremember",
    ),
    "many notes": (
        "def test_it():\n    error = ValueError('no')\n    for n in range(99): error.add_note(f'note {n}')\n    raise error",
        "note 4",
    ),
    "a large group": (
        "def test_it(): raise ExceptionGroup('all', [ValueError(str(n)) for n in range(9)])",
        "  ValueError: 4\n  and 4 more",
    ),
    "an unknown fixture": (
        "def test_it(nothing_of_that_name): pass",
        "fixture 'nothing_of_that_name' not found\n available fixtures: ",
    ),
    "a test that skips itself": (
        "import pytest\ndef test_it(): pytest.skip('not now')",
        "a test that skips itself while it runs has not passed: not now",
    ),
    "a TestCase that skips itself": (
        "import unittest\nclass TestIt(unittest.TestCase):\n    def test_it(self): self.skipTest('not now')",
        "a test that skips itself while it runs has not passed: not now",
    ),
    "a test that raises SkipTest": (
        "import unittest\ndef test_it(): raise unittest.SkipTest('not now')",
        "a test that skips itself while it runs has not passed: not now",
    ),
    "a test that gives itself up": (
        "import pytest\ndef test_it(): pytest.xfail('not now')",
        "a test that gives itself up while it runs has not passed: not now",
    ),
    "subtests": (
        "def test_it(subtests):\n    for n in range(3):\n        with subtests.test(n=n):\n            assert n == 1",
        "(2 sub-exceptions)\n  >   assert n == 1\n  AssertionError: assert 0 == 1\n  >   assert n == 1\n  AssertionError: assert 2 == 1",
    ),
    "a returned coroutine": (
        "import program\ndef test_it(): return program.later()",
        "returned a coroutine, which nobody awaits; call asyncio.run",
    ),
    "an exception without a text": (
        "class Broken(Exception):\n    def __str__(self): return 3\ndef test_it(): raise Broken",
        "Broken",
    ),
}


@pytest.mark.parametrize("what", SUITES)
def test_a_message_of_the_tests_own(sandbox: Sandbox, what: str) -> None:
    text, part = SUITES[what]
    (report,) = sandbox.run("async def later(): pass", Suite(text)).tests
    assert report.verdict in (Verdict.FAILED, Verdict.ERROR)
    assert part in report.message
    assert "note 5" not in report.message
