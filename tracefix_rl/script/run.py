"""A run of the script: plays a plan, logs it in lines, and writes the results file."""

from __future__ import annotations

import platform
from collections.abc import Sequence
from dataclasses import dataclass, field
from importlib.metadata import version
from pathlib import Path
from typing import Any, TextIO

from rich.console import Console

from tracefix_rl.core.models import Observation
from tracefix_rl.evaluation.play import Audience, EpisodeResult, Step, Watcher, play_episode
from tracefix_rl.policies.base import Policy
from tracefix_rl.script.lines import LineLog
from tracefix_rl.script.plan import PlannedEpisode
from tracefix_rl.script.results import entry, write_results
from tracefix_rl.session import Session, one_line
from tracefix_rl.tasks.catalog import Catalog
from tracefix_rl.terminal.narration import Narrator
from tracefix_rl.trajectories.record import Outcome


@dataclass(slots=True)
class ScriptRun:
    """What is to be played and how it is told; `entries` fills as the episodes end.

    Args:
        plan: The episodes.
        policy: Who plays them.
        policy_name: What kind of policy that is.
        seed: What the run was seeded with.
        max_steps: Steps until an episode is truncated.
        benchmark: Name of the environment in the lines.
        threshold: Lowest final score that counts as success.
        output: Where the results file goes.
        lines: Where the log lines go.
        console: Where everything else goes.
        with_thoughts: Whether every step is told there.
    """

    plan: Sequence[PlannedEpisode]
    policy: Policy
    policy_name: str
    seed: int
    max_steps: int
    benchmark: str
    threshold: float
    output: Path
    lines: TextIO
    console: Console
    with_thoughts: bool = False
    entries: list[dict[str, Any]] = field(default_factory=list)
    failures: int = 0

    async def play(self, session: Session) -> None:
        """Play all episodes, one after the other; a failed one costs no other."""
        try:
            for planned in self.plan:
                await self._play_one(session, planned)
        finally:
            await self.policy.close()

    def fail(self, error: str) -> None:
        """Close the episodes that were not played, because there is no environment to play them in."""
        for planned in self.plan[len(self.entries) :]:
            self._watcher(planned).ended(EpisodeResult(outcome=Outcome.SESSION_LOST, error=one_line(error)))

    def write(self) -> None:
        """Write what there is so far."""
        run = {
            "versions": _versions(),
            "benchmark": self.benchmark,
            "policy": self.policy_name,
            "model": self.policy.name,
            "seed": self.seed,
            "max_steps": self.max_steps,
            "success_score_threshold": self.threshold,
            "complete": len(self.entries) == len(self.plan) and not self.failures,
        }
        write_results(self.output, run, self.entries)

    async def _play_one(self, session: Session, planned: PlannedEpisode) -> None:
        await play_episode(
            session,
            self.policy,
            options=planned.options,
            max_steps=self.max_steps,
            watcher=self._watcher(planned),
        )

    def _watcher(self, planned: PlannedEpisode) -> Watcher:
        log = LineLog(
            self.lines,
            task=planned.task,
            placeholder=planned.placeholder,
            env=self.benchmark,
            model=self.policy.name,
            threshold=self.threshold,
        )
        narrator = Narrator(self.console, with_thoughts=self.with_thoughts)
        return Audience(log, narrator, _Recorder(self, log))


class _Recorder(Watcher):
    """Adds an episode to the run's entries when it is over, also when it was cut short."""

    def __init__(self, run: ScriptRun, log: LineLog) -> None:
        self._run = run
        self._log = log

    def started(self, observation: Observation) -> None:
        """Nothing to record yet."""

    def stepped(self, step: Step) -> None:
        """The result has it."""

    def ended(self, result: EpisodeResult) -> None:
        """Record it."""
        self._run.failures += result.failed
        name = _name_of(result.task_id)
        self._run.entries.append(entry(self._log.label, name, result, self._run.threshold))


def _name_of(task_id: str) -> str | None:
    try:
        return Catalog.configured().entry(task_id).name
    except LookupError:
        return None


def _versions() -> dict[str, str]:
    packages = ("openenv-tracefix-rl", "openenv", "openai")
    return {"python": platform.python_version()} | {package: version(package) for package in packages}
