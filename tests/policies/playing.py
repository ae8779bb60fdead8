"""Playing an episode in this process, and what it leaves."""

from __future__ import annotations

from collections.abc import Callable

from tracefix_rl.core.models import Observation
from tracefix_rl.evaluation.play import EpisodeResult, Step, Watcher


class Record(Watcher):
    """Keeps what it is told."""

    def __init__(self) -> None:
        self.first: Observation | None = None
        self.steps: list[Step] = []
        self.result = EpisodeResult()

    def started(self, observation: Observation) -> None:
        self.first = observation

    def stepped(self, step: Step) -> None:
        self.steps.append(step)

    def ended(self, result: EpisodeResult) -> None:
        self.result = result

    @property
    def actions(self) -> list[str]:
        return [str(step.action.action_type) for step in self.steps]


Play = Callable[..., Record]
