"""One debugging episode: buffer, actions, reward, observation. Pure, synchronous, no HTTP, no OpenEnv.

`Episode` plays a task with a `SuiteRunner`: `reset` starts it, `step` carries out one `Action`, and both
return an `Observation`.
"""

from tracefix_rl.core.buffer import CodeBuffer, EditError
from tracefix_rl.core.episode import Episode, EpisodeError, EpisodeInfrastructureError, SuiteRunner
from tracefix_rl.core.models import (
    Action,
    ActionType,
    EpisodeState,
    HistoryEntry,
    Observation,
    RewardMode,
    StopReason,
    TestResult,
)

__all__ = [
    "Action",
    "ActionType",
    "CodeBuffer",
    "EditError",
    "Episode",
    "EpisodeError",
    "EpisodeInfrastructureError",
    "EpisodeState",
    "HistoryEntry",
    "Observation",
    "RewardMode",
    "StopReason",
    "SuiteRunner",
    "TestResult",
]
