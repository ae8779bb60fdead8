"""What a session does, and which runs of the sandbox that takes.

An episode marks the source, twice, with the tests run after each, takes the second mark back, repairs the
program and submits. A mark is a comment that no other episode has, so that none of these runs is one that the
server remembers.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from tracefix_rl.policies.edits import smallest_edits
from tracefix_rl.sandbox import Sandbox, Suite, SuiteReport, Verdict
from tracefix_rl.tasks import Catalog, Task

FRESH_RUNS = {"RUN_TESTS": 1, "SUBMIT": 1}
"""Runs that the sandbox has not done before, by action. `SUBMIT` follows a run of the visible tests."""


@dataclass(frozen=True, slots=True)
class Script:
    """A task as a session needs it.

    Args:
        task_id: Which one.
        repair: The fields of the edits that repair it, in order, for a source with one line before it.
    """

    task_id: str
    repair: tuple[dict[str, int | str | None], ...]

    @classmethod
    def of(cls, task: Task) -> Script:
        """Return a task's script."""
        edits = smallest_edits(task.source.splitlines(), task.solution.splitlines())
        return cls(
            task.id,
            tuple(
                {
                    "start_line": (edit.start_line or 0) + 1,
                    "end_line": (edit.end_line or 0) + 1,
                    "new_code_block": edit.new_code_block,
                }
                for edit in edits
            ),
        )


def again(mark: str) -> str:
    """Return the mark that takes the place of another."""
    return f"{mark}, again"


def fresh_runs(task: Task, mark: str) -> Iterator[tuple[str, Suite]]:
    """Yield the runs of an episode that no other has: source and suite."""
    yield f"{mark}\n{task.source}", task.visible
    yield f"{again(mark)}\n{task.source}", task.visible
    yield f"{mark}\n{task.solution}", task.visible
    yield f"{mark}\n{task.solution}", task.held_out


def draw(count: int, sandbox: Sandbox) -> tuple[list[Task], int]:
    """Draw tasks of the `train` split, the same each time.

    Args:
        count: How many.
        sandbox: Tries them: a bug that makes a loop without an end costs a second of processor time in each
            run, so a few of them would be all that is measured.

    Returns:
        The tasks, and how many were left out because a test did not end.
    """
    tasks: dict[str, Task] = {}
    seed = hanging = 0
    while len(tasks) < count:
        task = Catalog.configured().select(split="train", seed=seed)
        seed += 1
        if task.id in tasks:
            continue
        if any(_hangs(sandbox.run(task.source, suite)) for suite in (task.visible, task.held_out)):
            hanging += 1
        else:
            tasks[task.id] = task
    return list(tasks.values()), hanging


def _hangs(report: SuiteReport) -> bool:
    return any(test.verdict is Verdict.TIMEOUT for test in report.tests)
