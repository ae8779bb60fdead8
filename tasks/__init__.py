"""What a task is, where tasks come from, and what each must pass before an agent sees it.

Public: `Task` and its parts; `Catalog`, which chooses one; `read_task`, which reads one from its folder;
`Library` and `Program`, what tasks are made of, and `cases`, what a program is tried with;
`check_task`, the gate.
"""

from tracefix_rl.tasks.catalog import Catalog, UnknownTask
from tracefix_rl.tasks.folder import TaskFolderError, read_task
from tracefix_rl.tasks.gate import Refusal, RefusalReason, check_task
from tracefix_rl.tasks.inputs import cases
from tracefix_rl.tasks.program import Program
from tracefix_rl.tasks.program_folder import read_program
from tracefix_rl.tasks.programs import Library, UnknownProgram
from tracefix_rl.tasks.running import Runner
from tracefix_rl.tasks.task import Bug, Family, Split, Task, TaskCard, Tier

__all__ = [
    "Bug",
    "Catalog",
    "Family",
    "Library",
    "Program",
    "Refusal",
    "RefusalReason",
    "Runner",
    "Split",
    "Task",
    "TaskCard",
    "TaskFolderError",
    "Tier",
    "UnknownProgram",
    "UnknownTask",
    "cases",
    "check_task",
    "read_program",
    "read_task",
]
