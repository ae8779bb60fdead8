"""The environment as the server holds it, without a server."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields

import pytest

from tracefix_rl.core.episode import EpisodeError, EpisodeInfrastructureError
from tracefix_rl.core.reward import Breakdown
from tracefix_rl.models import CodeAction, TraceFixState
from tracefix_rl.server import shared
from tracefix_rl.server.environment import TraceFixEnvironment
from tracefix_rl.server.errors import ServerFailure, masked
from tracefix_rl.tasks.catalog import Catalog

RUN_TESTS = CodeAction(action_type="RUN_TESTS")


@pytest.fixture
def environment() -> Iterator[TraceFixEnvironment]:
    made = TraceFixEnvironment()
    yield made
    made.close()
    shared.stop()


def test_closing_twice_is_harmless_and_ends_the_episode(environment: TraceFixEnvironment) -> None:
    environment.reset(task_id="task1_easy")
    environment.close()
    environment.close()
    assert environment.state == TraceFixState()
    with pytest.raises(EpisodeError, match="reset"):
        environment.step(RUN_TESTS)


@pytest.mark.parametrize("mode", ["shaped", "terminal", "binary"])
def test_the_rubric_tells_the_parts_of_every_reward(environment: TraceFixEnvironment, mode: str) -> None:
    task = Catalog.shipped().find("task1_easy")
    observation = environment.reset(task_id="task1_easy", reward_mode=mode)
    solve = CodeAction(
        action_type="REPLACE_LINES",
        start_line=1,
        end_line=len(observation.code_dict),
        new_code_block=task.solution,
    )
    mistakes = [CodeAction(action_type="FLY")] * 8
    rewards = []
    for action in (RUN_TESTS, *mistakes, solve, RUN_TESTS, CodeAction(action_type="SUBMIT")):
        observation = environment.step(action)
        parts = {name: part.last_score for name, part in environment.rubric.named_rubrics()}
        assert parts == observation.metadata["reward_breakdown"]
        assert environment.rubric.last_score == pytest.approx(observation.reward)
        rewards.append(observation.reward)
    assert set(parts) == {part.name for part in fields(Breakdown)}
    assert sum(rewards) == pytest.approx(environment.state.episode_return)
    assert sum(rewards) > 0.8


def test_a_broken_sandbox_is_no_step_and_no_score(environment: TraceFixEnvironment) -> None:
    environment.reset(task_id="task1_easy")
    environment.step(RUN_TESTS)
    before = environment.state
    shared.stop()
    with pytest.raises(EpisodeInfrastructureError, match="nothing was scored"):
        environment.step(CodeAction(action_type="SUBMIT"))
    assert environment.state == before
    environment.reset(task_id="task1_easy")
    assert environment.step(RUN_TESTS).test_results


def test_what_breaks_on_our_side_tells_nothing_of_the_host(caplog: pytest.LogCaptureFixture) -> None:
    with (
        pytest.raises(ServerFailure, match=r"the step failed .* incident (\w+)") as caught,
        masked("the step"),
    ):
        raise FileNotFoundError("/home/someone/secret")
    assert "secret" not in str(caught.value)
    number = str(caught.value).split()[-1].strip(".")
    assert number in caplog.text
    assert "/home/someone/secret" in caplog.text
