"""What holds for every sequence of actions: the return telescopes, cycles do not pay, nothing leaks."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from table_runner import FailingRunner, TableRunner, table_task

from tracefix_rl.core.episode import Episode, EpisodeInfrastructureError
from tracefix_rl.core.models import Action, Observation, RewardMode
from tracefix_rl.sandbox.errors import InfrastructureError
from tracefix_rl.tasks.task import Task

SIZE = 6
TOLERANCE = 1e-9


@st.composite
def tasks(draw: st.DrawFn) -> Task:
    """Draw a table of which some values are wrong, and tests that look at some of them."""
    values = draw(st.lists(st.booleans(), min_size=SIZE, max_size=SIZE))
    source = "".join(f"V{index} = {int(value)}\n" for index, value in enumerate(values))
    indices = st.lists(st.integers(0, SIZE - 1), min_size=1, max_size=SIZE, unique=True)
    visible = [f"V{index} == 1" for index in draw(indices)]
    held_out = [f"V{index} == 1  # SECRET" for index in draw(indices)]
    return table_task(source, "".join(f"V{index} = 1\n" for index in range(SIZE)), visible, held_out)


@st.composite
def edits(draw: st.DrawFn) -> Action:
    """Draw an edit that mostly sets a value, and sometimes breaks the file or has no place in it."""
    start = draw(st.integers(0, SIZE + 1))
    end = start + draw(st.sampled_from((0, 0, 0, 0, -1, 1)))
    value = draw(st.sampled_from(("0", "1", "1", "(", "undefined")))
    block = draw(st.sampled_from((f"V{start - 1} = {value}\n",) * 6 + ("", f"  V{start - 1} = {value}\n")))
    return Action(action_type="REPLACE_LINES", start_line=start, end_line=end, new_code_block=block)


injected_states = st.none() | st.fixed_dictionaries(
    {
        "source": st.lists(st.sampled_from(("0", "1", "1", "(", "undefined")), max_size=SIZE).map(
            lambda values: "".join(f"V{index} = {value}\n" for index, value in enumerate(values))
        )
    }
)
"""States to begin with: values that are set, missing or broken in any mixture."""

SIMPLE = st.sampled_from(
    ("VIEW_CODE", "RUN_TESTS", "RUN_TESTS", "UNDO_EDIT", "RESET_TO_ORIGINAL", "NO_SUCH_THING")
)
actions = edits() | SIMPLE.map(lambda kind: Action(action_type=kind))
sequences = st.lists(actions, max_size=25)
SUBMIT = Action(action_type="SUBMIT")


def source_of(observation: Observation) -> str:
    return "".join(f"{line}\n" for line in observation.code_dict.values())


def expected_score(task: Task, source: str) -> float:
    """S by the design's formula, worked out from verdicts alone."""
    runner = TableRunner()
    before, now = (
        [
            (suite, name, verdict == "passed", report.load_error)
            for suite in (task.visible, task.held_out)
            for report in (runner.run(text, suite),)
            for name, verdict in report.verdicts.items()
        ]
        for text in (task.source, source)
    )
    passing = {(id(suite), name) for suite, name, passed, _ in now if passed}
    failed = [(id(suite), name) for suite, name, passed, _ in before if not passed]
    passed = [(id(suite), name) for suite, name, passed, _ in before if passed]
    if len(passing) == len(now):
        return 0.98
    if any(load_error for *_, load_error in now):
        return 0.01
    repaired = sum(each in passing for each in failed) / max(1, len(failed))
    broken = sum(each not in passing for each in passed) / max(1, len(passed))
    return 0.01 + 0.48 * min(1.0, max(0.0, repaired - broken))


def play(episode: Episode, sequence: list[Action]) -> list[Observation]:
    observations: list[Observation] = []
    for action in sequence:
        observations.append(episode.step(action))
        if observations[-1].done:
            break
    return observations


@given(
    task=tasks(),
    state=injected_states,
    sequence=sequences,
    max_steps=st.integers(1, 40),
    mode=st.sampled_from(RewardMode),
)
def test_the_return_is_the_final_score_less_the_cost(
    task: Task, state: dict[str, str] | None, sequence: list[Action], max_steps: int, mode: RewardMode
) -> None:
    episode = Episode(TableRunner())
    episode.reset(task, max_steps=max_steps, reward_mode=mode, injected_state=state)
    observations = play(episode, [*sequence, SUBMIT])
    assert observations[-1].done
    score = expected_score(task, source_of(observations[-1]))
    mistakes = sum(each.metadata["last_action_error"] is not None for each in observations)
    cost = min(0.15, 0.002 * max(0, len(observations) - 8) + 0.01 * mistakes)
    rewards = [float(each.reward or 0) for each in observations]
    assert observations[-1].metadata["final_score"] == pytest.approx(score, abs=TOLERANCE)
    if mode is RewardMode.BINARY:
        assert sum(rewards) == (score == 0.98)
    else:
        assert sum(rewards) == pytest.approx(score - cost, abs=TOLERANCE)
        assert -0.14 - TOLERANCE <= sum(rewards) <= 0.98 + TOLERANCE
    if mode is not RewardMode.SHAPED:
        assert not any(rewards[:-1])
    assert episode.state.episode_return == pytest.approx(sum(rewards), abs=TOLERANCE)


@given(task=tasks(), sequence=sequences, mode=st.sampled_from(RewardMode))
def test_the_parts_of_every_reward_sum_to_it(task: Task, sequence: list[Action], mode: RewardMode) -> None:
    episode = Episode(TableRunner())
    episode.reset(task, reward_mode=mode)
    for step, observation in enumerate(play(episode, [*sequence, SUBMIT]), start=1):
        assert sum(observation.metadata["reward_breakdown"].values()) == observation.reward
        assert observation.reward_last_step == observation.reward
        assert observation.info["history"][-1]["reward"] == observation.reward
        assert (observation.step_count, observation.steps_remaining) == (step, 50 - step)


@given(
    task=tasks(),
    prefix=sequences,
    cycle=st.lists(
        edits() | SIMPLE.filter(lambda kind: kind != "UNDO_EDIT").map(lambda kind: Action(action_type=kind)),
        max_size=12,
    ),
)
def test_no_cycle_pays(task: Task, prefix: list[Action], cycle: list[Action]) -> None:
    run, undo = Action(action_type="RUN_TESTS"), Action(action_type="UNDO_EDIT")
    episode = Episode(TableRunner())
    episode.reset(task, max_steps=1_000)
    start = play(episode, [*prefix, run])[-1]
    around = play(episode, cycle)
    edited = sum(
        action.action_type in ("REPLACE_LINES", "RESET_TO_ORIGINAL")
        and observation.metadata["last_action_error"] is None
        for action, observation in zip(cycle, around, strict=True)
    )
    around += play(episode, [*[undo] * edited, run])
    assert around[-1].code_dict == start.code_dict
    assert sum(float(each.reward or 0) for each in around) <= TOLERANCE


@given(task=tasks(), state=injected_states, sequence=sequences)
def test_all_edits_can_be_taken_back(
    task: Task, state: dict[str, str] | None, sequence: list[Action]
) -> None:
    undo = Action(action_type="UNDO_EDIT")
    episode = Episode(TableRunner())
    original = episode.reset(task).code_dict
    episode.reset(task, max_steps=1_000, injected_state=state)
    play(episode, sequence)
    while (last := episode.step(undo)).metadata["last_action_error"] is None:
        pass
    assert last.code_dict == original


@given(task=tasks(), sequence=sequences)
def test_no_observation_holds_a_held_out_test_or_the_task_s_name(task: Task, sequence: list[Action]) -> None:
    episode = Episode(TableRunner())
    observations = [episode.reset(task, max_steps=len(sequence) + 1), *play(episode, [*sequence, SUBMIT])]
    for observation in observations:
        text = observation.model_dump_json()
        assert "SECRET" not in text
        assert task.name not in text


@given(task=tasks(), sequence=sequences, failing=st.sets(st.integers(1, 40)), max_steps=st.integers(1, 30))
def test_failures_of_the_runner_leave_no_trace_once_it_works_again(
    task: Task, sequence: list[Action], failing: set[int], max_steps: int
) -> None:
    def undisturbed(call: Any, *arguments: Any, **options: Any) -> Observation:
        while True:
            before = shaky.state
            try:
                return call(*arguments, **options)
            except EpisodeInfrastructureError:
                assert shaky.state == before

    steady, shaky = Episode(TableRunner()), Episode(FailingRunner(failing, InfrastructureError("down")))
    expected = steady.reset(task, max_steps=max_steps)
    assert undisturbed(shaky.reset, task, max_steps=max_steps) == expected
    for action in [*sequence, SUBMIT]:
        expected = steady.step(action)
        assert undisturbed(shaky.step, action) == expected
        if expected.done:
            break
