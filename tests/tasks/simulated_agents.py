"""Agents that resolve tasks with known chances, played through the adaptive curriculum.

As a script it prints, for each agent, the share of tasks on which a group of rollouts disagrees.
"""

from __future__ import annotations

import math
import random
import statistics
from collections.abc import Callable
from dataclasses import dataclass

from tracefix_rl.tasks.curriculum import AdaptiveCurriculum

BANDS = 20
GROUP = 8
EPISODES = 400
SEEDS = range(8)
DIFFICULTIES = [0.1 + 0.6 * band / (BANDS - 1) for band in range(BANDS)]
"""Measured scores, which fill only a part of their range."""
TRUE = tuple(band / (BANDS - 1) for band in range(BANDS))
"""What an agent finds hard, if measured difficulty is right: 0 is the easiest band, 1 the hardest."""


@dataclass(frozen=True)
class Agent:
    """One whose log-odds of resolving a task are `steepness * (skill - the task's own difficulty)`.

    A task's own difficulty spreads normally around its band's, by `spread`.
    """

    skill: Callable[[int], float]
    bands: tuple[float, ...] = TRUE
    steepness: float = 12.0
    spread: float = 0.15

    def meet(self, band: int, episode: int, chance: random.Random) -> float:
        """Return the chance of resolving some task of a band."""
        task = chance.gauss(self.bands[band], self.spread)
        log_odds = self.steepness * (self.skill(episode) - task)
        return 1 / (1 + math.exp(-log_odds)) if log_odds > -700 else 0.0


def fixed(skill: float) -> Callable[[int], float]:
    return lambda episode: skill


def noisy(seed: int) -> tuple[float, ...]:
    chance = random.Random(seed)
    return tuple(chance.gauss(place, 0.3) for place in TRUE)


def shuffled(seed: int) -> tuple[float, ...]:
    return tuple(random.Random(seed).sample(TRUE, BANDS))


AGENTS: dict[str, Callable[[int], Agent]] = {
    "weak": lambda seed: Agent(fixed(0.0)),
    "middling": lambda seed: Agent(fixed(0.5)),
    "strong": lambda seed: Agent(fixed(1.0)),
    "improving": lambda seed: Agent(lambda episode: -0.1 + 1.2 * episode / EPISODES),
    "collapsing": lambda seed: Agent(lambda episode: 0.9 if episode < EPISODES // 2 else 0.0),
    "weak, nearly all or nothing": lambda seed: Agent(fixed(0.0), steepness=40, spread=0.05),
    "weak, our difficulties noisy": lambda seed: Agent(fixed(0.0), noisy(seed)),
    "weak, our difficulties unrelated": lambda seed: Agent(fixed(0.0), shuffled(seed)),
    "weak, our difficulties reversed": lambda seed: Agent(fixed(0.0), TRUE[::-1]),
}
"""Makers of agents, each from a seed."""


def disagreements(agent: Agent, seed: int, *, adaptive: bool) -> float:
    """Return the share of the drawn tasks on which a group disagrees; without `adaptive`, drawn uniformly.

    The session's own episode is one rollout of the group, and all that is learnt.
    """
    curriculum = AdaptiveCurriculum(DIFFICULTIES, seed=seed, group=GROUP)
    chance = random.Random(f"agent {seed}")
    disagreed = 0
    for episode in range(EPISODES):
        band = curriculum.draw() if adaptive else chance.randrange(BANDS)
        resolving = agent.meet(band, episode, chance)
        rollouts = [chance.random() < resolving for _ in range(GROUP)]
        disagreed += len(set(rollouts)) == 2
        if adaptive:
            curriculum.learn(band, rollouts[0])
    return disagreed / EPISODES


def train(curriculum: AdaptiveCurriculum, agent: Agent, episodes: int, seed: int) -> None:
    """Let an agent play on a curriculum."""
    chance = random.Random(f"agent {seed}")
    for episode in range(episodes):
        band = curriculum.draw()
        curriculum.learn(band, chance.random() < agent.meet(band, episode, chance))


def compare(make: Callable[[int], Agent]) -> tuple[list[float], list[float]]:
    """Return the shares of disagreement, adaptive and uniform, for each of the seeds."""
    return (
        [disagreements(make(seed), seed, adaptive=True) for seed in SEEDS],
        [disagreements(make(seed), seed, adaptive=False) for seed in SEEDS],
    )


def main() -> None:
    print("| agent | uniform | adaptive | ratio |\n| --- | --- | --- | --- |")
    for name, make in AGENTS.items():
        adaptive, uniform = (statistics.fmean(shares) for shares in compare(make))
        print(f"| {name} | {uniform:.2f} | {adaptive:.2f} | {adaptive / uniform:.1f} |", flush=True)


if __name__ == "__main__":
    main()
