"""What the code under test prints and warns of."""

from __future__ import annotations

from tracefix_rl.sandbox import Limits, Sandbox, Suite, SuiteReport, Verdict

SOURCE = """
import sys, warnings
class Aged(DeprecationWarning): pass
def both():
    print("out 1"); print("err 1", file=sys.stderr); print("out 2"); print("err 2", file=sys.stderr)
def flood():
    print("o" * 300); print("e" * 300, file=sys.stderr)
def old(): warnings.warn("use new()", DeprecationWarning, stacklevel=2); return 1
class Holder:
    def __init__(self): self.items, self.aged_items = [], []
    @property
    def aged(self): warnings.warn("read"); return self.aged_items
    def total(self): return sum(self.items)
def aged(): warnings.warn(Aged("very old"))
def many(n):
    for number in range(n): warnings.warn(f"number {number}" + "x" * 5_000)
"""


def run(sandbox: Sandbox, tests: str, **limits: int) -> SuiteReport:
    return sandbox.run(
        SOURCE, Suite(f"import pytest, warnings\nimport program\n{tests}", limits=Limits(**limits))
    )


def test_standard_error_is_a_stream_of_its_own(sandbox: Sandbox) -> None:
    report = run(
        sandbox,
        "def test_it(capsys):\n    program.both()\n"
        "    assert tuple(capsys.readouterr()) == ('out 1\\nout 2\\n', 'err 1\\nerr 2\\n')\n"
        "def test_report(): program.both()\n",
    )
    assert report.all_passed, report
    assert report.tests[1].output == "out 1\nout 2\nerr 1\nerr 2\n"


def test_both_streams_share_the_limit(sandbox: Sandbox) -> None:
    report = run(sandbox, "def test_it(): program.flood()\n", output_bytes=400)
    output = report.tests[0].output
    assert output.count("o") >= 300
    assert len(output) == 400


def test_a_test_can_expect_warnings(sandbox: Sandbox) -> None:
    report = run(
        sandbox,
        """
def test_warns():
    with pytest.warns(DeprecationWarning, match="new") as caught: assert program.old() == 1
    assert len(caught) == 1 and isinstance(caught[0].message, DeprecationWarning)
def test_deprecated_call():
    with pytest.deprecated_call(): program.old()
def test_recwarn(recwarn):
    program.old()
    program.old()
    assert [str(each.message) for each in recwarn] == ["use new()"] * 2
def test_of_the_module():
    with pytest.warns(program.Aged, match="very") as caught: program.aged()
    assert caught[0].category is program.Aged
def test_none():
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        program.both()
def test_as_errors():
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        with pytest.raises(DeprecationWarning): program.old()
def test_a_read_that_warns_is_a_read():
    holder = program.Holder()
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        with pytest.raises(UserWarning): holder.aged
    holder.items.append(2)
    assert holder.total() == 2 and holder.aged_items == []
def test_missed():
    with pytest.warns(UserWarning): program.old()
""",
    )
    assert [test.name for test in report.tests if test.verdict is not Verdict.PASSED] == ["test_missed"]


def test_warnings_are_bounded(sandbox: Sandbox) -> None:
    report = run(
        sandbox,
        "def test_it(recwarn):\n    program.many(5_000)\n"
        "    assert len(recwarn) == 100 and all(len(str(each.message)) == 1_000 for each in recwarn)\n",
    )
    assert report.all_passed, report.tests[0].message


def test_nobody_listens(sandbox: Sandbox) -> None:
    report = run(sandbox, "def test_it(): assert program.old() == 1\n")
    assert report.all_passed
    assert report.tests[0].output == ""
