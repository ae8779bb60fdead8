"""A session's curriculum over a real socket, and the same session in this process."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest
from live_server import Server

from tracefix_rl import CodeAction, Session, TraceFixRLEnv
from tracefix_rl.sandbox import Sandbox
from tracefix_rl.session import LocalSession, RemoteSession, SessionError
from tracefix_rl.tasks.catalog import Catalog

ADAPTIVE = {"curriculum": "adaptive"}
SUBMIT = CodeAction(action_type="SUBMIT")


async def episode(session: Session, *, resolve: bool | None, **options: Any) -> str:
    """Play an episode to a known end, or leave it running, and return the id of its task."""
    observation = await session.reset(**options)
    task_id = str(observation.metadata["task_id"])
    if resolve:
        await session.step(
            CodeAction(
                action_type="REPLACE_LINES",
                start_line=1,
                end_line=len(observation.code_dict),
                new_code_block=Catalog.shipped().find(task_id).solution,
            )
        )
    if resolve is not None:
        ended = await session.step(SUBMIT)
        assert (ended.metadata["final_score"] == 0.98) is resolve
    return task_id


async def lesson(session: Session) -> list[str]:
    """A session that repeats its seed, leaves it out, plays something else, fails and gives up."""
    tasks = [await episode(session, resolve=bool(number % 3), seed=5, **ADAPTIVE) for number in range(4)]
    tasks.append(await episode(session, resolve=None, **ADAPTIVE))
    await episode(session, resolve=False, task_id="task1_easy")
    with pytest.raises(SessionError, match="max_steps"):
        await session.reset(max_steps=0, **ADAPTIVE)
    tasks += [await episode(session, resolve=True, **ADAPTIVE) for _ in range(2)]
    await session.close()
    return tasks


def test_the_same_seed_and_outcomes_give_the_same_tasks_on_a_server_and_here(
    server: Server, sandbox: Sandbox
) -> None:
    remote = asyncio.run(lesson(RemoteSession(TraceFixRLEnv(base_url=server.url))))
    again = asyncio.run(lesson(RemoteSession(TraceFixRLEnv(base_url=server.url))))
    local = asyncio.run(lesson(LocalSession(sandbox)))
    assert remote == again == local
    assert len(set(remote)) > 3


def test_a_seed_restarts_the_curriculum_only_if_it_is_another(server: Server) -> None:
    def drawn(*seeds: int | None) -> list[str | None]:
        with TraceFixRLEnv(base_url=server.url).sync() as env:
            tasks = []
            for seed in seeds:
                env.reset(**ADAPTIVE) if seed is None else env.reset(seed=seed, **ADAPTIVE)
                tasks.append(env.state().task_id)
                assert env.state().seed == next(
                    each for each in reversed(seeds[: len(tasks)]) if each is not None
                )
            return tasks

    three = drawn(7, 7, 7)
    assert len(set(three)) > 1
    assert drawn(7, None, 7) == three
    assert drawn(8, 7, None, 7)[1:] == three


def test_family_and_program_are_honoured_by_client_and_local_session(
    server: Server, sandbox: Sandbox
) -> None:
    catalog = Catalog.shipped()
    wanted = {"bug_family": "calls", "seed": 3}
    named = {"program": catalog.select(seed=1).program, "index": 0}
    expected = [catalog.select(**wanted).id, catalog.select(**named).id]  # type: ignore[arg-type]

    async def play(session: Session) -> list[str]:
        tasks = [await episode(session, resolve=None, **options) for options in (wanted, named)]
        for options, says in (
            ({"bug_family": "cals"}, "calls"),
            ({"program": "binary_serch"}, "binary_search"),
        ):
            with pytest.raises(SessionError, match=f"did you mean {says}"):
                await session.reset(**options)
        await session.close()
        return tasks

    assert asyncio.run(play(LocalSession(sandbox))) == expected
    assert asyncio.run(play(RemoteSession(TraceFixRLEnv(base_url=server.url)))) == expected
