"""An episode's record: made while it is played, kept in a file, and played again.

- `Trajectory`, `StepRecord`, `Edit`: what is recorded
- `Recorder`: makes the record as the episode goes
- `Journal`, `read_journal`, `record_in`: a file of records, whole after any crash
- `trajectories_of`: the episodes of a run, wherever its journals are
- `replay`: plays a record again and compares; `Replay`, `Difference`, `Obstacle`: what comes of it
- `digest_of`: what one observation is compared by
"""

from __future__ import annotations

from tracefix_rl.trajectories.comparison import Difference
from tracefix_rl.trajectories.digest import digest_of
from tracefix_rl.trajectories.journal import Damage, Journal, JournalError, read_journal, record_in
from tracefix_rl.trajectories.record import (
    FORMAT,
    Edit,
    Outcome,
    Player,
    StepRecord,
    TaskRecord,
    Tokens,
    Trajectory,
)
from tracefix_rl.trajectories.recorder import Recorder
from tracefix_rl.trajectories.replay import Obstacle, Reason, Replay, replay
from tracefix_rl.trajectories.runs import EPISODES, RunError, journals_of, trajectories_of

__all__ = [
    "EPISODES",
    "FORMAT",
    "Damage",
    "Difference",
    "Edit",
    "Journal",
    "JournalError",
    "Obstacle",
    "Outcome",
    "Player",
    "Reason",
    "Recorder",
    "Replay",
    "RunError",
    "StepRecord",
    "TaskRecord",
    "Tokens",
    "Trajectory",
    "digest_of",
    "journals_of",
    "read_journal",
    "record_in",
    "replay",
    "trajectories_of",
]
