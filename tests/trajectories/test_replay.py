"""A record that is played again: equal where nothing changed, and what changed is named where it did."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import Any

import pytest
from recorded import Scripted, record
from task_files import curated, write

from tracefix_rl.core.models import Action
from tracefix_rl.policies.random import RandomPolicy
from tracefix_rl.sandbox import Sandbox
from tracefix_rl.session import LocalSession
from tracefix_rl.tasks import Catalog
from tracefix_rl.trajectories import (
    Difference,
    Journal,
    Outcome,
    Player,
    Reason,
    Recorder,
    Replay,
    Trajectory,
    read_journal,
    replay,
)
from tracefix_rl.trajectories.replaying import replay_all


def again(sandbox: Sandbox, trajectory: Trajectory, catalog: Catalog | None = None) -> Replay:
    catalog = catalog or Catalog.configured()
    return asyncio.run(replay(trajectory, LocalSession(sandbox, catalog), catalog))


def with_step(trajectory: Trajectory, number: int, **fields: Any) -> Trajectory:
    """The record with one step otherwise."""
    steps = list(trajectory.steps)
    steps[number - 1] = steps[number - 1].model_copy(update=fields)
    return trajectory.model_copy(update={"steps": tuple(steps)})


def edits(trajectory: Trajectory) -> list[int]:
    return [step.number for step in trajectory.steps if step.edit]


def test_what_was_recorded_happens_again(
    sandbox: Sandbox, solved: Trajectory, wandered: Trajectory, tmp_path: Path
) -> None:
    with Journal(tmp_path / "episodes.jsonl") as journal:
        for trajectory in (solved, wandered):
            journal.append(trajectory)
    for trajectory in read_journal(tmp_path / "episodes.jsonl"):
        assert again(sandbox, trajectory) == Replay(
            trajectory.episode_id, trajectory.task.id, steps=len(trajectory.steps)
        )


@pytest.mark.parametrize("mode", ["terminal", "binary"])
def test_every_reward_mode_is_played_again(sandbox: Sandbox, mode: str) -> None:
    trajectory = record(sandbox, RandomPolicy(1), "task3_hard", max_steps=9, reward_mode=mode)
    assert again(sandbox, trajectory).equal


def test_an_injected_state_is_injected_again(sandbox: Sandbox) -> None:
    state = {"source": Catalog.configured().find("task3_hard").solution}
    actions = [Action(action_type=kind) for kind in ("RUN_TESTS", "UNDO_EDIT", "RUN_TESTS", "UNDO", "SUBMIT")]
    trajectory = record(sandbox, Scripted(*actions), "task3_hard", injected_state=state)
    assert list(trajectory.lines) == state["source"].splitlines()
    assert [step.reward for step in trajectory.steps[:3]] == [0.3, 0.0, -0.3]
    assert again(sandbox, trajectory).equal
    without = {name: value for name, value in trajectory.options.items() if name != "injected_state"}
    assert not again(sandbox, trajectory.model_copy(update={"options": without})).equal


def test_a_task_that_was_drawn_is_named(sandbox: Sandbox, solved: Trajectory) -> None:
    drawn = {"split": "eval", "index": 10**6, "curriculum": "adaptive", "episode_id": "x"}
    trajectory = solved.model_copy(update={"options": {**solved.options, **drawn}})
    assert again(sandbox, trajectory).equal


def test_several_are_played_at_a_time(sandbox: Sandbox, solved: Trajectory, wandered: Trajectory) -> None:
    found: dict[int, Replay] = {}
    sessions = [LocalSession(sandbox) for _ in range(3)]
    asyncio.run(replay_all([solved, wandered] * 3, sessions, told=found.__setitem__))
    assert [found[place].task_id for place in range(6)] == [solved.task.id, wandered.task.id] * 3
    assert all(each.equal for each in found.values())


ODD: list[dict[str, Any]] = [
    {},
    {"action_type": None},
    {"action_type": True, "thought": 5},
    {"action_type": "RUN_TESTS", "unknown": None, "other": {"inner": None}},
    {"action_type": "undo", "metadata": {"a": 1}, "model_dump": 3},
    {"action_type": "REPLACE_LINES", "start_line": float("inf"), "end_line": float("nan")},
    {"action_type": "REPLACE_LINES", "start_line": True, "end_line": 1, "new_code_block": "\ud800"},
    {"action_type": "REPLACE_LINES", "start_line": "1", "end_line": 1.0, "new_code_block": "import os\n\0"},
    {"action_type": "REPLACE_LINES", "start_line": 10**30, "end_line": -(10**9), "new_code_block": ["x"]},
    {"action_type": "REPLACE_LINES", "start_line": "1", "end_line": 1e400, "new_code_block": {}},
]


def nested(levels: int) -> Any:
    value: Any = 1
    for _ in range(levels):
        value = [value]
    return value


def test_actions_of_any_form_are_sent_again_as_they_were(sandbox: Sandbox, tmp_path: Path) -> None:
    deep = {"action_type": "REPLACE_LINES", "start_line": nested(900), "end_line": {"a": nested(600)}}
    actions = [Action.model_validate(each) for each in (*ODD, deep, {"action_type": "SUBMIT"})]
    trajectory = record(sandbox, Scripted(*actions), "task1_easy")
    assert trajectory.stop_reason is Outcome.SUBMITTED
    with Journal(tmp_path / "odd") as journal:
        journal.append(trajectory)
    (read,) = read_journal(tmp_path / "odd")
    result = again(sandbox, read)
    assert result.steps == len(actions)
    assert result.differences == ()


def test_code_that_crashes_is_played_again(sandbox: Sandbox) -> None:
    crash = Action(
        action_type="REPLACE_LINES", start_line=1, end_line=0, new_code_block="import os; os.abort()"
    )
    trajectory = record(
        sandbox, Scripted(crash, Action(action_type="RUN_TESTS"), Action(action_type="SUBMIT")), "task1_easy"
    )
    assert set((trajectory.steps[1].verdicts or {}).values()) == {"crashed"}
    assert again(sandbox, trajectory).equal


def test_an_episode_that_was_cut_short_is_played_as_far_as_it_went(
    sandbox: Sandbox, wandered: Trajectory
) -> None:
    cut = {"steps": wandered.steps[:5], "final_score": None, "stop_reason": Outcome.SESSION_LOST}
    result = again(sandbox, wandered.model_copy(update=cut))
    assert result.equal
    assert result.steps == 5


def test_a_reward_is_compared_exactly(sandbox: Sandbox, wandered: Trajectory) -> None:
    reward = wandered.steps[2].reward
    result = again(sandbox, with_step(wandered, 3, reward=reward + 1e-12))
    assert result.differences == (Difference(3, "reward", reward + 1e-12, reward),)
    assert not result.equal


def test_a_part_of_a_reward_is_compared(sandbox: Sandbox, wandered: Trajectory) -> None:
    parts = wandered.steps[-1].reward_parts
    name = next(iter(parts))
    edited = with_step(wandered, len(wandered.steps), reward_parts={**parts, name: 7.0, "gift": 1.0})
    assert again(sandbox, edited).differences == (
        Difference(len(wandered.steps), f"reward: {name}", 7.0, parts[name]),
        Difference(len(wandered.steps), "reward: gift", 1.0, None),
    )


@pytest.mark.parametrize(
    ("what", "value"),
    [("output", "Well done."), ("verdicts", {}), ("note", "?"), ("error", "?"), ("syntax_error", True)],
)
def test_what_an_observation_said_otherwise_is_named(
    sandbox: Sandbox, solved: Trajectory, what: str, value: object
) -> None:
    step = next(step for step in solved.steps if step.verdicts)
    (difference,) = again(
        sandbox, with_step(solved, step.number, observation="0" * 64, **{what: value})
    ).differences
    assert difference == Difference(step.number, what, value, getattr(step, what))


def test_where_only_the_digest_differs_that_is_said(sandbox: Sandbox, solved: Trajectory) -> None:
    result = again(sandbox, with_step(solved, 1, observation="0" * 64))
    assert result.differences == (Difference(1, "observation", "0" * 64, solved.steps[0].observation),)


def test_another_edit_is_told_by_the_source_it_leaves(sandbox: Sandbox, solved: Trajectory) -> None:
    number = edits(solved)[0]
    action = {**solved.steps[number - 1].action, "new_code_block": "changed = 1"}
    first, *later = again(sandbox, with_step(solved, number, action=action)).differences
    assert (first.step, first.what) == (number, "source")
    assert first.recorded == "\n".join(solved.lines_after(number))
    assert "changed = 1" in first.now
    assert later


def test_a_policys_own_complaint_is_not_the_environments_error(sandbox: Sandbox, solved: Trajectory) -> None:
    told = {"error": "PARSE_ERROR: no action", "messages": ({"role": "assistant", "content": "?"},)}
    assert again(sandbox, with_step(solved, 1, **told)).equal
    result = again(sandbox, with_step(solved, 1, **told, observation="0" * 64))
    assert [each.what for each in result.differences] == ["observation"]


def test_the_first_observation_is_compared(sandbox: Sandbox, solved: Trajectory) -> None:
    options = {**solved.options, "max_steps": 7}
    first, *_ = again(sandbox, solved.model_copy(update={"options": options})).differences
    assert (first.step, first.what) == (0, "brief")


def test_another_task_under_the_same_id_is_told_by_its_source(
    sandbox: Sandbox, solved: Trajectory, wandered: Trajectory
) -> None:
    task = wandered.task.model_copy(update={"content": None})
    found = again(sandbox, solved.model_copy(update={"task": task})).differences
    assert found[0] == Difference(0, "source", "\n".join(solved.lines), "\n".join(wandered.lines))


def test_an_episode_that_ends_sooner(sandbox: Sandbox, wandered: Trajectory) -> None:
    result = again(sandbox, wandered.model_copy(update={"options": {**wandered.options, "max_steps": 3}}))
    assert result.steps == 3
    assert Difference(3, "done", False, True) in result.differences


def test_an_episode_that_ends_later(sandbox: Sandbox, wandered: Trajectory) -> None:
    without_end = wandered.model_copy(update={"steps": wandered.steps[:-1]})
    result = again(sandbox, without_end)
    assert result.differences == (Difference(len(wandered.steps) - 1, "done", True, False),)


def test_the_end_is_compared(sandbox: Sandbox, wandered: Trajectory) -> None:
    edited = wandered.model_copy(update={"final_score": 0.98, "stop_reason": Outcome.UNREADABLE})
    last = len(wandered.steps)
    assert again(sandbox, edited).differences == (
        Difference(last, "final_score", 0.98, wandered.final_score),
        Difference(last, "stop_reason", Outcome.UNREADABLE, wandered.stop_reason),
    )


def test_an_episode_that_never_began(sandbox: Sandbox) -> None:
    recorder = Recorder(episode_id="a", options={"task_id": "t-0"}, player=Player(policy="noop"))
    refused = recorder.ended(Outcome.SESSION_REFUSED, final_score=None, error="there is no task 't-0'")
    result = again(sandbox, refused)
    assert result.obstacle is not None
    assert (result.obstacle.reason, result.obstacle.message) == (
        Reason.NEVER_BEGAN,
        "there is no task 't-0'",
    )


def test_a_task_that_is_gone(sandbox: Sandbox, solved: Trajectory, tmp_path: Path) -> None:
    other = Catalog.open([write(tmp_path / "other.tasks", curated("slug_lost_strip"))])
    result = again(sandbox, solved, other)
    assert result.obstacle is not None
    assert result.obstacle.reason is Reason.TASK_GONE
    assert f"there is no task '{solved.task.id}'" in result.obstacle.message
    assert "TRACEFIX_TASKS" in result.obstacle.message
    assert result.steps == 0


def test_a_task_that_has_changed(sandbox: Sandbox, solved: Trajectory) -> None:
    edited = solved.task.model_copy(update={"content": "0" * 64})
    result = again(sandbox, solved.model_copy(update={"task": edited}))
    assert result.obstacle is not None
    assert result.obstacle.reason is Reason.TASK_CHANGED
    assert not result.equal


def test_an_environment_that_refuses(sandbox: Sandbox, solved: Trajectory) -> None:
    result = again(
        sandbox, solved.model_copy(update={"options": {**solved.options, "reward_mode": "golden"}})
    )
    assert result.obstacle is not None
    assert result.obstacle.reason is Reason.REFUSED
    assert "golden" in result.obstacle.message


def test_a_sandbox_that_goes_away_is_no_difference(solved: Trajectory) -> None:
    class Ending(LocalSession):
        async def step(self, action: Action) -> Any:
            if action.action_type in ("RUN_TESTS", "SUBMIT"):
                closing.close()
            return await super().step(action)

    with Sandbox(runners=1) as closing:
        result = asyncio.run(replay(solved, Ending(closing)))
    assert result.differences == ()
    assert result.obstacle is not None
    assert result.obstacle.reason is Reason.REFUSED
    assert not result.equal


def test_other_versions_are_noted(sandbox: Sandbox, solved: Trajectory) -> None:
    old = {**solved.versions, "pytest": "1.0", "gone": "2"}
    result = again(sandbox, solved.model_copy(update={"versions": old}))
    assert result.equal
    assert result.note is not None
    assert "pytest 1.0, now " in result.note
    assert "gone 2, now none" in result.note
