"""Exceptions: caught by their own class, with all that they carry."""

from __future__ import annotations

import pytest
from kinds import assert_as_in_one_process

from tracefix_rl.sandbox import Sandbox, Suite, Verdict
from tracefix_rl.sandbox.objects.exceptions import STANDARD

EXCEPTIONS = {
    "required arguments": """
        with pytest.raises(program.NeedsArgs) as e:
            program.raise_(program.NeedsArgs(1, 2))
        assert e.value.a == 1
        assert e.value.args == (1, 2)
    """,
    "required keywords": """
        with pytest.raises(program.NeedsKw, match='because x') as e:
            program.raise_(program.NeedsKw(why='x'))
    """,
    "groups of its own": """
        with pytest.raises(program.Group) as e:
            program.group()
        assert len(e.value.exceptions) == 2
        assert isinstance(e.value.exceptions[0], ValueError)
        assert e.group_contains(TypeError)
    """,
    "groups": """
        with pytest.raises(ExceptionGroup):
            program.group()
    """,
    "derived from one of the library": """
        with pytest.raises(json.JSONDecodeError) as e:
            program.sub1()
        assert isinstance(e.value, program.Frozen)
        assert e.value.pos == 1
    """,
    "classes of the library as bases": """
        assert issubclass(program.Q, queue.Empty)
        assert issubclass(program.Both, KeyError)
        assert issubclass(program.Both, AttributeError)
    """,
    "of the library": """
        with pytest.raises(dataclasses.FrozenInstanceError):
            program.frozen()
        with pytest.raises(decimal.InvalidOperation):
            program.dec()
        with pytest.raises(asyncio.CancelledError):
            program.cancelled()
    """,
    "of queues": """
        with pytest.raises(queue.Empty):
            program.q()
    """,
    "of the system": """
        with pytest.raises(FileNotFoundError) as e:
            program.osfail()
        assert e.value.filename == '/nonexistent/x'
        assert e.value.errno == 2
        assert str(e.value) == "[Errno 2] No such file or directory: '/nonexistent/x'"
    """,
    "names that were not found": """
        with pytest.raises(ImportError) as e:
            program.importfail()
        assert e.value.name == 'nothing_at_all'
        with pytest.raises(NameError) as e:
            program.namefail()
        assert e.value.name == 'undefined_name'
        with pytest.raises(AttributeError) as e:
            program.attrfail()
        assert e.value.name == 'nope'
    """,
    "notes": """
        with pytest.raises(ValueError, match='noted here') as e:
            program.noted()
        assert e.value.__notes__ == ['noted here']
    """,
    "contexts": """
        with pytest.raises(ValueError) as e:
            program.fromnone()
        assert e.value.__suppress_context__
        assert e.value.__cause__ is None
        assert isinstance(e.value.__context__, ZeroDivisionError)
        with pytest.raises(ValueError) as e:
            program.ctx()
        assert not e.value.__suppress_context__
        assert isinstance(e.value.__context__, ZeroDivisionError)
    """,
    "the test's own": """
        err = ValueError('mine')
        with pytest.raises(ValueError) as e:
            program.raise_(err)
        assert e.value is err
    """,
    "one that comes back": """
        with pytest.raises(ValueError) as e:
            program.noted()
        program.keep(e.value)
        assert program.is_last(e.value)
        assert program.LAST is e.value
        with pytest.raises(ValueError) as again:
            program.raise_(e.value)
        assert again.value is e.value
    """,
    "exits": """
        with pytest.raises(SystemExit, match='bye') as e:
            program.exit_str()
        assert e.value.code == 'bye'
        with pytest.raises(SystemExit) as e:
            program.myexit()
        assert e.value.code == 3
    """,
    "through a callback": """
        assert str(program.same(ValueError('x'))) == 'x'
        assert repr(program.same(KeyError('k'))) == "KeyError('k')"
        def cb():
            raise KeyError('deep')
        with pytest.raises(KeyError) as e:
            program.call(cb)
        assert e.value.args == ('deep',)
    """,
    "of json": """
        with pytest.raises(json.JSONDecodeError) as e:
            program.bad_json()
        assert (e.value.pos, e.value.lineno, e.value.msg) == (1, 1, 'Expecting property name enclosed in double quotes')
    """,
    "an exit of main": """
        with pytest.raises(SystemExit) as e:
            program.main()
        assert e.value.code == 2
    """,
}


@pytest.mark.parametrize("what", EXCEPTIONS)
def test_it_is_as_in_one_process(sandbox: Sandbox, what: str) -> None:
    assert_as_in_one_process(sandbox, EXCEPTIONS[what])


NAMES = sorted(f"{module}.{name}" for module, names in STANDARD.items() for name in names)


def test_every_exception_of_the_table_is_caught_by_its_own_class(sandbox: Sandbox) -> None:
    source = """
import importlib
def class_named(name):
    module, _, leaf = name.rpartition(".")
    return getattr(importlib.import_module(module), leaf)
def throw(name):
    kind = class_named(name)
    error = kind.__new__(kind, "a", "b")
    error.args = ("a", "b")
    raise error
def derived(name): return type("Derived", (class_named(name),), {})
"""
    tests = f"""
import importlib, pytest, program
@pytest.mark.parametrize("name", {NAMES})
def test_it(name):
    module, _, leaf = name.rpartition(".")
    kind = getattr(importlib.import_module(module), leaf)
    with pytest.raises(kind) as caught: program.throw(name)
    assert type(caught.value) is kind and caught.value.args == ("a", "b")
    assert program.class_named(name) is kind and issubclass(program.derived(name), kind)
"""
    report = sandbox.run(source, Suite(tests))
    assert [test.message for test in report.tests if test.verdict is not Verdict.PASSED] == []
    assert len(report.tests) == len(NAMES)


def test_a_cause_that_is_also_the_context_crosses_once(sandbox: Sandbox) -> None:
    """Told twice at every level, a chain would double with each link."""
    source = """
def deep(n):
    try:
        if n: deep(n - 1)
        raise ValueError(n)
    except ValueError as error:
        raise ValueError(n) from error
"""
    tests = """
import pytest, program
def test_it():
    with pytest.raises(ValueError) as caught: program.deep(3)
    error, length = caught.value, 0
    while error.__cause__ is not None:
        assert error.__cause__ is error.__context__
        error, length = error.__cause__, length + 1
    assert length == 4
def test_a_long_chain():
    with pytest.raises(ValueError): program.deep(40)
"""
    report = sandbox.run(source, Suite(tests))
    assert report.all_passed, [test.message for test in report.tests]


def test_a_module_with_the_name_of_one_of_the_library(sandbox: Sandbox) -> None:
    source = (
        "class StatisticsError(ValueError): pass\nclass Error(Exception): pass\n"
        "def fail(kind): raise kind('mine')\n"
    )
    tests = """
import pytest, statistics
@pytest.mark.parametrize("name", ["StatisticsError", "Error"])
def test_it(name):
    kind = getattr(statistics, name)
    with pytest.raises(kind, match="mine") as caught: statistics.fail(kind)
    assert type(caught.value) is kind
"""
    report = sandbox.run(source, Suite(tests, "statistics"))
    assert report.all_passed, [test.message for test in report.tests]
