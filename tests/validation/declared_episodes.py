"""The episodes that the package declares, and playing one as OpenEnv's validator does."""

from __future__ import annotations

import json
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from openenv.validation.runtime.collector import collect_runtime_evidence
from openenv.validation.runtime.contracts import RuntimeEvidence, RuntimePlan

ROOT = Path(__file__).parents[2]
EPISODE_S = 600.0
AT_A_TIME = 4
"""Sessions that are played side by side."""


@dataclass(frozen=True)
class Declared:
    """An episode of the oracle or of the canaries."""

    plan: RuntimePlan
    least: float | None
    most: float | None

    @property
    def task_id(self) -> str:
        task_id: str = self.plan.reset.options["task_id"]
        return task_id


@dataclass(frozen=True)
class Played:
    """What was sent and received while a plan was played."""

    plan: RuntimePlan
    evidence: RuntimeEvidence

    @property
    def steps(self) -> list[dict[str, Any]]:
        """What came of each action: `observation`, `reward` and `done`."""
        return [
            json.loads(each.response_json)["data"]
            for each in self.evidence.exchanges
            if each.operation == "step"
        ]

    @property
    def first(self) -> dict[str, Any]:
        """What came of the reset."""
        data: dict[str, Any] = json.loads(self.evidence.exchanges[0].response_json)["data"]
        return data

    @property
    def rewards(self) -> list[float]:
        return [step["reward"] for step in self.steps]

    @property
    def final_score(self) -> float:
        assert self.steps[-1]["done"]
        score: float = self.steps[-1]["observation"]["metadata"]["final_score"]
        return score

    @property
    def verdicts(self) -> dict[str, str]:
        """Of the visible tests at the end."""
        return {test["test_name"]: test["verdict"] for test in self.steps[-1]["observation"]["test_results"]}

    @property
    def requested(self) -> str:
        """All that was sent, with its characters as they are."""
        return _readable(each.request_json for each in self.evidence.exchanges)

    @property
    def received(self) -> str:
        """All that was answered, likewise."""
        return _readable(each.response_json for each in self.evidence.exchanges)


def _readable(messages: Iterable[str]) -> str:
    return "\n".join(json.dumps(json.loads(each), ensure_ascii=False) for each in messages)


def declared(name: str) -> list[Declared]:
    """Read a file of episodes."""
    content = json.loads((ROOT / "validation" / name).read_text(encoding="utf-8"))
    return [
        Declared(RuntimePlan.model_validate(each["plan"]), each.get("least_score"), each.get("most_score"))
        for each in content["episodes"]
    ]


def play(base_url: str, plan: RuntimePlan) -> Played:
    """Play a plan in a session of its own."""
    evidence = collect_runtime_evidence(base_url, plan, episode_timeout_s=EPISODE_S)
    assert evidence.failure_reason is None, f"{plan.reset.episode_id}: {evidence.failure_reason}"
    return Played(plan, evidence)


def play_all(base_url: str, plans: Iterable[RuntimePlan]) -> list[Played]:
    """Play plans, several side by side."""
    with ThreadPoolExecutor(AT_A_TIME) as sessions:
        return list(sessions.map(lambda plan: play(base_url, plan), plans))
