"""Tests that pytest sets up and calls.

pytest decides what became of a test in its reports, which the sandbox does not make: they are text, and it
has verdicts of its own. Here is all that leads up to them: the hooks that set up, call and tear down, and
where pytest leaves the failures that do not travel as exceptions. The parts of `_pytest` that are not public
are named here, in `collection`, `plain` and `screening`.
"""

from __future__ import annotations

import secrets
import sys
import unittest
import warnings
from pathlib import Path
from typing import Any

import pytest
from _pytest.config import parse_warning_filter
from _pytest.pathlib import rm_rf
from _pytest.skipping import evaluate_skip_marks, evaluate_xfail_marks
from _pytest.threadexception import thread_exceptions
from _pytest.tmpdir import tmppath_result_key
from _pytest.unittest import TestCaseFunction
from _pytest.unraisableexception import unraisable_exceptions

from tracefix_rl.sandbox.halt import Halt
from tracefix_rl.sandbox.temporary import temporary_folder

SKIPS = (pytest.skip.Exception, unittest.SkipTest)
"""What tells pytest that a test or a module is not to be run."""

_RAISED = pytest.StashKey[list[BaseException]]()
_LAST_ERROR = ("last_type", "last_value", "last_traceback", "last_exc")


class Subtests:
    """Plugin: keeps what subtests raise. pytest reports it and lets the test around them go on."""

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtest_makereport(self, item: pytest.Item, call: pytest.CallInfo[Any]) -> pytest.TestReport:
        """Take note, and report a success, about which nothing further is done."""
        if call.excinfo is not None:
            item.stash[_RAISED].append(call.excinfo.value)
        return pytest.TestReport(item.nodeid, ("", None, ""), {}, "passed", None, "call")


class FixtureTest:
    """A test that pytest sets up and calls.

    Args:
        item: The test as pytest has it.
    """

    def __init__(self, item: pytest.Function) -> None:
        self._item = item
        self._filters = warning_filters(item)

    def set_up(self) -> None:
        """Set up the fixtures; warnings are treated as the test's marks say, until its caller resets them."""
        self._item.stash[_RAISED] = []
        self._item.stash[tmppath_result_key] = {}
        for each in self._filters:
            warnings.filterwarnings(*each)
        self._item.ihook.pytest_runtest_setup(item=self._item)

    def call(self) -> None:
        """Run the test.

        Raises:
            BaseException: What it raised; a group if several of its parts failed.
        """
        raised: list[BaseException] = []
        try:
            self._item.ihook.pytest_runtest_call(item=self._item)
        except Halt:
            raise
        except BaseException as error:
            raised.append(error)
        raised = [*self._kept(), *raised]
        if len(raised) == 1:
            raise raised[0]
        if raised:
            raise BaseExceptionGroup("parts of the test failed", raised)
        if evaluate_xfail_marks(self._item) is not None:
            raise pytest.xfail.Exception("it marked itself as xfail")

    def tear_down(self, following: FixtureTest | None) -> None:
        """Tear down the fixtures that the next test does not share."""
        self._item.ihook.pytest_runtest_teardown(
            item=self._item, nextitem=following._item if following else None
        )

    def _kept(self) -> list[BaseException]:
        """Return what pytest keeps for its reports: failures of a `TestCase` and of subtests."""
        kept = [*self._item.stash[_RAISED]]
        if isinstance(self._item, TestCaseFunction):
            kept += [info.value for info in self._item._excinfo or ()]
        return list({id(error): error for error in kept}.values())


def warning_filters(item: pytest.Function) -> list[tuple[Any, ...]]:
    """Return what a test's `filterwarnings` marks say, in the order of their application.

    Raises:
        pytest.UsageError: If one says nothing that can be understood.
    """
    marks = item.iter_markers("filterwarnings")
    return [parse_warning_filter(text, escape=False) for mark in marks for text in mark.args]


def counts(item: pytest.Function) -> bool:
    """Tell whether a test has a verdict: the suite's own skip and xfail marks take it out."""
    if getattr(item.obj, "__unittest_skip__", False):
        return False
    if isinstance(item, TestCaseFunction):
        marks = ("__unittest_skip__", "__unittest_expecting_failure__")
        if any(getattr(holder, mark, False) for holder in (item.obj, item.cls) for mark in marks):
            return False
    return evaluate_skip_marks(item) is None and evaluate_xfail_marks(item) is None


def base_folder() -> str:
    """Return the path of a folder for the temporary files of one runner; it is made when a test needs it."""
    return str(Path(temporary_folder()) / f"tracefix-{secrets.token_hex(8)}")


def forget_run(config: pytest.Config) -> None:
    """Let go of what pytest keeps of tests until the end of a session, which here never comes."""
    config.stash[unraisable_exceptions].clear()
    config.stash[thread_exceptions].clear()
    for name in _LAST_ERROR:
        sys.__dict__.pop(name, None)
    factory = config._tmp_path_factory  # type: ignore[attr-defined]
    if factory._basetemp is not None:
        rm_rf(factory._basetemp)
        factory._basetemp = None
        factory._next_number.clear()
