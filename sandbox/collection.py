"""pytest inside the runner: suites compiled once, collected anew for every run.

A run gets a fresh execution of the test module, so that no state of the tests outlives it; the parsing
and the rewriting of assertions, which are most of the cost, happen once for each suite. Uses pytest's
collectors, fixtures and setup state directly, without its command line and its reports; the parts of
`_pytest` that are not public are all named in this file.
"""

from __future__ import annotations

import ast
import sys
import types
from collections import OrderedDict
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any, cast

import _pytest.assertion.util as assertion_util
import pytest
from _pytest.assertion.rewrite import rewrite_asserts
from _pytest.config import Config, get_config
from _pytest.skipping import evaluate_skip_marks, evaluate_xfail_marks

from tracefix_rl.sandbox.errors import SuiteError
from tracefix_rl.sandbox.halt import Halt
from tracefix_rl.sandbox.limits import Suite
from tracefix_rl.sandbox.proxy import SUITE_MODULE, UnloadedModule

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
    """

    suite: Suite
    code: types.CodeType
    names: tuple[str, ...]


class SuiteCollector(pytest.Module):
    """Collects a test module that was executed before."""

    executed: types.ModuleType

    def _getobj(self) -> types.ModuleType:
        return self.executed


class Collection:
    """The tests of one execution of a suite, ready to be set up and called."""

    def __init__(self, collector: SuiteCollector, items: list[pytest.Function]) -> None:
        self.items = {_name(item): item for item in items}
        """Test by name, in order."""
        self.collector = collector


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
            with self.collected(code, suite.module, UnloadedModule(suite.module)) as collection:
                names = tuple(collection.items)
            if not names:
                raise SuiteError("the suite has no tests: name its functions test_…")
            compiled = self._compiled[suite] = CompiledSuite(suite, code, names)
            if len(self._compiled) > _KEPT_SUITES:
                self._compiled.popitem(last=False)
        else:
            self._compiled.move_to_end(suite)
        return compiled

    @contextmanager
    def collected(self, code: types.CodeType, name: str, module: types.ModuleType) -> Iterator[Collection]:
        """Execute a suite and collect it; its state is torn down and forgotten afterwards.

        Args:
            code: The suite's code.
            name: Name under which it imports the module under test.
            module: What it gets.

        Raises:
            SuiteError: If executing or collecting it raises; the cause is what was raised.
        """
        with _importable(name, module):
            executed = types.ModuleType(SUITE_MODULE)
            collector = SuiteCollector.from_parent(self._session, path=Path(SUITE_FILE), name="suite.py")
            collector.executed = executed
            try:
                exec(code, executed.__dict__)
                items = [item for item in _items(collector) if _counts(item)]
            except (Halt, SuiteError):
                self._forget(collector)
                raise
            except BaseException as error:
                self._forget(collector)
                raise SuiteError(f"the suite cannot be collected: {type(error).__name__}: {error}") from error
            try:
                yield Collection(collector, items)
            finally:
                self._tear_everything_down()
                self._forget(collector)

    def set_up(self, item: pytest.Function) -> None:
        """Set up what `item` needs."""
        self._session._setupstate.setup(item)

    def tear_down(self, next_item: pytest.Function | None) -> None:
        """Tear down what `next_item` does not need."""
        self._session._setupstate.teardown_exact(next_item)

    def _code(self, suite: Suite) -> types.CodeType:
        try:
            tree = ast.parse(suite.text, SUITE_FILE)
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
