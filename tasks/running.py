"""What runs suites for those who make and judge tasks."""

from __future__ import annotations

import itertools
from collections.abc import Collection, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from typing import Protocol

from tracefix_rl.sandbox.cache import ReportCache
from tracefix_rl.sandbox.limits import Suite
from tracefix_rl.sandbox.pool import Sandbox
from tracefix_rl.sandbox.report import SuiteReport

RUNS = 3
"""How often a suite runs when its verdicts must agree."""


class Runner(Protocol):
    """Runs suites; a sandbox is one."""

    def run(self, source: str, suite: Suite) -> SuiteReport:
        """Run a suite against a source.

        Raises:
            SuiteError: If the suite itself cannot be used.
        """


class Rotation:
    """Runs every suite elsewhere than the time before.

    Args:
        runners: Run suites in turn; sandboxes with different hash seeds find verdicts that depend on it.
    """

    def __init__(self, runners: Sequence[Runner]) -> None:
        self._turns = itertools.cycle(runners)

    def run(self, source: str, suite: Suite) -> SuiteReport:
        """Run a suite against a source; see `Runner`."""
        return next(self._turns).run(source, suite)


@contextmanager
def sandboxes(packages: Collection[str] = (), *, count: int = RUNS) -> Iterator[list[Sandbox]]:
    """Start sandboxes for one run at a time, each with another hash seed, and stop them at the end.

    Each remembers what it ran, so that a reference, which all tasks of a program share, runs once in each.

    Args:
        packages: Third-party packages that the code under test may import.
        count: How many.
    """
    with ExitStack() as stack:
        yield [
            stack.enter_context(Sandbox(runners=1, hash_seed=seed, cache=ReportCache(), packages=packages))
            for seed in range(1, count + 1)
        ]
