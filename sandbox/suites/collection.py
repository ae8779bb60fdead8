"""pytest inside the runner: suites compiled once, executed anew for every run.

A run gets a fresh execution of the test module, so that no state of the tests outlives it; parsing, rewriting
of assertions and, for suites without fixtures, collecting happen once for each suite. Uses pytest's
collectors, fixtures and hooks directly, without its command line and its reports.
"""

from __future__ import annotations

import ast
import types
from collections import Counter, OrderedDict
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol, cast

import _pytest._io.saferepr as saferepr
import _pytest.assertion.util as assertion_util
import pytest
from _pytest.assertion.rewrite import rewrite_asserts
from _pytest.config import Config, get_config

from tracefix_rl.sandbox.errors import SuiteError
from tracefix_rl.sandbox.limits import Suite
from tracefix_rl.sandbox.objects.sharing import SUITE_MODULE
from tracefix_rl.sandbox.suites.importing import importable, importing
from tracefix_rl.sandbox.suites.items import FixtureTest, Subtests, base_folder, counts, forget_run
from tracefix_rl.sandbox.suites.plain import PlainCase, PlainTest, path_of, plain_cases
from tracefix_rl.sandbox.suites.screening import check_definitions, check_items, check_star_import
from tracefix_rl.sandbox.suites.unloaded import UnloadedModule
from tracefix_rl.sandbox.suites.wording import BYTE_ORDER_MARK, shown, without_addresses

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
    "--disable-plugin-autoload",
    *(
        option
        for plugin in ("cacheprovider", "terminal", "junitxml", "pastebin")
        for option in ("-p", f"no:{plugin}")
    ),
]

Place = tuple[tuple[str, ...], int]
"""Where a test stands in its suite: the path to its function, and which of the function's cases it is.

A case's name may hold a value of the code under test, which is not known when the suite is collected."""


@dataclass(frozen=True, slots=True)
class CompiledSuite:
    """A suite that parses and collects.

    Args:
        suite: The suite.
        code: Its code, assertions rewritten.
        places: Its tests by name, in order, and where they stand.
        plain: Its tests as cases that need no pytest, if they all are such.
    """

    suite: Suite
    code: types.CodeType
    places: dict[str, Place]
    plain: dict[str, PlainCase] | None

    @property
    def names(self) -> tuple[str, ...]:
        """Its tests, in order."""
        return tuple(self.places)


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


class Pytest:
    """A pytest session that outlives runs."""

    def __init__(self) -> None:
        self._config = _configure()
        self._session = pytest.Session.from_config(self._config)
        self._config.hook.pytest_sessionstart(session=self._session)
        self._compiled: OrderedDict[Suite, CompiledSuite] = OrderedDict()
        assertion_util._reprcompare = self._explain_comparison
        saferepr._ellipsize = _shortened

    def compile(self, suite: Suite) -> CompiledSuite:
        """Parse a suite and find its tests; what was compiled before is remembered.

        Raises:
            SuiteError: If it does not parse, cannot be collected without the code under test, has no tests,
                or has one that cannot be run as it is meant.
        """
        compiled = self._compiled.get(suite)
        if compiled is None:
            compiled = self._compiled[suite] = self._compile(suite)
            if len(self._compiled) > _KEPT_SUITES:
                self._compiled.popitem(last=False)
        else:
            self._compiled.move_to_end(suite)
        return compiled

    @contextmanager
    def tests(
        self, compiled: CompiledSuite, modules: Mapping[str, types.ModuleType]
    ) -> Iterator[Mapping[str, Test]]:
        """Execute a suite and give its tests by name; their state is torn down and forgotten afterwards.

        Args:
            compiled: The suite.
            modules: What it gets as the module under test and its support, by name.

        Raises:
            SuiteError: If executing or collecting it raises; the cause is what was raised.
        """
        with self._executed(compiled.code, modules) as executed:
            if compiled.plain is None:
                with self._collected(executed) as found:
                    with importing():
                        tests = {
                            name: FixtureTest(found[place])
                            for name, place in compiled.places.items()
                            if place in found
                        }
                    yield tests
            else:
                yield {
                    name: PlainTest(case, executed)
                    for name, case in compiled.plain.items()
                    if case.path[0] in executed.__dict__
                }

    def _compile(self, suite: Suite) -> CompiledSuite:
        tree, code = self._parsed(suite)
        with self._executed(code, {name: UnloadedModule(name) for name in suite.modules}) as executed:
            with importing():
                check_definitions(tree, executed.__dict__)
            with self._collected(executed) as found, importing():
                counting = {place: item for place, item in found.items() if counts(item)}
                check_items(counting.values())
                plain = plain_cases({_name(item): item for item in counting.values()})
        if not counting:
            raise SuiteError(_why_empty(len(found)))
        return CompiledSuite(suite, code, {_name(item): place for place, item in counting.items()}, plain)

    @contextmanager
    def _executed(
        self, code: types.CodeType, modules: Mapping[str, types.ModuleType]
    ) -> Iterator[types.ModuleType]:
        """Execute a suite for which `import` finds these modules."""
        with importable(modules):
            executed = types.ModuleType(SUITE_MODULE)
            try:
                with importing():
                    exec(code, executed.__dict__)
                yield executed
            finally:
                forget_run(self._config)

    @contextmanager
    def _collected(self, executed: types.ModuleType) -> Iterator[dict[Place, pytest.Function]]:
        collector = SuiteCollector.from_parent(self._session, path=Path(SUITE_FILE), name="suite.py")
        collector.executed = executed
        try:
            with importing():
                items = _by_place(_items(collector))
            yield items
        finally:
            self._tear_everything_down()
            self._forget(collector)

    def _parsed(self, suite: Suite) -> tuple[ast.Module, types.CodeType]:
        text = suite.text.removeprefix(BYTE_ORDER_MARK)
        try:
            tree = ast.parse(text, SUITE_FILE)
            check_star_import(tree, suite.modules)
            rewrite_asserts(tree, text.encode("utf-8", "surrogatepass"), SUITE_FILE, self._config)
            return tree, compile(tree, SUITE_FILE, "exec", dont_inherit=True)
        except (SyntaxError, ValueError, RecursionError, MemoryError) as error:
            line = f" in line {error.lineno}" if isinstance(error, SyntaxError) and error.lineno else ""
            raise SuiteError(f"the suite does not parse{line}: {shown(error)}") from error

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


_ellipsize = saferepr._ellipsize


def _shortened(s: str, maxsize: int) -> str:
    """Cut a value short, as pytest does. What is cut out of an address could not be told from other text."""
    return _ellipsize(without_addresses(s), maxsize)


def _configure() -> Config:
    options = [*_OPTIONS, f"--basetemp={base_folder()}"]
    config = get_config(options)
    config.parse(options)
    config.pluginmanager.register(Subtests())
    config._do_configure()
    return config


def _why_empty(collected: int) -> str:
    if collected:
        return (
            f"the suite has no tests left: its marks take out all {collected:,}, by skip, skipif or xfail, "
            "or by parametrize without values"
        )
    return "the suite has no tests: name its functions test_…"


def _items(collector: pytest.Collector) -> Iterator[pytest.Function]:
    for node in collector.collect():
        if isinstance(node, pytest.Function):
            yield node
        elif isinstance(node, pytest.Collector):
            yield from _items(node)


def _by_place(items: Iterable[pytest.Function]) -> dict[Place, pytest.Function]:
    met: Counter[tuple[str, ...]] = Counter()
    found = {}
    for item in items:
        path = path_of(item)
        found[path, met[path]] = item
        met[path] += 1
    return found


def _name(item: pytest.Function) -> str:
    return item.nodeid.partition("::")[2]


def _is_large(value: Any) -> bool:
    return isinstance(value, str | bytes | list | tuple | dict | set | frozenset) and len(value) > _LARGE
