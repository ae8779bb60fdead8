"""What was recorded in one place is played again in another: digests are the same over the wire."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import Any

import pytest
from live_server import Server
from recorded import Scripted, record
from typer.testing import CliRunner

from tracefix_rl import TraceFixRLEnv
from tracefix_rl.cli import app
from tracefix_rl.core.models import Action
from tracefix_rl.policies.random import RandomPolicy
from tracefix_rl.sandbox import Sandbox
from tracefix_rl.session import RemoteSession
from tracefix_rl.trajectories import Journal, Reason, Replay, Trajectory, replay

ODD: tuple[dict[str, Any], ...] = (
    {
        "action_type": "REPLACE_LINES",
        "start_line": 1,
        "end_line": 0,
        "new_code_block": "raise ValueError('\N{SNOWMAN}')",
    },
    {"action_type": "RUN_TESTS"},
    {"action_type": "REPLACE_LINES", "start_line": "2", "end_line": 1e400, "x": None, "y": [[None]]},
    {},
    {"action_type": "UNDO"},
    {"action_type": 1, "thought": ["\ud800"]},
    {"action_type": "SUBMIT"},
)


@pytest.fixture(scope="module")
def odd(sandbox: Sandbox) -> Trajectory:
    """The record of an episode with actions of many forms, played in this process."""
    return record(sandbox, Scripted(*map(Action.model_validate, ODD)), "task2_medium")


def on(url: str, trajectory: Trajectory) -> Replay:
    async def play() -> Replay:
        session = RemoteSession(TraceFixRLEnv(base_url=url))
        try:
            return await replay(trajectory, session)
        finally:
            await session.close()

    return asyncio.run(play())


def test_what_was_recorded_in_process_is_equal_on_a_server(server: Server, odd: Trajectory) -> None:
    result = on(server.url, odd)
    assert result.differences == ()
    assert result.steps == len(ODD)
    assert result.equal


def test_a_difference_is_found_over_the_wire(server: Server, odd: Trajectory) -> None:
    steps = [step.model_copy(update={"reward": 1.0}) if step.number == 2 else step for step in odd.steps]
    result = on(server.url, odd.model_copy(update={"steps": tuple(steps)}))
    assert [(each.step, each.what) for each in result.differences] == [(2, "reward")]


def test_a_server_that_refuses_or_is_gone(server: Server, odd: Trajectory) -> None:
    gone = odd.model_copy(update={"task": odd.task.model_copy(update={"id": "t-000000000000"})})
    refused = on(server.url, gone).obstacle
    assert refused is not None
    assert refused.reason is Reason.REFUSED
    assert "there is no task 't-000000000000'" in refused.message
    lost = on("http://127.0.0.1:9", odd).obstacle
    assert lost is not None
    assert lost.reason is Reason.LOST


def test_the_command_plays_on_a_server(
    server: Server, odd: Trajectory, sandbox: Sandbox, tmp_path: Path
) -> None:
    with Journal(tmp_path / "run.jsonl") as journal:
        for trajectory in (odd, record(sandbox, RandomPolicy(1), "task1_easy", max_steps=5)):
            journal.append(trajectory)
    result = CliRunner().invoke(app, ["replay", str(tmp_path), "--server", server.url])
    assert result.exit_code == 0, result.output
    assert "2 episodes: 2 equal" in result.stdout
