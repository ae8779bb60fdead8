"""One verdict for each test, whatever the suite and the source do."""

from __future__ import annotations

import os
import re
import subprocess
import sys

import pytest

from tracefix_rl.sandbox import Limits, Sandbox, Suite, SuiteError, Verdict


def verdicts(sandbox: Sandbox, source: str, suite: str) -> dict[str, str]:
    return {name: verdict.value for name, verdict in sandbox.run(source, Suite(suite)).verdicts.items()}


def test_kinds_of_tests(sandbox: Sandbox) -> None:
    suite = """
import pytest
from program import double

@pytest.fixture(params=[1, 2])
def number(request): return request.param

@pytest.fixture
def broken(): raise RuntimeError("fixture")

def test_plain(): assert double(2) == 4
def test_fixture(number): assert double(number) == 2 * number
@pytest.mark.parametrize("given, expected", [(1, 2), (2, 5)])
def test_table(given, expected): assert double(given) == expected
def test_setup(broken): pass
def test_approx(): assert double(0.1) == pytest.approx(0.2)
class TestGroup:
    base = 3
    def setup_method(self): self.ready = True
    def test_method(self): assert self.ready and double(self.base) == 6
@pytest.mark.skip
def test_skipped(): assert False
@pytest.mark.xfail
def test_known_to_fail(): assert False
"""
    assert verdicts(sandbox, "def double(x): return x * 2", suite) == {
        "test_plain": "passed",
        "test_fixture[1]": "passed",
        "test_fixture[2]": "passed",
        "test_table[1-2]": "passed",
        "test_table[2-5]": "failed",
        "test_setup": "error",
        "test_approx": "passed",
        "TestGroup::test_method": "passed",
    }


@pytest.mark.parametrize(
    ("source", "message", "line"),
    [
        ("def f(:\n  pass", "SyntaxError", 1),
        ("x = 1\nraise ValueError('at import')", "at import", 2),
        ("import nothing_of_that_name", "No module named", 1),
        ("a\x00b", "null bytes", None),
        ("", None, None),
        ("# -*- coding: latin-1 -*-\nf = 'é'", None, None),
        ("x = '\ud800'", "surrogates", None),
    ],
)
def test_a_source_that_does_not_load(
    sandbox: Sandbox, source: str, message: str | None, line: int | None
) -> None:
    report = sandbox.run(
        source, Suite("from program import f\ndef test_it(): assert f\ndef test_two(): assert f")
    )
    assert len(report.tests) == 2
    if message is None:
        assert report.load_error is None
    else:
        assert message in str(report.load_error)
        assert report.load_error_line == line
        assert set(report.verdicts.values()) == {Verdict.ERROR}


def test_a_source_that_hangs_when_loaded(sandbox: Sandbox) -> None:
    suite = Suite("import program\ndef test_it(): pass\n", limits=Limits(test_cpu_s=0.2))
    report = sandbox.run("while True: pass", suite)
    assert report.tests[0].verdict is Verdict.TIMEOUT
    assert "while loading" in str(report.load_error)


def test_a_missing_name_is_an_error_of_every_test(sandbox: Sandbox) -> None:
    report = sandbox.run("x = 1", Suite("from program import f\ndef test_it(): pass\n"))
    assert report.tests[0].verdict is Verdict.ERROR
    assert "cannot import name 'f'" in report.tests[0].message


def test_messages_hold_the_assertion_and_the_frames_of_the_source(sandbox: Sandbox) -> None:
    source = "def outer(x):\n    return inner(x)\n\ndef inner(x):\n    return 1 / x\n"
    report = sandbox.run(
        source,
        Suite(
            "from program import outer\ndef test_value(): assert outer(2) == [0.5]\ndef test_error(): outer(0)\n"
        ),
    )
    value, error = report.tests
    assert value.message == (
        ">   def test_value(): assert outer(2) == [0.5]\nAssertionError: assert 0.5 == [0.5]\n +  where 0.5 = outer(2)"
    )
    assert error.message == (
        ">   def test_error(): outer(0)\n"
        "program.py:2: in outer\n    return inner(x)\n"
        "program.py:5: in inner\n    return 1 / x\n"
        "ZeroDivisionError: division by zero"
    )
    assert error.line == 5


def test_messages_hold_no_addresses(sandbox: Sandbox) -> None:
    source = "class Thing: pass\ndef make(): return Thing()"
    suite = Suite(
        "import program\n"
        "def test_it(): assert program.make() == 1\n"
        "def test_cut_short(): assert [program.make()] == [1]\n"
        "def test_own(): assert [object(), 'a' * 40] == [1]\n"
    )
    first, second = ([test.message for test in sandbox.run(source, suite).tests] for _ in range(2))
    assert first == second
    assert not re.search(r"0x|[0-9a-f]{6}>", "".join(first))
    assert "assert [<program.Thing object>] == [1]" in first[1]


def test_the_state_of_tests_and_module_is_fresh_in_every_run(sandbox: Sandbox) -> None:
    suite = Suite("""
import program
seen = []
def test_it():
    seen.append(program.count())
    assert seen == [1]
""")
    source = "n = 0\ndef count():\n    global n\n    n += 1\n    return n"
    assert all(sandbox.run(source, suite).all_passed for _ in range(3))


def test_the_files_of_a_run_are_removed_after_it(sandbox: Sandbox) -> None:
    suite = Suite("""
import program
def test_it(tmp_path, tmp_path_factory):
    locked = tmp_path / "locked"
    locked.mkdir()
    (locked / "file").write_text("x")
    locked.chmod(0o500)
    program.show(str(tmp_path), str(tmp_path_factory.mktemp("more")), str(tmp_path_factory.getbasetemp()))
""")
    for _ in range(2):
        report = sandbox.run("def show(*paths): print(*paths)", suite)
        assert report.all_passed, report
        paths = report.tests[0].output.split()
        assert len(paths) == 3
        assert not any(map(os.path.exists, paths))


@pytest.mark.parametrize("body", ["del Broken.instance", "pass"])
def test_what_fails_unseen_is_not_blamed_on_the_next_run(sandbox: Sandbox, body: str) -> None:
    unseen = Suite(f"""
import threading
class Broken:
    def __del__(self): 1 / 0
Broken.instance = Broken()
def test_it():
    {body}
    thread = threading.Thread(target=lambda: 1 / 0)
    thread.start()
    thread.join()
""")
    strict = Suite("""
import pytest
@pytest.mark.filterwarnings("error")
def test_it(): pass
""")
    for _ in range(3):
        assert sandbox.run("", unseen).all_passed
        assert sandbox.run("", strict).all_passed


def test_how_a_suite_treats_warnings_ends_with_it(sandbox: Sandbox) -> None:
    filtering = (
        "import warnings\nwarnings.simplefilter('error')\ndef test_it(): warnings.simplefilter('error')\n"
    )
    for _ in range(3):
        assert sandbox.run("", Suite(filtering)).all_passed
        assert sandbox.run("", Suite("import warnings\ndef test_it(): warnings.warn('')\n")).all_passed


def test_the_tests_after_a_crash_start_from_a_fresh_module(sandbox: Sandbox) -> None:
    suite = Suite("""
import pytest, program
@pytest.fixture(scope="module")
def made(): return program.Thing()
def test_a(made): assert program.count() == 1
def test_b(): program.die()
def test_c(made): assert program.count() == 1 and isinstance(made, program.Thing)
""")
    source = "import os\nn = 0\nclass Thing: pass\ndef die(): os._exit(3)\ndef count():\n    global n\n    n += 1\n    return n"
    assert [v.value for v in sandbox.run(source, suite).verdicts.values()] == ["passed", "failed", "passed"]


def test_a_run_has_a_time_of_its_own(sandbox: Sandbox) -> None:
    suite = Suite(
        "import program\n" + "\n".join(f"def test_{n}(): program.spin()" for n in range(6)),
        limits=Limits(test_cpu_s=0.5, run_wall_s=1.2),
    )
    report = sandbox.run("def spin():\n    while True: pass", suite)
    assert len(report.tests) == 6
    assert set(report.verdicts.values()) == {Verdict.TIMEOUT}
    assert "run's" in report.tests[-1].message


SPIN_OR_WAIT = """import time
def spin():
    while True: pass
def wait(): time.sleep(100)
def well(): return sum(range(1000))
"""


def calling(*functions: str) -> str:
    """A suite of tests that each call a function of the program."""
    return "import program\n" + "\n".join(
        f"def test_{number}(): program.{function}()" for number, function in enumerate(functions)
    )


@pytest.mark.parametrize(
    ("limits", "function"),
    [
        (Limits(test_cpu_s=0.2, run_cpu_s=0.5), "spin"),
        (Limits(test_wall_s=0.2, run_cpu_s=0.5), "wait"),
    ],
)
def test_what_hangs_uses_the_run_up_and_what_works_does_not(
    sandbox: Sandbox, limits: Limits, function: str
) -> None:
    suite = Suite(
        calling("well", function, "well", function, "well", function, "well", function), limits=limits
    )
    report = sandbox.run(SPIN_OR_WAIT, suite)
    verdicts = [verdict.value for verdict in report.verdicts.values()]
    assert verdicts[:5] == ["passed", "timeout", "passed", "timeout", "passed"]
    assert verdicts[-1] == "timeout"
    assert "the run's 0.5 s of CPU time were used up" in report.tests[-1].message


def test_a_busy_machine_changes_no_verdict() -> None:
    limits = Limits(test_cpu_s=0.2, run_cpu_s=0.7)
    suite = Suite(calling("spin", "well", "spin", "well", "spin", "well", "spin", "well"), limits=limits)
    with Sandbox(runners=1) as sandbox:
        alone = sandbox.run(SPIN_OR_WAIT, suite).verdicts
        busy = [subprocess.Popen([sys.executable, "-c", "while True: pass"]) for _ in range(6)]
        try:
            beside_others = sandbox.run(SPIN_OR_WAIT, suite).verdicts
        finally:
            for process in busy:
                process.kill()
                process.wait()
    assert beside_others == alone


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("def test_(:", "does not parse"),
        ("x = 1", "no tests"),
        ("import nothing_of_that_name\ndef test_it(): pass", "cannot be collected"),
        (
            "import program\nimport pytest\n@pytest.mark.parametrize('x', program.CASES)\ndef test_it(x): pass",
            "depend",
        ),
        ("raise SystemExit", "cannot be collected"),
        ("while True: pass", "cannot be collected"),
    ],
)
def test_a_suite_of_no_use_is_our_error(sandbox: Sandbox, text: str, reason: str) -> None:
    suite = Suite(text, limits=Limits(test_wall_s=0.5, run_wall_s=1))
    with pytest.raises(SuiteError, match=reason):
        sandbox.run("CASES = [1]", suite)
    assert sandbox.run("x = 1", Suite("import program\ndef test_it(): assert program.x == 1")).all_passed


def test_a_report_of_many_long_messages_is_cut_not_lost(sandbox: Sandbox) -> None:
    suite = Suite("import program\n" + "\n".join(f"def test_{n}(): program.f()" for n in range(300)))
    report = sandbox.run("def f():\n    print('é' * 3000)\n    raise ValueError('é' * 3000)", suite)
    assert [test.verdict for test in report.tests] == [Verdict.FAILED] * 300
    assert all(test.message and test.output for test in report.tests)
