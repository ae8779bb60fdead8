"""What the adaptive curriculum does for simulated agents, and with input of every kind."""

from __future__ import annotations

import math
import os
import pickle
import statistics
import subprocess
import sys
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from simulated_agents import AGENTS, BANDS, DIFFICULTIES, TRUE, Agent, compare, fixed, train

from tracefix_rl.tasks.curriculum import AdaptiveCurriculum, disagreement


def mean_place(curriculum: AdaptiveCurriculum) -> float:
    """Where draws are on average, from 0, the easiest band, to 1."""
    return sum(map(float.__mul__, curriculum.probabilities(), TRUE))


@pytest.mark.parametrize(
    ("name", "times"),
    [
        ("weak", 1.7),
        ("middling", 1.1),
        ("strong", 1.4),
        ("improving", 1.2),
        ("collapsing", 1.2),
        ("weak, nearly all or nothing", 1.8),
        ("weak, our difficulties noisy", 1.15),
    ],
)
def test_groups_disagree_more_often_than_on_uniformly_drawn_tasks(name: str, times: float) -> None:
    adaptive, uniform = compare(AGENTS[name])
    assert statistics.fmean(adaptive) >= times * statistics.fmean(uniform)
    gains = list(map(float.__sub__, adaptive, uniform))
    assert statistics.fmean(gains) > 3 * statistics.stdev(gains) / math.sqrt(len(gains))


@pytest.mark.parametrize("wrong", ["unrelated", "reversed"])
def test_difficulties_that_mislead_cost_little(wrong: str) -> None:
    adaptive, uniform = compare(AGENTS[f"weak, our difficulties {wrong}"])
    assert statistics.fmean(adaptive) >= 0.85 * statistics.fmean(uniform)


@pytest.mark.parametrize("seed", range(3))
def test_it_follows_a_leap_and_a_fall_within_120_episodes(seed: int) -> None:
    curriculum = AdaptiveCurriculum(DIFFICULTIES, seed=seed)
    train(curriculum, Agent(fixed(0.0)), 150, seed)
    assert mean_place(curriculum) < 0.35
    train(curriculum, Agent(fixed(0.9)), 120, seed + 10)
    assert mean_place(curriculum) > 0.58
    train(curriculum, Agent(fixed(0.0)), 120, seed + 20)
    assert mean_place(curriculum) < 0.42


def test_at_the_start_all_bands_have_a_chance_and_easier_ones_a_better_one() -> None:
    probabilities = AdaptiveCurriculum(DIFFICULTIES, seed=1).probabilities()
    assert list(probabilities) == sorted(probabilities, reverse=True)
    assert probabilities[0] > probabilities[-1] > 0.5 / BANDS


@pytest.mark.parametrize("resolved", [True, False])
def test_an_agent_that_always_ends_the_same_way_leaves_every_band_its_chance(resolved: bool) -> None:
    curriculum = AdaptiveCurriculum(DIFFICULTIES, seed=1)
    for _ in range(200):
        curriculum.learn(curriculum.draw(), resolved)
    assert all((chance > 0.95) == resolved for chance in curriculum.chances())
    assert min(curriculum.probabilities()) > 0.4 / BANDS
    hardest, easiest = curriculum.probabilities()[-1], curriculum.probabilities()[0]
    assert (hardest > easiest) == resolved


def test_a_streak_of_luck_shifts_the_estimate_and_does_not_overturn_it() -> None:
    curriculum = AdaptiveCurriculum(DIFFICULTIES, seed=1)
    train(curriculum, Agent(fixed(0.0)), 150, 1)
    before = curriculum.chances()
    for _ in range(5):
        curriculum.learn(BANDS // 2, True)
    after = curriculum.chances()
    assert before[BANDS // 2] < after[BANDS // 2] < 0.5
    assert after[-1] < 0.2


def test_the_order_of_the_bands_does_not_matter() -> None:
    there, back = (AdaptiveCurriculum(order, seed=1) for order in (DIFFICULTIES, DIFFICULTIES[::-1]))
    for band, resolved in ((0, True), (5, True), (19, False), (7, False)):
        there.learn(band, resolved)
        back.learn(BANDS - 1 - band, resolved)
    assert there.probabilities() == pytest.approx(back.probabilities()[::-1])


def test_draws_follow_the_probabilities() -> None:
    curriculum = AdaptiveCurriculum([0.1, 0.9], seed=3)
    for _ in range(30):
        curriculum.learn(0, True)
        curriculum.learn(1, False)
        curriculum.learn(1, True)
    expected = curriculum.probabilities()[1]
    share = statistics.fmean(curriculum.draw() for _ in range(1000))
    assert expected > 0.6
    assert share == pytest.approx(expected, abs=0.05)


def test_what_it_holds_does_not_grow() -> None:
    curriculum = AdaptiveCurriculum(DIFFICULTIES, seed=1)
    sizes = []
    for _ in range(2):
        train(curriculum, Agent(fixed(0.5)), 150, 1)
        sizes.append(len(pickle.dumps(curriculum)))
    assert max(sizes) < 20_000
    assert abs(sizes[0] - sizes[1]) < 100


def test_the_same_seed_and_outcomes_draw_the_same_in_every_process() -> None:
    script = (
        "from tracefix_rl.tasks.curriculum import AdaptiveCurriculum\n"
        "c = AdaptiveCurriculum([0.3, 0.1, 0.6, 0.9], seed=-7)\n"
        "for turn in range(60):\n"
        "    band = c.draw(); c.learn(band, (band + turn) % 3 == 0); print(band, c.probabilities())\n"
    )
    said = {
        subprocess.run(
            [sys.executable, "-c", script],
            env=os.environ | {"PYTHONHASHSEED": hash_seed},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for hash_seed in ("0", "1", "4711")
    }
    assert len(said) == 1
    assert said.pop().count("\n") == 60


def test_seeds_draw_differently_also_when_only_their_signs_differ() -> None:
    curricula = [AdaptiveCurriculum(DIFFICULTIES, seed=seed) for seed in (-1, 0, 1, 2)]
    assert len({tuple(each.draw() for _ in range(20)) for each in curricula}) == len(curricula)


@settings(max_examples=40)
@given(
    st.lists(st.floats(0, 1), min_size=1, max_size=8),
    st.integers(),
    st.integers(2, 1024),
    st.lists(st.tuples(st.integers(0, 7), st.booleans(), st.integers(1, 60)), max_size=6),
)
def test_no_sequence_of_outcomes_takes_a_band_its_chance(
    difficulties: list[float], seed: int, group: int, streaks: list[tuple[int, bool, int]]
) -> None:
    curriculum = AdaptiveCurriculum(difficulties, seed=seed, group=group)
    for band, resolved, times in streaks:
        for _ in range(times):
            curriculum.learn(band % len(difficulties), resolved)
    probabilities = curriculum.probabilities()
    assert sum(probabilities) == pytest.approx(1)
    floor = disagreement(0.005, group) / len(difficulties)
    assert all(floor * 0.999 <= each <= 1 for each in probabilities)
    assert all(0.0049 < each < 0.9951 for each in curriculum.chances())
    assert 0 <= curriculum.draw() < len(difficulties)


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        ({"difficulties": []}, "at least one band"),
        ({"difficulties": "0.5"}, "a list of numbers"),
        ({"difficulties": None}, "a list of numbers"),
        ({"difficulties": {0.5}}, "a list of numbers"),
        ({"difficulties": [0.5, math.nan]}, r"difficulties\[1\] must be a number from 0 to 1, not nan"),
        ({"difficulties": [math.inf]}, r"difficulties\[0\]"),
        ({"difficulties": [-0.1]}, "from 0 to 1, not -0.1"),
        ({"difficulties": [1.1]}, "from 0 to 1, not 1.1"),
        ({"difficulties": [True]}, "not True"),
        ({"difficulties": ["0.5"]}, "not '0.5'"),
        ({"difficulties": [10**5000]}, "over 60 digits"),
        ({"seed": 1.0}, "seed must be a whole number"),
        ({"seed": None}, "seed must be a whole number"),
        ({"group": 1}, "from 2 to 1024"),
        ({"group": 10**5000}, "from 2 to 1024"),
        ({"group": True}, "group must be a whole number"),
        ({"group": 8.0}, "group must be a whole number"),
    ],
)
def test_a_wrong_argument_is_refused_with_what_would_be_right(arguments: dict[str, Any], says: str) -> None:
    with pytest.raises(ValueError, match=says):
        AdaptiveCurriculum(**{"difficulties": [0.5], "seed": 1} | arguments)


@pytest.mark.parametrize(
    ("band", "resolved", "error", "says"),
    [
        (2, True, IndexError, "there is no band 2; give one from 0 to 1"),
        (-1, True, IndexError, "there is no band -1"),
        (0.0, True, ValueError, "band must be a whole number"),
        (True, True, ValueError, "band must be a whole number"),
        (0, 1, ValueError, "resolved must be True or False, not 1"),
        (0, None, ValueError, "resolved must be True or False"),
    ],
)
def test_a_wrong_outcome_is_refused_and_changes_nothing(
    band: Any, resolved: Any, error: type[Exception], says: str
) -> None:
    curriculum = AdaptiveCurriculum([0.1, 0.9], seed=1)
    before = curriculum.probabilities()
    with pytest.raises(error, match=says):
        curriculum.learn(band, resolved)
    assert curriculum.probabilities() == before
