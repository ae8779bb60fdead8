"""What a record says of the episode it was made of."""

from __future__ import annotations

import asyncio

import pytest
from recorded import Scripted, record

from tracefix_rl.core.models import Action, Observation
from tracefix_rl.evaluation.play import EpisodeResult, Step, Watcher, play_episode
from tracefix_rl.policies.oracle import OraclePolicy
from tracefix_rl.policies.random import RandomPolicy
from tracefix_rl.sandbox import Sandbox
from tracefix_rl.session import LocalSession
from tracefix_rl.tasks import Catalog
from tracefix_rl.trajectories import Outcome, Trajectory, digest_of

COSTS = ("step_cost", "invalid_action_cost")


class Seen(Watcher):
    """Keeps the source after each step."""

    def __init__(self) -> None:
        self.sources: list[list[str]] = []

    def started(self, observation: Observation) -> None:
        self.sources.append(list(observation.code_dict.values()))

    def stepped(self, step: Step) -> None:
        self.sources.append(list(step.observation.code_dict.values()))

    def ended(self, result: EpisodeResult) -> None:
        pass


@pytest.mark.parametrize("seed", range(4))
def test_the_source_after_each_step_can_be_told(sandbox: Sandbox, seed: int) -> None:
    seen = Seen()
    task = Catalog.configured().entry("task3_hard").id
    asyncio.run(
        play_episode(
            LocalSession(sandbox), RandomPolicy(seed), options={"task_id": task}, max_steps=20, watcher=seen
        )
    )
    trajectory = record(sandbox, RandomPolicy(seed), task)
    assert [trajectory.lines_after(step) for step in range(len(trajectory.steps) + 1)] == seen.sources


def test_rewards_their_parts_and_the_score_belong_together(wandered: Trajectory, solved: Trajectory) -> None:
    for trajectory in (wandered, solved):
        assert all(sum(step.reward_parts.values()) == pytest.approx(step.reward) for step in trajectory.steps)
        cost = sum(step.reward_parts[part] for step in trajectory.steps for part in COSTS)
        assert trajectory.episode_return == pytest.approx(trajectory.final_score + cost)
    assert solved.resolved
    assert not wandered.resolved


def test_a_record_names_task_player_and_versions(solved: Trajectory) -> None:
    task = Catalog.configured().find("task1_easy")
    assert solved.task.id == task.id
    assert solved.task.content == task.content_hash
    assert solved.task.tier == task.tier
    assert solved.player.policy == "search"
    assert solved.versions.keys() >= {"python", "openenv-tracefix-rl"}
    assert solved.options["task_id"] == task.id


def test_the_spans_of_the_bug_are_where_the_oracle_edits(sandbox: Sandbox) -> None:
    catalog = Catalog.configured()
    trajectory = record(sandbox, OraclePolicy(catalog.find), "task1_easy")
    edited = {
        line
        for step in trajectory.steps
        if step.edit
        for line in range(step.edit.line, step.edit.line + max(1, step.edit.removed))
    }
    assert trajectory.task.bug_spans
    spans = {line for first, last in trajectory.task.bug_spans for line in range(first, max(first, last) + 1)}
    assert edited
    assert edited <= spans


def test_an_action_that_is_no_unicode_is_recorded_as_it_was(sandbox: Sandbox) -> None:
    odd = Action(action_type="REPLACE_LINES", start_line=1, end_line=1, new_code_block="\ud800")
    policy = Scripted(odd, Action(action_type="\udc00", thought="\ud800"), Action(action_type="SUBMIT"))
    trajectory = record(sandbox, policy, "task1_easy")
    assert trajectory.stop_reason is Outcome.SUBMITTED
    assert [bool(step.error) for step in trajectory.steps] == [True, True, False]
    assert trajectory.steps[0].action["new_code_block"] == "\ud800"


def test_a_policy_that_breaks_leaves_a_record_without_a_score(sandbox: Sandbox) -> None:
    trajectory = record(sandbox, Scripted(Action(action_type="VIEW_CODE")), "task1_easy")
    assert trajectory.stop_reason is Outcome.POLICY_ERROR
    assert trajectory.final_score is None
    assert trajectory.failed
    assert len(trajectory.steps) == 1


def test_digests_tell_observations_apart_and_survive_the_wire() -> None:
    one = Observation(code_dict={1: "a", 10: "b"}, reward=0.1, metadata={"task_id": "t"})
    other = one.model_copy(update={"reward": 0.2})
    assert digest_of(one) != digest_of(other)
    assert digest_of(Observation.model_validate_json(one.model_dump_json())) == digest_of(one)
