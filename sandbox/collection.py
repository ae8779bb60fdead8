"""pytest inside the runner: suites compiled once, executed anew for every run.

A run gets a fresh execution of the test module, so that no state of the tests outlives it; parsing, rewriting
of assertions and, for suites without fixtures, collecting happen once for each suite. Uses pytest's
collectors, fixtures and setup state directly, without its command line and its reports; the parts of
`_pytest` that are not public are all named in this file.
"""

from __future__ import annotations

import ast
import sys
import types
from collections import OrderedDict
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol, cast

import _pytest.assertion.util as assertion_util
import pytest
from _pytest.assertion.rewrite import rewrite_asserts
from _pytest.config import Config, get_config
from _pytest.skipping import evaluate_skip_marks, evaluate_xfail_marks

from tracefix_rl.sandbox.errors import SuiteError
from tracefix_rl.sandbox.halt import Halt
from tracefix_rl.sandbox.limits import Suite
from tracefix_rl.sandbox.plain import PlainCase, PlainTest, plain_cases
from tracefix_rl.sandbox.proxy import UnloadedModule
from tracefix_rl.sandbox.sharing import SUITE_MODULE

SUITE_FILE = "/suite.py"
"""File name that the code of every suite carries."""

_KEPT_SUITES = 512
_LARGE = 2_000
_OPTIONS = [
    "-c",
    "/dev/null",
    "--rootdir=/",
    "--confcutdir=/",
    "--capture=no",
    "--noconftest",
    *(
        option
        for plugin in ("cacheprovider", "terminal", "junitxml", "pastebin")
        for option in ("-p", f"no:{plugin}")
    ),
]


@dataclass(frozen=True, slots=True)
class CompiledSuite:
    """A suite that parses and collects.

    Args:
        suite: The suite.
        code: Its code, assertions rewritten.
        names: Its tests, in order.
        plain: Its tests as cases that need no pytest, if they all are such.
    """

    suite: Suite
    code: types.CodeType
    names: tuple[str, ...]
    plain: dict[str, PlainCase] | None


class SuiteCollector(pytest.Module):
    """Collects a test module that was executed before."""

    executed: types.ModuleType

    def _getobj(self) -> types.ModuleType:
        return self.executed


class Test(Protocol):
    """One test of an execution of a suite."""

    def set_up(self) -> None:
        """Prepare what the test needs."""

    def call(self) -> None:
        """Run the test itself."""

    def tear_down(self, following: Any) -> None:
        """Release what `following`, the next test of the same suite or `None`, does not need."""


class FixtureTest:
    """A test that pytest sets up and calls.

    Args:
        session: The session that collected it.
        item: The test as pytest has it.
    """

    def __init__(self, session: pytest.Session, item: pytest.Function) -> None:
        self._setup_state = session._setupstate
        self.item = item

    def set_up(self) -> None:
        """Set up the fixtures."""
        self._setup_state.setup(self.item)

    def call(self) -> None:
        """Run the test."""
        self.item.runtest()

    def tear_down(self, following: FixtureTest | None) -> None:
        """Tear down the fixtures that the next test does not share."""
        self._setup_state.teardown_exact(following.item if following else None)


class Pytest:
    """A pytest session that outlives runs."""

    def __init__(self) -> None:
        self._config = _configure()
        self._session = pytest.Session.from_config(self._config)
        self._config.hook.pytest_sessionstart(session=self._session)
        self._compiled: OrderedDict[Suite, CompiledSuite] = OrderedDict()
        assertion_util._reprcompare = self._explain_comparison

    def compile(self, suite: Suite) -> CompiledSuite:
        """Parse a suite and find its tests; what was compiled before is remembered.

        Raises:
            SuiteError: If it does not parse, cannot be collected without the code under test, or is empty.
        """
        compiled = self._compiled.get(suite)
        if compiled is None:
            code = self._code(suite)
            with self._collected(code, suite.module, UnloadedModule(suite.module)) as items:
                names, plain = tuple(items), plain_cases(items)
            if not names:
                raise SuiteError("the suite has no tests: name its functions test_…")
            compiled = self._compiled[suite] = CompiledSuite(suite, code, names, plain)
            if len(self._compiled) > _KEPT_SUITES:
                self._compiled.popitem(last=False)
        else:
            self._compiled.move_to_end(suite)
        return compiled

    @contextmanager
    def tests(self, compiled: CompiledSuite, module: types.ModuleType) -> Iterator[Mapping[str, Test]]:
        """Execute a suite and give its tests by name; their state is torn down and forgotten afterwards.

        Args:
            compiled: The suite.
            module: What it gets as the module under test.

        Raises:
            SuiteError: If executing or collecting it raises; the cause is what was raised.
        """
        name = compiled.suite.module
        if compiled.plain is None:
            with self._collected(compiled.code, name, module) as items:
                yield {name: FixtureTest(self._session, item) for name, item in items.items()}
            return
        with _importable(name, module):
            executed = types.ModuleType(SUITE_MODULE)
            with _our_error():
                exec(compiled.code, executed.__dict__)
            yield {
                name: PlainTest(case, executed)
                for name, case in compiled.plain.items()
                if case.path[0] in executed.__dict__
            }

    @contextmanager
    def _collected(
        self, code: types.CodeType, name: str, module: types.ModuleType
    ) -> Iterator[dict[str, pytest.Function]]:
        with _importable(name, module):
            executed = types.ModuleType(SUITE_MODULE)
            collector = SuiteCollector.from_parent(self._session, path=Path(SUITE_FILE), name="suite.py")
            collector.executed = executed
            try:
                with _our_error():
                    exec(code, executed.__dict__)
                    items = {_name(item): item for item in _items(collector) if _counts(item)}
                yield items
            finally:
                self._tear_everything_down()
                self._forget(collector)

    def _code(self, suite: Suite) -> types.CodeType:
        try:
            tree = ast.parse(suite.text, SUITE_FILE)
            _refuse_star_import(tree, suite.module)
            rewrite_asserts(tree, suite.text.encode("utf-8", "surrogatepass"), SUITE_FILE, self._config)
            return compile(tree, SUITE_FILE, "exec", dont_inherit=True)
        except (SyntaxError, ValueError, RecursionError, MemoryError) as error:
            line = f" in line {error.lineno}" if isinstance(error, SyntaxError) and error.lineno else ""
            raise SuiteError(f"the suite does not parse: {type(error).__name__}{line}: {error}") from error

    def _tear_everything_down(self) -> None:
        while self._session._setupstate.stack:
            # A finalizer that calls the code under test after its end raises; the others still run.
            with suppress(BaseException):
                self._session._setupstate.teardown_exact(None)

    def _forget(self, collector: SuiteCollector) -> None:
        manager = self._session._fixturemanager
        for table in (*manager._arg2node2fixturedefs.values(), manager._node_autousenames):
            known = cast("dict[Any, Any]", table)
            for node in [node for node in known if collector in node.listchain()]:
                del known[node]

    def _explain_comparison(self, operation: str, left: Any, right: Any) -> str | None:
        """Say where two values differ; not for large ones, whose comparison in detail can take minutes."""
        if _is_large(left) or _is_large(right):
            return None
        explanations = self._config.hook.pytest_assertrepr_compare(
            config=self._config, op=operation, left=left, right=right
        )
        for explanation in explanations:
            lines = [line.replace("\n", "\\n") for line in explanation or () if "Use -v" not in line]
            if lines:
                return "\n~".join(lines).replace("%", "%%")
        return None


def _configure() -> Config:
    config = get_config(_OPTIONS)
    config.parse(_OPTIONS)
    config._do_configure()
    return config


@contextmanager
def _our_error() -> Iterator[None]:
    """Turn whatever the suite raises while it is imported into a `SuiteError`."""
    try:
        yield
    except (Halt, SuiteError):
        raise
    except BaseException as error:
        raise SuiteError(f"the suite cannot be collected: {type(error).__name__}: {error}") from error


def _refuse_star_import(tree: ast.AST, module: str) -> None:
    """Raise `SuiteError` if the code under test could choose which names of the suite it replaces."""
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and node.module == module and node.names[0].name == "*":
            raise SuiteError(
                f"the suite has `from {module} import *` in line {node.lineno}, by which the code under test "
                "could replace any name of the suite: name what is imported"
            )


@contextmanager
def _importable(name: str, module: types.ModuleType) -> Iterator[None]:
    """Let `import name` find `module`."""
    added: dict[str, types.ModuleType] = {name: module}
    parent, _, leaf = name.rpartition(".")
    child = module
    while parent:
        package = types.ModuleType(parent)
        package.__path__ = []
        setattr(package, leaf, child)
        added[parent] = child = package
        parent, _, leaf = parent.rpartition(".")
    before = {key: sys.modules.get(key) for key in added}
    sys.modules.update(added)
    try:
        yield
    finally:
        for key, previous in before.items():
            if previous is None:
                sys.modules.pop(key, None)
            else:
                sys.modules[key] = previous


def _items(collector: pytest.Collector) -> Iterator[pytest.Function]:
    for node in collector.collect():
        if isinstance(node, pytest.Function):
            yield node
        elif isinstance(node, pytest.Collector):
            yield from _items(node)


def _counts(item: pytest.Function) -> bool:
    """Tell whether a test has a verdict: the suite's own skip and xfail marks take it out."""
    return evaluate_skip_marks(item) is None and evaluate_xfail_marks(item) is None


def _name(item: pytest.Function) -> str:
    return item.nodeid.partition("::")[2]


def _is_large(value: Any) -> bool:
    return isinstance(value, str | bytes | list | tuple | dict | set | frozenset) and len(value) > _LARGE
