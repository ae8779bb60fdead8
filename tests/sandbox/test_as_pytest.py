"""What passes here passes under pytest, and what fails there fails here: both run the same suites."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections import Counter

import pytest

from tracefix_rl.sandbox import Sandbox, Suite, Verdict

SOURCE = """
import asyncio

def double(x): return 2 * x
async def later(x): return 2 * x
LIMIT = 4
class Wrong(Exception): pass
"""

SUITES = {
    "a_test_case": """
import unittest
import program

class TestDouble(unittest.TestCase):
    def setUp(self): self.given = 2
    def test_equal(self): self.assertEqual(program.double(self.given), 4)
    def test_different(self): self.assertEqual(program.double(self.given), 5)
    def test_an_error(self): program.double()
    def test_raises(self):
        with self.assertRaises(TypeError): program.double()
    def test_does_not_raise(self):
        with self.assertRaises(TypeError): program.double(1)
    def test_subtests_pass(self):
        for n in range(3):
            with self.subTest(n=n): self.assertEqual(program.double(n), 2 * n)
    def test_one_subtest_fails(self):
        for n in range(3):
            with self.subTest(n=n): self.assertEqual(program.double(n), 2)
    def test_skips_itself(self): self.skipTest("not now")
    def test_a_subtest_skips_itself(self):
        with self.subTest(): self.skipTest("not now")
    def test_a_cleanup_fails(self): self.addCleanup(lambda: 1 / 0)
    def test_asserts(self): assert program.double(1) == 3

class TestTearDown(unittest.TestCase):
    def tearDown(self): assert program.double(1) == 3
    def test_passes(self): pass
    def test_fails(self): self.fail()

class TestSetUp(unittest.TestCase):
    def setUp(self): assert program.double(1) == 3
    def test_passes(self): pass

class TestSetUpClass(unittest.TestCase):
    @classmethod
    def setUpClass(cls): raise ValueError
    def test_passes(self): pass

class TestTearDownClass(unittest.TestCase):
    @classmethod
    def tearDownClass(cls): raise ValueError
    def test_first(self): pass
    def test_last(self): pass

class TestClassCleanup(unittest.TestCase):
    @classmethod
    def setUpClass(cls): cls.addClassCleanup(lambda: 1 / 0)
    def test_passes(self): pass

class Sums(unittest.TestCase):
    def runTest(self): self.assertEqual(program.double(2), 5)
""",
    "an_async_test_case": """
import unittest
import program

class TestLater(unittest.IsolatedAsyncioTestCase):
    async def asyncSetUp(self): self.value = await program.later(2)
    async def test_equal(self): self.assertEqual(self.value, 4)
    async def test_different(self): self.assertEqual(self.value, await program.later(1))
    def test_plain(self): assert self.value == 5
""",
    "marks_of_unittest": """
import unittest

class TestSome(unittest.TestCase):
    def test_counts(self): pass
    @unittest.skip("not now")
    def test_skipped(self): pass
    @unittest.skipIf(True, "not now")
    def test_skipped_if(self): pass
    @unittest.expectedFailure
    def test_expected_to_fail(self): self.fail()

@unittest.skip("none of them")
class TestNone(unittest.TestCase):
    def test_skipped(self): pass

@unittest.skip("not now")
def test_skipped(): pass
""",
    "subtests": """
import program

def test_pass(subtests):
    for n in range(3):
        with subtests.test(n=n): assert program.double(n) == 2 * n
def test_one_fails(subtests):
    for n in range(3):
        with subtests.test("doubled", n=n): assert program.double(n) == 2
def test_what_follows_runs(subtests):
    with subtests.test(): pass
    assert program.double(1) == 3
def test_an_error(subtests):
    with subtests.test(): program.double()
""",
    "warnings": """
import threading, warnings
import pytest
import program

@pytest.mark.filterwarnings("error")
def test_an_error(): warnings.warn("as an error")
@pytest.mark.filterwarnings("error::DeprecationWarning")
def test_of_another_kind(): warnings.warn("as nothing")
@pytest.mark.filterwarnings("error")
@pytest.mark.filterwarnings("ignore:fine")
def test_two_marks(): warnings.warn("fine")
@pytest.mark.filterwarnings("error")
class TestGroup:
    def test_an_error(self): warnings.warn("old", DeprecationWarning)
    def test_while_it_is_set_up(self, warning): pass
    def test_a_value_is_returned(self): return 3
    def test_a_thread_fails(self):
        thread = threading.Thread(target=lambda: 1 / 0)
        thread.start()
        thread.join()
    def test_a_finalizer_fails(self):
        class Thing:
            def __del__(self): 1 / 0
        Thing()
    def test_none(self): assert program.double(2) == 4
@pytest.fixture
def warning(): warnings.warn("here")
def test_just_a_warning(): warnings.warn("as nothing")
def test_a_filter_of_its_own(): warnings.simplefilter("error")
def test_after_it(): warnings.warn("as nothing")
def test_not_printed(capsys):
    warnings.warn("as nothing")
    assert capsys.readouterr() == ("", "")
def test_recorded(recwarn):
    warnings.warn("as nothing")
    assert len(recwarn) == 1
def test_expected():
    with pytest.warns(UserWarning): warnings.warn("expected")
def test_expected_in_vain():
    with pytest.warns(UserWarning): pass
""",
    "a_filter_of_the_module": """
import warnings
warnings.simplefilter("error")
def test_it(): warnings.warn("as nothing")
""",
    "fixtures": """
import logging
import pytest
import program

def test_files(tmp_path):
    (tmp_path / "a").write_text("x")
    assert [path.name for path in tmp_path.iterdir()] == ["a"]
def test_files_of_a_factory(tmp_path_factory, tmpdir): assert tmp_path_factory.mktemp("a").is_dir()
def test_log(caplog):
    logging.getLogger("suite").warning("heard")
    assert caplog.messages == ["heard"] and caplog.records
def test_log_of_the_setup(logged, caplog): assert [r.message for r in caplog.get_records("setup")] == ["set up"]
def test_log_level(caplog):
    with caplog.at_level(logging.DEBUG): logging.debug("heard")
    assert caplog.messages == ["nothing"]
def test_unknown(nothing_of_that_name): pass
def test_fails_when_set_up(broken): pass
def test_fails_when_torn_down(breaking): pass
def test_a_finalizer_fails(request): request.addfinalizer(lambda: 1 / 0)
@pytest.mark.usefixtures("broken")
def test_fails_by_mark(): pass
class TestGroup:
    def test_first(self, of_the_class): pass
    def test_last(self, of_the_class): pass
class TestTornDown:
    def teardown_method(self): assert program.double(1) == 3
    def test_it(self): pass
@pytest.fixture
def logged(): logging.warning("set up")
@pytest.fixture
def broken(): raise ValueError
@pytest.fixture
def breaking():
    yield
    raise ValueError
@pytest.fixture(scope="class")
def of_the_class():
    yield
    raise ValueError
""",
    "outcomes": """
import pytest
import program

def test_fails_by_name(): pytest.fail("no")
def test_gives_up(): pytest.xfail("no")
def test_skips_itself(): pytest.skip("no")
def test_marks_itself_strictly(request): request.node.add_marker(pytest.mark.xfail(strict=True))
def test_marks_itself_and_fails(request):
    request.node.add_marker(pytest.mark.xfail)
    assert program.double(1) == 3
def test_coroutine(): return program.later(1)
def test_own_coroutine():
    async def nothing(): pass
    return nothing()
def test_default(given=2): assert program.double(given) == 4
def test_value(): return program.double(1) == 3
class TestNot:
    __test__ = False
    def test_it(self): assert False
class TestInner:
    class TestDeeper:
        def test_it(self): assert program.double(1) == 3
    @staticmethod
    def test_static(): assert program.double(1) == 2
""",
    "values_of_the_module": """
import pytest
import program

@pytest.mark.parametrize("value", [program.double(2), program.LIMIT, 5])
def test_value(value): assert value == 4
@pytest.mark.parametrize("kind", [program.Wrong, ValueError])
def test_class(kind):
    with pytest.raises(program.Wrong): raise kind
@pytest.mark.parametrize("function, given", [(program.double, 2), pytest.param(program.double, 3, id="three")])
class TestFunction:
    def test_it(self, function, given): assert function(given) == 4
def annotated(value: program.Wrong | None) -> None: pass
""",
}

DRIVER = """
import json, sys
import pytest

class Outcomes(dict):
    def pytest_runtest_logreport(self, report):
        expected = hasattr(report, "wasxfail")
        self.setdefault(report.nodeid, []).append("expected" if expected else report.outcome)

outcomes = Outcomes()
pytest.main(sys.argv[1:], plugins=[outcomes])
print(json.dumps(outcomes))
"""

Outcomes = dict[str, list[str]]


@pytest.fixture(scope="module")
def of_pytest(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Outcomes]:
    """For every suite and test the outcomes that pytest reports: of its phases and its subtests."""
    folder = tmp_path_factory.mktemp("suites")
    (folder / "program.py").write_text(SOURCE)
    for name, text in SUITES.items():
        (folder / f"{name}_test.py").write_text(text)
    options = ["--disable-plugin-autoload", "-p", "no:cacheprovider", "-c", os.devnull, "--rootdir=.", "."]
    answer = subprocess.run(
        [sys.executable, "-c", DRIVER, *options], cwd=folder, capture_output=True, text=True, check=True
    )
    by_suite: dict[str, Outcomes] = {name: {} for name in SUITES}
    for node, outcomes in json.loads(answer.stdout.splitlines()[-1]).items():
        file, _, test = node.partition("_test.py::")
        by_suite[file][test] = outcomes
    return by_suite


@pytest.mark.parametrize("name", SUITES)
def test_the_same_tests_pass(sandbox: Sandbox, of_pytest: dict[str, Outcomes], name: str) -> None:
    passing = [test for test, outcomes in of_pytest[name].items() if set(outcomes) == {"passed"}]
    report = sandbox.run(SOURCE, Suite(SUITES[name]))
    ours = [test.name for test in report.tests if test.verdict is Verdict.PASSED]
    assert functions(ours) == functions(passing), report


@pytest.mark.parametrize("name", SUITES)
def test_no_failure_is_lost(sandbox: Sandbox, of_pytest: dict[str, Outcomes], name: str) -> None:
    failing = [test for test, outcomes in of_pytest[name].items() if "failed" in outcomes]
    report = sandbox.run(SOURCE, Suite(SUITES[name]))
    ours = [test for test in report.tests if test.verdict in (Verdict.FAILED, Verdict.ERROR)]
    assert functions(failing) <= functions([test.name for test in ours]), report
    assert all(test.message for test in ours)


def functions(names: list[str]) -> Counter[str]:
    """Names without their parameters: a value of the module has none before there is a source."""
    return Counter(name.partition("[")[0] for name in names)
