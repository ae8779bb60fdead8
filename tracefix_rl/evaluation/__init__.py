"""Plays episodes with policies, many at a time, and measures how they went.

- `play`: the loop between a policy and a session; `recording`: makes its trajectory
- `job`, `worker`, `engines`: what is to be played, in a form that can be sent away, and who plays it
- `drawing`, `lists`: which tasks
- `folder`, `run`: what is kept as it ends, and playing what is missing
- `statistics`, `precision`, `summary`: what was measured
"""

from __future__ import annotations

from tracefix_rl.evaluation.play import EpisodeResult, Step, Watcher, play_episode

__all__ = ["EpisodeResult", "Step", "Watcher", "play_episode"]
