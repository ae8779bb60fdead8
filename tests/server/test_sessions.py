"""Episodes over the WebSocket, one at a time and many at once."""

from __future__ import annotations

import asyncio
import itertools
import uuid
from typing import Any

import pytest
from live_server import Server

from tracefix_rl import CodeAction, CodeObservation, TraceFixRLEnv, TraceFixState
from tracefix_rl.core.models import Action
from tracefix_rl.sandbox import Sandbox
from tracefix_rl.tasks.catalog import Catalog
from tracefix_rl.tasks.curation import read_curated
from tracefix_rl.tasks.task import Task

RESOLVED = 0.98


def replace_all(observation: CodeObservation, source: str) -> CodeAction:
    return CodeAction(
        action_type="REPLACE_LINES", start_line=1, end_line=len(observation.code_dict), new_code_block=source
    )


def text_of(observation: CodeObservation) -> list[str]:
    return [observation.code_dict[number] for number in sorted(observation.code_dict)]


def test_an_episode_with_the_async_client(server: Server, catalog: Catalog) -> None:
    task = catalog.find("task1_easy")

    async def play() -> None:
        async with TraceFixRLEnv(base_url=server.url) as env:
            result = await env.reset(task_id="task1_easy", episode_id="mine", max_steps=7)
            assert isinstance(result.observation, CodeObservation)
            assert (result.done, result.reward) == (False, None)
            assert text_of(result.observation) == task.source.splitlines()
            assert result.observation.metadata["task_id"] == task.id
            assert result.observation.metadata["system_prompt"]
            assert result.observation.steps_remaining == 7

            result = await env.step(CodeAction(action_type="RUN_TESTS"))
            assert not all(test.passed for test in result.observation.test_results)
            result = await env.step(replace_all(result.observation, task.solution))
            result = await env.step(Action(action_type="RUN_TESTS"))
            assert "SUCCESS: ALL TESTS PASSED" in result.observation.last_execution_output
            assert not result.done

            result = await env.step(CodeAction(action_type="SUBMIT"))
            assert result.done
            assert result.observation.done
            assert result.observation.metadata["final_score"] == RESOLVED
            assert result.observation.reward == result.reward

            state = await env.state()
            assert isinstance(state, TraceFixState)
            assert (state.episode_id, state.step_count, state.task_id) == ("mine", 4, task.id)
            assert (state.terminated, state.truncated, state.final_score) == (True, False, RESOLVED)
            assert state.episode_return == pytest.approx(RESOLVED)

    asyncio.run(play())


def test_an_episode_with_the_sync_client(server: Server) -> None:
    with TraceFixRLEnv(base_url=server.url).sync() as env:
        observation = env.reset(task_id="task2_medium").observation
        seen = env.step(CodeAction(action_type="VIEW_CODE")).observation
        assert seen.code_dict == observation.code_dict
        assert env.state().step_count == 1
        result = env.step(CodeAction(action_type="SUBMIT"))
        assert result.done
        assert result.observation.metadata["final_score"] < 0.5


def test_a_session_plays_one_episode_after_another(server: Server) -> None:
    with TraceFixRLEnv(base_url=server.url).sync() as env:
        first = env.reset(task_id="task1_easy").observation
        env.step(CodeAction(action_type="SUBMIT"))
        second = env.reset(task_id="task3_hard").observation
        assert second.metadata["task_id"] != first.metadata["task_id"]
        assert env.state().step_count == 0


def test_a_seed_draws_the_same_task_in_every_session(server: Server) -> None:
    def play(**options: Any) -> tuple[dict[int, str], int | None, str | None]:
        with TraceFixRLEnv(base_url=server.url).sync() as env:
            code = env.reset(**options).observation.code_dict
            state = env.state()
            return code, state.seed, state.difficulty

    assert play(seed=11, difficulty="medium") == play(seed=11, difficulty="medium")
    code, seed, _ = play()
    assert seed is not None
    assert play(seed=seed)[0] == code


def test_an_episode_gets_an_id_of_its_own(server: Server) -> None:
    with TraceFixRLEnv(base_url=server.url).sync() as env:
        ids = []
        for _ in range(2):
            env.reset(task_id="task1_easy")
            ids.append(env.state().episode_id)
    assert len({str(uuid.UUID(name)) for name in ids}) == 2


@pytest.mark.parametrize(
    ("mode", "before", "at_the_end"), [("terminal", 0.0, RESOLVED), ("binary", 0.0, 1.0)]
)
def test_a_reward_mode_is_honoured(
    server: Server, catalog: Catalog, mode: str, before: float, at_the_end: float
) -> None:
    task = catalog.find("task1_easy")
    with TraceFixRLEnv(base_url=server.url).sync() as env:
        observation = env.reset(task_id=task.id, reward_mode=mode).observation
        env.step(replace_all(observation, task.solution))
        assert env.step(CodeAction(action_type="RUN_TESTS")).reward == before
        assert env.step(CodeAction(action_type="SUBMIT")).reward == pytest.approx(at_the_end)


def test_thirty_two_sessions_at_once_do_not_touch_each_other(server: Server, sandbox: Sandbox) -> None:
    tasks = list(itertools.islice(itertools.cycle(read_curated().tasks), 32))
    expected = {task.id: sandbox.run(task.source, task.visible).verdicts for task in set(tasks)}
    asyncio.run(_play_interleaved(server.url, tasks, expected))


async def _play_interleaved(url: str, tasks: list[Task], expected: dict[str, dict[str, Any]]) -> None:
    """All sessions take each step together; every third one edits, and then solves, its source."""
    envs = [TraceFixRLEnv(base_url=url) for _ in tasks]
    numbers = range(len(tasks))
    editing = [number for number in numbers if number % 3 == 0]
    await asyncio.gather(*(env.connect() for env in envs))
    try:
        observations: list[CodeObservation] = [
            result.observation
            for result in await asyncio.gather(
                *(
                    envs[number].reset(task_id=tasks[number].id, episode_id=f"episode {number}")
                    for number in numbers
                )
            )
        ]
        for number in numbers:
            assert text_of(observations[number]) == tasks[number].source.splitlines()

        await asyncio.gather(
            *(
                envs[number].step(
                    CodeAction(
                        action_type="REPLACE_LINES",
                        start_line=1,
                        end_line=0,
                        new_code_block=f"# session {number}\n",
                    )
                )
                for number in editing
            )
        )
        runs = await asyncio.gather(*(env.step(CodeAction(action_type="RUN_TESTS")) for env in envs))
        for number in numbers:
            own = [f"# session {number}"] if number in editing else []
            assert text_of(runs[number].observation) == [*own, *tasks[number].source.splitlines()]
            verdicts = {test.test_name: test.verdict for test in runs[number].observation.test_results}
            assert verdicts == expected[tasks[number].id]

        await asyncio.gather(
            *(
                envs[number].step(replace_all(runs[number].observation, tasks[number].solution))
                for number in editing
            )
        )
        ends = await asyncio.gather(*(env.step(CodeAction(action_type="SUBMIT")) for env in envs))
        states = await asyncio.gather(*(env.state() for env in envs))
        for number in numbers:
            assert states[number].episode_id == f"episode {number}"
            assert states[number].task_id == tasks[number].id
            assert states[number].step_count == (4 if number in editing else 2)
            score = ends[number].observation.metadata["final_score"]
            assert score == RESOLVED if number in editing else score < 0.5
    finally:
        await asyncio.gather(*(env.close() for env in envs))
