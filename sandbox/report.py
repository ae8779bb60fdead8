"""What a run tells: one verdict for each test, the load error if any, and the layers that held."""

from __future__ import annotations

from dataclasses import dataclass, fields
from enum import StrEnum
from typing import Any


class Verdict(StrEnum):
    """How one test ended. Only `PASSED` counts as success."""

    PASSED = "passed"
    FAILED = "failed"
    """An assertion, or an exception of the code under test during the test."""
    ERROR = "error"
    """The test could not be run: its setup failed or the source does not load."""
    TIMEOUT = "timeout"
    CRASHED = "crashed"
    """Killed by a limit or a signal."""
    MISSING = "missing"
    """Expected, but never reported."""


@dataclass(frozen=True, slots=True)
class TestReport:
    """One test's verdict.

    Args:
        name: The test's id inside its module, e.g. `TestCache::test_evicts` or `test_sum[1-2]`.
        verdict: How it ended.
        message: Why it did not pass, in words; empty when it passed.
        line: Line of the source under test (1-based) that the failure names, if it names one.
        output: What the code under test printed during the test.
    """

    __test__ = False

    name: str
    verdict: Verdict
    message: str = ""
    line: int | None = None
    output: str = ""


@dataclass(frozen=True, slots=True)
class SuiteReport:
    """One run of a suite against a source.

    Args:
        tests: One report for each test, in the suite's order.
        load_error: Why the source could not be loaded; `None` if it was.
        load_error_line: Line of the source (1-based) that the load error names, if it names one.
        missing_layers: Isolation layers that were not active during the run.
        duration_s: Wall seconds the run took; of a cached report, those of the run that it tells of.
        comparisons: Comparisons with plain data that objects of the code under test decided; see `Suite`.
        cached: Whether it tells of an earlier run of the same suite against the same source.
    """

    tests: tuple[TestReport, ...]
    load_error: str | None = None
    load_error_line: int | None = None
    missing_layers: tuple[str, ...] = ()
    duration_s: float = 0.0
    comparisons: tuple[str, ...] = ()
    cached: bool = False

    def as_dict(self) -> dict[str, Any]:
        """Return the fields as plain data; `dataclasses.asdict` would take as long as several tests."""
        plain = {item.name: getattr(self, item.name) for item in fields(self)}
        return plain | {"tests": [_test_as_dict(test) for test in self.tests]}

    @property
    def passed(self) -> int:
        """Number of tests that passed."""
        return [test.verdict for test in self.tests].count(Verdict.PASSED)

    @property
    def all_passed(self) -> bool:
        """Whether there are tests and every one of them passed."""
        return bool(self.tests) and self.passed == len(self.tests)

    @property
    def verdicts(self) -> dict[str, Verdict]:
        """Verdict by test name."""
        return {test.name: test.verdict for test in self.tests}


def _test_as_dict(test: TestReport) -> dict[str, Any]:
    return {
        "name": test.name,
        "verdict": test.verdict,
        "message": test.message,
        "line": test.line,
        "output": test.output,
    }


class LayerStatus(StrEnum):
    """Whether an isolation layer holds."""

    ACTIVE = "active"
    ABSENT = "absent"
    """The kernel does not offer it."""
    FAILED = "failed"
    """The kernel offers it but it could not be applied."""


@dataclass(frozen=True, slots=True)
class Layer:
    """One isolation layer as it was found on this machine.

    Args:
        name: E.g. `landlock`.
        status: Whether it holds.
        stops: What it keeps the code under test from doing.
        detail: The kernel's answer when it does not hold, or its version.
        required: Whether `strict` mode refuses to run without it.
    """

    name: str
    status: LayerStatus
    stops: str
    detail: str = ""
    required: bool = False


@dataclass(frozen=True, slots=True)
class IsolationReport:
    """Every layer between the code under test and the machine, in the order they are applied."""

    layers: tuple[Layer, ...]

    @property
    def missing(self) -> tuple[str, ...]:
        """Names of the layers that do not hold."""
        return tuple(layer.name for layer in self.layers if layer.status is not LayerStatus.ACTIVE)

    @property
    def missing_required(self) -> tuple[str, ...]:
        """Names of the layers without which `strict` mode refuses to run."""
        return tuple(
            layer.name for layer in self.layers if layer.required and layer.status is not LayerStatus.ACTIVE
        )
