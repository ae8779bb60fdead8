"""Who is told how a session's episodes go: what records, counts and logs them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from tracefix_rl.core.actions import label
from tracefix_rl.core.models import Action, ActionType, EpisodeState, Observation
from tracefix_rl.server.activity import Activity
from tracefix_rl.tasks.task import Task

_KINDS = frozenset(kind.value for kind in ActionType)


def kind_of(action: Action) -> str:
    """Name an action; those that are none share a name, so that nobody's text ends up among the names."""
    name = label(action)
    return name if name in _KINDS else "UNKNOWN"


@dataclass(frozen=True, slots=True)
class Begun:
    """An episode that begins.

    Args:
        options: What `reset` was asked for.
        task: What is played.
        state: Where the episode stands.
        observation: What `reset` returned.
        seconds: Time that took.
    """

    options: Mapping[str, Any]
    task: Task
    state: EpisodeState
    observation: Observation
    seconds: float


class Watcher(Protocol):
    """Is told of one episode after the other; it raises nothing."""

    def begun(self, episode: Begun) -> None:
        """An episode begins; the one before has ended or was abandoned."""

    def stepped(self, action: Action, observation: Observation, seconds: float) -> None:
        """A step was taken; it was the last if the observation is `done`."""

    def abandoned(self) -> None:
        """The episode is not played any further, and has no score."""


class Watched:
    """One session's episodes.

    Args:
        activity: Counts them while they are played.
        watchers: Are told of them, in this order.
    """

    def __init__(self, activity: Activity, watchers: Sequence[Watcher]) -> None:
        self._activity = activity
        self._watchers = watchers
        self._is_playing = False

    def begun(self, episode: Begun) -> None:
        """Tell of an episode; the one before is abandoned if it has not ended."""
        self.abandoned()
        self._is_playing = True
        self._activity.begin()
        self._tell(lambda watcher: watcher.begun(episode))

    def stepped(self, action: Action, observation: Observation, seconds: float) -> None:
        """Tell of a step, which may be the last."""
        self._tell(lambda watcher: watcher.stepped(action, observation, seconds))
        if observation.done:
            self._end()

    def abandoned(self) -> None:
        """Tell that the episode, if one is played, is not played any further."""
        if self._is_playing:
            self._tell(lambda watcher: watcher.abandoned())
            self._end()

    def _tell(self, told: Callable[[Watcher], None]) -> None:
        for watcher in self._watchers:
            told(watcher)

    def _end(self) -> None:
        self._is_playing = False
        self._activity.end()
