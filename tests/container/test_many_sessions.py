"""Thirty-two sessions at once on a server in a container, played from outside."""

from __future__ import annotations

import asyncio
import json
from dataclasses import dataclass

import pytest
from engine import PROFILES, docker, running

from tracefix_rl import TraceFixRLEnv
from tracefix_rl.policies import make_policy

pytestmark = pytest.mark.container

SESSIONS = 32
SEEDS = 8
"""Every seed is played by four sessions."""
STEPS = 16

PROCESSES = """
import json, os
found = []
for name in filter(str.isdigit, os.listdir("/proc")):
    try:
        found.append(open(f"/proc/{name}/stat").read().rpartition(")")[2].split()[0])
    except OSError:
        pass
print(json.dumps(found))
"""


@dataclass(frozen=True)
class Played:
    """What a session saw of its episode."""

    task_id: str
    rewards: list[float | None]
    outputs: list[str]
    final_score: float


async def play(url: str, seed: int, everyone_is_here: asyncio.Barrier) -> Played:
    """Play an episode with the built-in search; every step must be counted."""
    policy = make_policy("search", seed=seed)
    async with TraceFixRLEnv(base_url=url) as env:
        result = await env.reset(seed=seed, max_steps=STEPS)
        policy.start(result.observation)
        await everyone_is_here.wait()
        rewards, outputs = [], []
        while not result.done:
            result = await env.step(await policy.act(result.observation))
            rewards.append(result.reward)
            outputs.append(result.observation.last_execution_output)
            assert result.observation.step_count == len(rewards)
        state = await env.state()
        assert state.step_count == len(rewards)
        metadata = result.observation.metadata
        return Played(metadata["task_id"], rewards, outputs, metadata["final_score"])


async def play_all(url: str) -> list[Played]:
    barrier = asyncio.Barrier(SESSIONS)
    return await asyncio.gather(*(play(url, number % SEEDS, barrier) for number in range(SESSIONS)))


def states_of_processes(name: str) -> list[str]:
    states: list[str] = json.loads(docker("exec", name, "python", "-c", PROCESSES))
    return states


@pytest.mark.parametrize("profile", PROFILES)
def test_32_sessions_lose_nothing_and_agree_where_their_seeds_do(
    image: str, profile: tuple[str, ...]
) -> None:
    with running(image, *profile) as container:
        played = asyncio.run(play_all(container.url))
        for number, episode in enumerate(played):
            assert episode == played[number % SEEDS]
        assert len({episode.task_id for episode in played}) > 1
        assert any(episode.final_score == 0.98 for episode in played)
        # Where the server is the first process, nobody else buries the dead.
        assert "Z" not in states_of_processes(container.name)
