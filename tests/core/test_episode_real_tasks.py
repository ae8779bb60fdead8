"""The episode's promises, kept on the shipped tasks with the real sandbox."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import real_tasks
from hypothesis import given, settings
from hypothesis import strategies as st

from tracefix_rl.core.episode import Episode
from tracefix_rl.core.models import Action, Observation
from tracefix_rl.sandbox import Sandbox, SuiteReport, Verdict
from tracefix_rl.tasks.task import Task

TASKS = real_tasks.tasks()
TOLERANCE = 1e-9
by_name = pytest.mark.parametrize("task", TASKS, ids=[task.name for task in TASKS])


def source_of(task: Task, observation: Observation) -> str:
    text = "\n".join(observation.code_dict.values())
    return text + "\n" if text and task.source.endswith("\n") else text


def score_by_hand(before: list[SuiteReport], now: list[SuiteReport]) -> float:
    """S by the design's formula, over both suites."""
    if any(report.load_error for report in now):
        return 0.01
    pairs = [
        (old.verdicts[name] is Verdict.PASSED, report.verdicts[name] is Verdict.PASSED)
        for old, report in zip(before, now, strict=True)
        for name in old.verdicts
    ]
    if all(passes for _, passes in pairs):
        return 0.98
    repaired = [passes for passed, passes in pairs if not passed]
    broken = [not passes for passed, passes in pairs if passed]
    potential = sum(repaired) / len(repaired) - sum(broken) / max(1, len(broken))
    return 0.01 + 0.48 * min(1.0, max(0.0, potential))


@by_name
def test_the_repair_scores_full_and_doing_nothing_the_floor(sandbox: Sandbox, task: Task) -> None:
    repair = [*real_tasks.repair(task), Action(action_type="RUN_TESTS")]
    *_, run, end = real_tasks.play(Episode(sandbox), task, repair)
    assert "SUCCESS: ALL TESTS PASSED" in run.last_execution_output
    assert end.metadata["final_score"] == 0.98
    nothing = real_tasks.play(Episode(sandbox), task, [])[-1]
    assert (nothing.metadata["final_score"], nothing.reward) == (0.01, 0.01)


@settings(max_examples=25)
@given(
    task=st.sampled_from(TASKS),
    seed=st.integers(0, 2**32),
    length=st.integers(0, 10),
    max_steps=st.integers(1, 30),
)
def test_the_return_is_the_final_score_less_the_cost(
    sandbox: Sandbox, task: Task, seed: int, length: int, max_steps: int
) -> None:
    actions = real_tasks.random_actions(task, seed, length)
    _, *observations = real_tasks.play(Episode(sandbox), task, actions, max_steps=max_steps)
    last = observations[-1]
    suites = (task.visible, task.held_out)
    score = score_by_hand(
        [sandbox.run(task.source, suite) for suite in suites],
        [sandbox.run(source_of(task, last), suite) for suite in suites],
    )
    mistakes = sum(each.metadata["last_action_error"] is not None for each in observations)
    cost = min(0.15, 0.002 * max(0, len(observations) - 8) + 0.01 * mistakes)
    rewards = [float(each.reward or 0) for each in observations]
    assert last.done
    assert last.metadata["final_score"] == pytest.approx(score, abs=TOLERANCE)
    assert sum(rewards) == pytest.approx(score - cost, abs=TOLERANCE)
    assert -0.14 - TOLERANCE <= sum(rewards) <= 0.98 + TOLERANCE
    for each, reward in zip(observations, rewards, strict=True):
        assert sum(each.metadata["reward_breakdown"].values()) == reward


def texts_in(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        yield from texts_in([*value.keys(), *value.values()])
    elif isinstance(value, list):
        for item in value:
            yield from texts_in(item)
    else:
        yield str(value)


@by_name
def test_no_observation_tells_what_an_agent_must_not_know(sandbox: Sandbox, task: Task) -> None:
    held_out = {line.strip() for line in task.held_out.text.splitlines() if "assert" in line}
    held_out |= set(sandbox.run(task.source, task.held_out).verdicts)
    known = "\n".join((task.source, task.specification, task.visible.text))
    known += "\n".join(sandbox.run(task.source, task.visible).verdicts)
    secrets = {task.name, *(bug.description for bug in task.bugs)}
    secrets |= {text for text in held_out if text not in known}
    actions = [Action(action_type="RUN_TESTS"), *real_tasks.random_actions(task, 7, 6)]
    for observation in real_tasks.play(Episode(sandbox), task, actions, max_steps=len(actions)):
        seen = "\n".join(texts_in(observation.model_dump(mode="json")))
        assert [secret for secret in secrets if secret in seen] == []


def test_the_same_play_looks_the_same_in_any_process_under_any_hash_seed(sandbox: Sandbox) -> None:
    script = Path(real_tasks.__file__)
    plays = {
        subprocess.run(
            [sys.executable, str(script)],
            env={**os.environ, "PYTHONHASHSEED": seed},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    }
    assert plays == {real_tasks.fixed_play(Episode(sandbox))}
