"""What a candidate must pass before it is a task.

`check_task` looks at one candidate alone, `check_hanging` at one report; `Distinct` compares the tasks of one
program. Public besides: `Refusal` and `RefusalReason`, why a candidate is no task, and `Replay`, how a repair
is played.
"""

from tracefix_rl.tasks.gate.checks import Replay, check_hanging, check_task
from tracefix_rl.tasks.gate.duplicates import Distinct
from tracefix_rl.tasks.gate.refusals import Refusal, RefusalReason

__all__ = ["Distinct", "Refusal", "RefusalReason", "Replay", "check_hanging", "check_task"]
