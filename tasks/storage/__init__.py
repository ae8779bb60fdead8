"""Task files: thousands of tasks in one file, found without reading it whole.

A task file is an SQLite database of programs and of tasks as edits of them. `TaskFile` reads one,
`TaskFiles` several, and
`tracefix_rl.tasks.storage.writing` writes one; `Entry` is what is known of a task before it is loaded,
`Choice` which tasks are meant.
"""

from tracefix_rl.tasks.storage.entries import Band, Choice, Entry, Parts
from tracefix_rl.tasks.storage.errors import TaskFileError
from tracefix_rl.tasks.storage.reading import TaskFile
from tracefix_rl.tasks.storage.several import TaskFiles

__all__ = ["Band", "Choice", "Entry", "Parts", "TaskFile", "TaskFileError", "TaskFiles"]
