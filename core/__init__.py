"""One debugging episode: buffer, actions, reward, observation. Pure, synchronous, no HTTP, no OpenEnv.

`Episode` plays a task with a `SuiteRunner`: `reset` starts it, `step` carries out one `Action`, and both
return an `Observation`. `Selection` chooses what a session's episodes play.
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
from tracefix_rl.core.selection import Curriculum, Selected, Selection

__all__ = [
    "Action",
    "ActionType",
    "CodeBuffer",
    "Curriculum",
    "EditError",
    "Episode",
    "EpisodeError",
    "EpisodeInfrastructureError",
    "EpisodeState",
    "HistoryEntry",
    "Observation",
    "RewardMode",
    "Selected",
    "Selection",
    "StopReason",
    "SuiteRunner",
    "TestResult",
]
