"""Plays episodes with a policy and says how they went."""

from __future__ import annotations

from tracefix_rl.evaluation.play import EpisodeResult, Step, Watcher, play_episode

__all__ = ["EpisodeResult", "Step", "Watcher", "play_episode"]
