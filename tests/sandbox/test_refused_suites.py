"""A suite whose tests could not all be run as they are meant is refused, in words that say what to do."""

from __future__ import annotations

import textwrap

import pytest

from tracefix_rl.sandbox import Sandbox, Suite, SuiteError

SOURCE = """
CASES = [1, 2]
class Base:
    pass
def register(function): return function
def double(x): return 2 * x
testing = True
"""

LOST_TESTS = {
    "a decorated function": (
        "@program.register\ndef test_it(): assert False",
        "test_it is decorated by the module under test",
    ),
    "by what a call returns": (
        "@program.register(3)\ndef test_it(): assert False",
        "test_it is decorated by the module under test",
    ),
    "below a mark": (
        "@pytest.mark.parametrize('x', [1])\n@program.register\ndef test_it(x): assert False",
        "test_it is decorated by the module under test",
    ),
    "above a mark": (
        "@program.register\n@pytest.mark.parametrize('x', [1])\ndef test_it(x): assert False",
        "test_it is decorated by the module under test",
    ),
    "a decorated async function": (
        "@program.register\nasync def test_it(): assert False",
        "test_it is decorated by the module under test",
    ),
    "a decorated class": (
        "@program.register\nclass TestIt:\n    def test_it(self): assert False",
        "TestIt is decorated by the module under test",
    ),
    "a decorated method": (
        "class TestIt:\n    @program.register\n    def test_it(self): assert False",
        "TestIt::test_it is decorated by the module under test",
    ),
    "a decorated static method": (
        "class TestIt:\n    @staticmethod\n    @program.register\n    def test_it(): assert False",
        "TestIt::test_it is decorated by the module under test",
    ),
    "a test inside of a block": (
        "if True:\n    try:\n        @program.register\n        def test_it(): assert False\n    finally: pass",
        "test_it is decorated by the module under test",
    ),
    "a derived class": (
        "class TestIt(program.Base):\n    def test_it(self): assert False",
        "TestIt derives from a class of the module under test",
    ),
    "a decorated TestCase": (
        "import unittest\n@program.register\nclass Sums(unittest.TestCase):\n    def test_it(self): assert False",
        "Sums is decorated by the module under test",
    ),
    "a function that a decorator made an object": (
        "class Wrapper:\n    def __init__(self, function): self.function = function\n"
        "    def __call__(self): self.function()\n"
        "@Wrapper\ndef test_it(): assert False",
        "test_it is no function: a decorator made Wrapper of it",
    ),
    "a class with a constructor": (
        "class TestIt:\n    def __init__(self): self.x = 1\n    def test_it(self): assert False",
        "TestIt has a constructor",
    ),
    "a class that inherits a constructor": (
        "class Base:\n    def __new__(cls): return object.__new__(cls)\n"
        "class TestIt(Base):\n    def test_it(self): assert False",
        "TestIt has a constructor",
    ),
    "an async function": ("async def test_it(): assert False", "test_it is async"),
    "an async generator": ("async def test_it():\n    yield", "test_it is async"),
    "an async method": (
        "class TestIt:\n    async def test_it(self): assert False",
        "TestIt::test_it is async",
    ),
    "an async method of a plain TestCase": (
        "import unittest\nclass TestIt(unittest.TestCase):\n    async def test_it(self): assert False",
        "TestIt::test_it is async",
    ),
    "a generator": ("def test_it():\n    yield", "test_it"),
}


@pytest.mark.parametrize("what", LOST_TESTS)
def test_no_test_is_lost_in_silence(sandbox: Sandbox, what: str) -> None:
    text, reason = LOST_TESTS[what]
    suite = Suite(f"import pytest, program\n{text}\ndef test_other(): pass\n")
    with pytest.raises(SuiteError, match=reason):
        sandbox.run(SOURCE, suite)


@pytest.mark.parametrize(
    "text",
    [
        "from program import testing\ndef test_it(): assert testing",
        "import program\ntest_data = program.double(2)\ndef test_it(): assert test_data == 4",
        "import program\n@program.register\ndef helper(): return 1\ndef test_it(): assert helper() == 1",
        "import program\n@program.register\nclass Helper: pass\ndef test_it(): assert Helper()",
        "import program\ndef test_it():\n    @program.register\n    def test_inner(): return 1\n    assert test_inner() == 1",
        "import program\ndef helper(x: program.Base | None, y: list[program.Base]) -> None: pass\ndef test_it(): helper(None, [])",
        "import pytest\n@pytest.fixture\ndef test_data(): return 1\ndef test_it(test_data): assert test_data == 1",
        "class TestNode:\n    def __init__(self, x): self.x = x\ndef test_it(): assert TestNode(1).x == 1",
        "class Fake:\n    def __init__(self): pass\n    def test_connection(self): return 1\ndef test_it(): Fake()",
        "import functools\n@functools.lru_cache\ndef test_it(): pass",
        "from unittest import mock\n@mock.patch('os.getcwd', lambda: '')\ndef test_it(): pass",
        "class TestHelper:\n    __test__ = False\n    def test_not(self): assert False\ndef test_it(): pass",
    ],
)
def test_what_only_looks_like_a_lost_test_is_none(sandbox: Sandbox, text: str) -> None:
    report = sandbox.run(SOURCE, Suite(text))
    assert list(report.verdicts) == ["test_it"]
    assert report.all_passed, report


@pytest.mark.parametrize(
    "text",
    [
        "LIMIT = program.x + 1",
        "LIMIT = 1 + program.x",
        "LIMIT = -program.x",
        "LIMIT = len(program.CASES)",
        "LIMIT = program.x > 1",
        "LIMIT = program.x == 1",
        "LIMIT = f'{program.x}'",
        "LIMIT = str(program.x)",
        "LIMIT = f'{program.x!r}'",
        "LIMIT = int(program.x)",
        "LIMIT = 1 in program.CASES",
        "LIMIT = list(program.CASES)",
        "LIMIT = isinstance(3, program.Base)",
        "if program.x: LIMIT = 1",
        "with program.opened(): LIMIT = 1",
        "@pytest.mark.parametrize('x', program.CASES)\ndef test_all(x): pass",
        "@pytest.mark.parametrize('x', [program.x], ids=str)\ndef test_all(x): pass",
        "@pytest.mark.skipif(program.x, reason='')\ndef test_all(): pass",
        "@pytest.fixture(params=program.CASES)\ndef given(request): pass\ndef test_all(given): pass",
    ],
)
def test_a_suite_does_not_depend_on_values_while_it_is_collected(sandbox: Sandbox, text: str) -> None:
    suite = Suite(f"import pytest, program\n{text}\ndef test_it(): pass\n")
    with pytest.raises(
        SuiteError, match="cannot depend on values of the code under test while it is collected"
    ):
        sandbox.run(SOURCE, suite)


@pytest.mark.parametrize(
    "text",
    [
        "pytest.skip('not here', allow_module_level=True)",
        "pytest.importorskip('nothing_of_that_name')",
        "raise unittest.SkipTest('not here')",
    ],
)
def test_a_suite_that_skips_itself_is_called_that(sandbox: Sandbox, text: str) -> None:
    suite = Suite(f"import pytest, unittest\n{text}\ndef test_it(): pass\n")
    with pytest.raises(SuiteError, match=r"the suite skips itself.*(not here|nothing_of_that_name)"):
        sandbox.run(SOURCE, suite)


def test_a_suite_whose_marks_leave_no_test_is_called_that(sandbox: Sandbox) -> None:
    text = """
    import pytest, unittest
    @pytest.mark.skip
    def test_skipped(): pass
    @pytest.mark.xfail
    def test_expected_to_fail(): pass
    @pytest.mark.parametrize("x", [])
    def test_without_values(x): pass
    class TestIt(unittest.TestCase):
        @unittest.skip("")
        def test_skipped(self): pass
    """
    with pytest.raises(SuiteError, match="no tests left: its marks take out all 4"):
        sandbox.run(SOURCE, Suite(textwrap.dedent(text)))


def test_a_mark_that_means_nothing_is_our_error(sandbox: Sandbox) -> None:
    text = "import pytest\n@pytest.mark.filterwarnings('nonsense')\ndef test_it(): pass\n"
    with pytest.raises(SuiteError, match="nonsense"):
        sandbox.run(SOURCE, Suite(text))


@pytest.mark.parametrize("body", ["return 1 / 0", "raise SystemExit", "return 3"])
def test_an_exception_of_the_suite_that_has_no_text(sandbox: Sandbox, body: str) -> None:
    text = f"class Broken(Exception):\n    def __str__(self): {body}\nraise Broken\ndef test_it(): pass\n"
    with pytest.raises(SuiteError, match="Broken, whose text cannot be read"):
        sandbox.run(SOURCE, Suite(text))


@pytest.mark.parametrize("count", ["1", "3"])
def test_a_number_of_cases_that_changes_makes_no_other_case_pass(sandbox: Sandbox, count: str) -> None:
    text = """
    import pytest, program
    def cases():
        try: return list(program.CASES)
        except Exception: return [0, 0]
    @pytest.mark.parametrize("x", cases())
    def test_it(x): assert x == 1
    """
    report = sandbox.run(f"CASES = [2] * {count}", Suite(textwrap.dedent(text)))
    assert len(report.tests) == 2
    assert report.passed == 0
