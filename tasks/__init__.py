"""What a task is, where tasks come from, and what each must pass before an agent sees it.

Public: `Task` and its parts; `Catalog`, which chooses one; `read_task`, which reads one from its folder;
`check_task`, the gate.
"""

from tracefix_rl.tasks.catalog import Catalog, UnknownTask
from tracefix_rl.tasks.folder import TaskFolderError, read_task
from tracefix_rl.tasks.gate import Refusal, RefusalReason, Runner, check_task
from tracefix_rl.tasks.task import Bug, Split, Task, TaskCard, Tier

__all__ = [
    "Bug",
    "Catalog",
    "Refusal",
    "RefusalReason",
    "Runner",
    "Split",
    "Task",
    "TaskCard",
    "TaskFolderError",
    "Tier",
    "UnknownTask",
    "check_task",
    "read_task",
]
