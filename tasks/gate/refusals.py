"""Why a candidate is no task."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class RefusalReason(StrEnum):
    """Why a candidate is no task."""

    SUITE_UNUSABLE = "suite_unusable"
    """A test module does not load or has no tests."""
    SOLUTION_FAILS = "solution_fails"
    """The solution does not pass every visible and held-out test."""
    DOES_NOT_LOAD = "does_not_load"
    """The source does not compile or import."""
    SAME_CODE = "same_code"
    """The source is the solution, but for comments and layout."""
    NO_VISIBLE_FAILURE = "no_visible_failure"
    NO_VISIBLE_PASS = "no_visible_pass"
    NO_HELD_OUT_FAILURE = "no_held_out_failure"
    NOT_SEEN_ALONE = "not_seen_alone"
    """One of several bugs fails no visible test where it is the only one."""
    UNSTABLE = "unstable"
    """Runs of one suite against one source gave different verdicts."""
    CRASHES = "crashes"
    """A limit or a signal ends the source's process, which another machine may do elsewhere."""
    HANGS = "hangs"
    """Too many tests do not end; or one does not, and enough other tasks are like that."""
    GIVEN_AWAY = "given_away"
    """A comment, a docstring, the title, the name of a test or of the task tells the bug."""
    DUPLICATE_CODE = "duplicate_code"
    """Another task of the program has the same syntax tree."""
    DUPLICATE_VERDICTS = "duplicate_verdicts"
    """Another task of the program has the same verdict in every test."""
    STUB_PASSES = "stub_passes"
    """A module that does nothing of what it should passes every test."""
    REPAIR_FAILS = "repair_fails"
    """Undoing the bug by an agent's actions does not resolve the task."""


@dataclass(frozen=True, slots=True)
class Refusal:
    """One thing that keeps a candidate from being a task.

    Args:
        reason: What kind of thing.
        detail: What exactly, in words.
    """

    reason: RefusalReason
    detail: str
