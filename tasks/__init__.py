"""What a task is, where tasks come from, and what each must pass before an agent sees it.

Public: `Task` and its parts; `Catalog`, which chooses one, and `TaskFile`, where they are stored;
`read_curated` and `read_task`, which read those that were written by hand; `Library` and `Program`, what
tasks are made of, and `cases`, what a program is tried with; `check_task`, the gate.
"""

from tracefix_rl.tasks.catalog import Catalog, UnknownTask
from tracefix_rl.tasks.curation import Curated, read_curated
from tracefix_rl.tasks.folder import TaskFolderError, read_task
from tracefix_rl.tasks.gate import Refusal, RefusalReason, check_task
from tracefix_rl.tasks.inputs import cases
from tracefix_rl.tasks.program import Program
from tracefix_rl.tasks.program_folder import read_program
from tracefix_rl.tasks.programs import Library, UnknownProgram
from tracefix_rl.tasks.running import Runner
from tracefix_rl.tasks.storage import Band, Choice, Entry, TaskFile, TaskFileError
from tracefix_rl.tasks.task import Bug, Family, Split, Task, TaskCard, Tier

__all__ = [
    "Band",
    "Bug",
    "Catalog",
    "Choice",
    "Curated",
    "Entry",
    "Family",
    "Library",
    "Program",
    "Refusal",
    "RefusalReason",
    "Runner",
    "Split",
    "Task",
    "TaskCard",
    "TaskFile",
    "TaskFileError",
    "TaskFolderError",
    "Tier",
    "UnknownProgram",
    "UnknownTask",
    "cases",
    "check_task",
    "read_curated",
    "read_program",
    "read_task",
]
