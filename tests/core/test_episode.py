"""The episode's behaviour, step by step, with suites of expressions in place of pytest modules."""

from __future__ import annotations

import json
from typing import Any

import pytest
from pydantic import ValidationError
from table_runner import FailingRunner, TableRunner, table_task

from tracefix_rl.core.buffer import CodeBuffer
from tracefix_rl.core.episode import Episode, EpisodeError, EpisodeInfrastructureError
from tracefix_rl.core.models import Action, EpisodeState, Observation, RewardMode, StopReason
from tracefix_rl.sandbox.errors import InfrastructureError, SuiteError
from tracefix_rl.sandbox.limits import Suite
from tracefix_rl.sandbox.report import SuiteReport
from tracefix_rl.tasks.syntax import check

SOURCE = "def f(x):\n    return x - 1\n\n\ndef g(x):\n    return x\n"
SOLUTION = SOURCE.replace("x - 1", "x + 1")
TASK = table_task(
    SOURCE,
    SOLUTION,
    visible=["f(1) == 2", "f(2) == 3", "g(1) == 1", "g(2) == 2"],
    held_out=["f(10) == 11 or 'SECRET' == f(10)", "g(77) == 77"],
)
VIEW, RUN, UNDO = (
    Action(action_type="VIEW_CODE"),
    Action(action_type="RUN_TESTS"),
    Action(action_type="UNDO_EDIT"),
)
RESET, SUBMIT = Action(action_type="RESET_TO_ORIGINAL"), Action(action_type="SUBMIT")


def replacing(start: Any, end: Any, block: Any) -> Action:
    return Action(action_type="REPLACE_LINES", start_line=start, end_line=end, new_code_block=block)


REPAIR = replacing(2, 2, "    return x + 1\n")
HALF_REPAIR = replacing(2, 2, "    return 2\n")
BREAK = replacing(6, 6, "    return 0\n")


def started(**options: Any) -> Episode:
    episode = Episode(TableRunner())
    episode.reset(TASK, **options)
    return episode


def played(episode: Episode, *actions: Action) -> Observation:
    *_, last = [episode.step(action) for action in actions]
    return last


def source_of(observation: Observation) -> str:
    return "".join(f"{line}\n" for line in observation.code_dict.values())


# --- reset ---------------------------------------------------------------------------------------


def test_reset_shows_the_source_and_no_verdict() -> None:
    observation = Episode(TableRunner()).reset(TASK, max_steps=7)
    assert observation.code_dict == dict(enumerate(SOURCE.splitlines(), start=1))
    assert observation.test_results == []
    assert (observation.step_count, observation.steps_remaining) == (0, 7)
    assert (observation.done, observation.reward, observation.reward_last_step) == (False, None, 0.0)
    assert observation.info["tests"] == {"visible": 4, "held_out": 2}
    assert observation.info["task"]["task_id"] == TASK.id == observation.metadata["task_id"]
    assert observation.info["history"] == []
    assert observation.metadata["difficulty"] == "easy"


def test_state_tells_where_the_episode_stands() -> None:
    episode = Episode(TableRunner())
    assert episode.state == EpisodeState()
    episode.reset(TASK, episode_id="e1", seed=7, max_steps=9, reward_mode="terminal")
    assert episode.state == EpisodeState(
        episode_id="e1",
        task_id=TASK.id,
        difficulty="easy",
        split="train",
        seed=7,
        max_steps=9,
        reward_mode=RewardMode.TERMINAL,
    )
    played(episode, REPAIR, SUBMIT)
    state = episode.state
    assert (state.step_count, state.final_score, state.episode_return) == (2, 0.98, 0.98)
    assert (state.terminated, state.truncated, state.stop_reason) == (True, False, StopReason.SUBMITTED)


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"max_steps": 0}, "max_steps must be a whole number from 1 to 1,000, not 0"),
        ({"max_steps": 1_001}, "not 1001"),
        ({"max_steps": True}, "not True"),
        ({"max_steps": "many"}, "not 'many'"),
        ({"max_steps": 2.5}, r"not 2\.5"),
        ({"max_steps": None}, "not None"),
        ({"reward_mode": "dense"}, "reward_mode must be one of shaped, terminal, binary, not 'dense'"),
        ({"reward_mode": []}, "reward_mode must be one of"),
        ({"seed": "abc"}, "seed must be a whole number such as 42, or left out, not 'abc'"),
        ({"seed": True}, "seed must be"),
        ({"episode_id": 3}, "episode_id must be a text"),
        ({"injected_state": 5}, r"injected_state must be an object such as .*, or left out, not 5"),
        ({"injected_state": "x = 1"}, "injected_state must be an object"),
        ({"injected_state": [["source", ""]]}, "injected_state must be an object"),
        ({"injected_state": {}}, "must hold `source` and nothing else, .*; it holds nothing"),
        ({"injected_state": {"sorce": ""}}, "must hold `source` and nothing else, .*; it holds 'sorce'"),
        ({"injected_state": {"source": "", "steps": 3}}, "it holds 'source', 'steps'"),
        ({"injected_state": {"source": None}}, "the source in injected_state must be a text, .*, not None"),
        ({"injected_state": {"source": ["x = 1"]}}, "the source in injected_state must be a text"),
        ({"injected_state": {"source": "\ud800"}}, "half a surrogate pair"),
        ({"injected_state": {"source": "x" * 65_537}}, "cannot be taken: .* 65,537 bytes; at most 65,536"),
    ],
)
def test_a_bad_reset_option_says_what_is_right_and_the_episode_before_goes_on(
    options: dict[str, Any], message: str
) -> None:
    episode = started()
    played(episode, REPAIR)
    before = episode.state
    with pytest.raises(EpisodeError, match=message):
        episode.reset(TASK, **options)
    assert episode.state == before
    assert played(episode, SUBMIT).metadata["final_score"] == 0.98


def test_reset_starts_afresh_in_mid_episode_and_after_the_end() -> None:
    episode = started()
    first = episode.reset(TASK)
    played(episode, REPAIR, RUN)
    assert episode.reset(TASK) == first
    played(episode, SUBMIT)
    assert episode.reset(TASK) == first


def test_an_injected_state_is_where_the_episode_begins() -> None:
    episode = Episode(TableRunner())
    first = episode.reset(TASK, injected_state={"source": SOLUTION})
    assert source_of(first) == SOLUTION
    assert "not the original" in first.metadata["note"]
    assert (first.test_results, first.info["history"]) == ([], [])
    assert first.metadata["system_prompt"] == episode.reset(TASK).metadata["system_prompt"]


def test_an_injected_solution_is_paid_in_full_and_no_more() -> None:
    episode = started(injected_state={"source": SOLUTION})
    at_once = played(episode, SUBMIT)
    assert (at_once.reward, at_once.metadata["final_score"]) == (0.98, 0.98)
    episode.reset(TASK, injected_state={"source": SOLUTION})
    rewards = [played(episode, action).reward for action in (RUN, SUBMIT)]
    assert rewards == pytest.approx([0.3, 0.68])


def test_an_injected_state_that_is_worse_costs_nothing_until_it_is_run() -> None:
    broken = SOURCE.replace("    return x\n", "    return 0\n")
    episode = started(injected_state={"source": broken})
    assert played(episode, RUN).reward == 0
    assert played(episode, REPAIR, RUN).reward == 0
    assert played(episode, SUBMIT).metadata["final_score"] == 0.01


def test_the_original_stays_the_task_s() -> None:
    for back in (UNDO, RESET):
        episode = started(injected_state={"source": "x = 1\n"})
        assert source_of(played(episode, back)) == SOURCE
    assert source_of(played(episode, UNDO)) == "x = 1\n"
    assert source_of(played(episode, UNDO)) == SOURCE
    assert "the source is the original" in played(episode, UNDO).metadata["last_action_error"]


def test_the_original_injected_is_no_state_of_its_own() -> None:
    episode = Episode(TableRunner())
    assert episode.reset(TASK, injected_state={"source": SOURCE}) == episode.reset(TASK)


@pytest.mark.parametrize("source", ["", "def f(:\n", "x = 1\r\ny = 2", "a\f\x00b\u2028"])
def test_any_text_can_be_injected(source: str) -> None:
    episode = Episode(TableRunner())
    observation = episode.reset(TASK, injected_state={"source": source})
    assert list(observation.code_dict.values()) == CodeBuffer(source).lines
    assert observation.syntax_error is (check(source, "program") is not None)
    assert played(episode, SUBMIT).metadata["final_score"] == 0.01


def test_step_before_reset_is_refused() -> None:
    with pytest.raises(EpisodeError, match="call reset before the first step"):
        Episode(TableRunner()).step(RUN)


@pytest.mark.parametrize("last", [SUBMIT, VIEW])
def test_step_after_the_end_is_refused_and_changes_nothing(last: Action) -> None:
    episode = started(max_steps=1)
    played(episode, last)
    before = episode.state
    with pytest.raises(EpisodeError, match=r"the episode has ended .*: call reset"):
        episode.step(RUN)
    assert episode.state == before


# --- the six actions -----------------------------------------------------------------------------


def test_view_code_shows_the_whole_source_however_long() -> None:
    long = table_task("A = 1\n" * 5_000, "A = 2\n", ["A == 2"], ["A == 2"])
    episode = Episode(TableRunner())
    episode.reset(long)
    shown = episode.step(VIEW).last_execution_output.split("\n")
    assert shown[0] == "     1 | A = 1"
    assert shown[-1] == "  5000 | A = 1"
    assert len(shown) == 5_000


def test_replace_lines_edits_and_shows_the_place() -> None:
    observation = played(started(), REPAIR)
    assert source_of(observation) == SOLUTION
    assert observation.last_execution_output == "Replaced line 2 with 1 line."
    assert "> 2 |     return x + 1" in observation.localized_context


@pytest.mark.parametrize(
    ("action", "output"),
    [
        (replacing(1, 6, "a = 1\nb = 2"), "Replaced lines 1-6 with 2 lines."),
        (replacing(3, 4, ""), "Deleted lines 3-4."),
        (replacing(3, 3, ""), "Deleted line 3."),
        (replacing(7, 6, "a = 1"), "Inserted 1 line before line 7."),
    ],
)
def test_an_edit_is_told_in_words(action: Action, output: str) -> None:
    assert played(started(), action).last_execution_output == output


def test_a_block_that_had_to_be_shifted_is_shifted_and_noted() -> None:
    observation = played(started(), replacing(2, 2, "return x + 1\n"))
    assert source_of(observation) == SOLUTION
    assert "shifted to the indentation" in observation.metadata["note"]
    assert observation.metadata["last_action_error"] is None


def test_a_syntax_error_is_a_state_that_names_its_line() -> None:
    observation = played(started(), replacing(2, 2, "    return (\n"))
    assert observation.syntax_error
    assert "does not compile: line 2: SyntaxError" in observation.last_execution_output
    assert observation.metadata["last_action_error"] is None
    assert observation.code_dict[2] == "    return ("
    observation = played(started(), replacing(2, 2, "    return (\n"), UNDO)
    assert not observation.syntax_error


def test_a_source_that_does_not_compile_can_be_the_one_to_repair() -> None:
    episode = Episode(TableRunner())
    task = table_task("A = (\n", "A = 1\n", ["A == 1"], ["A < 2"])
    assert episode.reset(task).syntax_error
    observation = played(episode, RUN)
    assert observation.last_execution_output.startswith("Tests Passed: 0/1")
    assert "does not load" in observation.last_execution_output
    assert played(episode, replacing(1, 1, "A = 1"), RUN, SUBMIT).metadata["final_score"] == 0.98


def test_run_tests_counts_first_and_then_tells_each_failure() -> None:
    observation = played(started(), RUN)
    output = observation.last_execution_output
    assert output.startswith("Tests Passed: 2/4\n")
    assert "SUCCESS" not in output
    assert "FAILED f(1) == 2\nassert f(1) == 2\nprinted:\nprinted by the code" in output
    assert "g(1)" not in output
    assert [(each.test_name, each.passed) for each in observation.test_results] == [
        ("f(1) == 2", False),
        ("f(2) == 3", False),
        ("g(1) == 1", True),
        ("g(2) == 2", True),
    ]
    assert "> 1 | def f(x):" in observation.localized_context


def test_run_tests_says_when_all_pass() -> None:
    output = played(started(), REPAIR, RUN).last_execution_output
    assert output.startswith("Tests Passed: 4/4\n")
    assert "SUCCESS: ALL TESTS PASSED" in output


def test_test_results_stay_until_the_next_run() -> None:
    episode = started()
    before = played(episode, RUN).test_results
    assert played(episode, REPAIR).test_results == before
    assert all(result.passed for result in played(episode, RUN).test_results)


def test_output_is_bounded_and_starts_with_the_count() -> None:
    wordy = table_task("A = 0\n", "A = 1\n", [f"A == {'1' * 2_000} - {n}" for n in range(20)], ["A == 1"])
    episode = Episode(TableRunner())
    episode.reset(wordy, max_steps=2)
    for _ in range(2):
        output = episode.step(RUN).last_execution_output
        assert len(output) <= 4_000
        assert output.startswith("Tests Passed: 0/20")
        assert "characters cut" in output
    assert output.endswith("Final score: 0.01")


def test_undo_goes_back_to_the_start_and_then_is_a_mistake() -> None:
    episode = started()
    played(episode, REPAIR, BREAK, RESET, REPAIR)
    assert source_of(played(episode, UNDO)) == SOURCE
    assert source_of(played(episode, UNDO)) != SOURCE
    assert source_of(played(episode, UNDO)) == SOLUTION
    assert source_of(played(episode, Action(action_type="UNDO"))) == SOURCE
    observation = played(episode, UNDO)
    assert "no edit to take back" in observation.metadata["last_action_error"]
    assert observation.metadata["reward_breakdown"]["invalid_action_cost"] == -0.01


def test_submit_ends_the_episode_with_counts_only() -> None:
    observation = played(started(), HALF_REPAIR, SUBMIT)
    assert observation.done
    assert observation.last_execution_output == (
        "Submitted.\nVisible tests passed: 3/4\nHeld-out tests passed: 1/2\nFinal score: 0.17"
    )
    assert observation.metadata["final_score"] == pytest.approx(0.01 + 0.48 / 3)
    assert observation.metadata["stop_reason"] == "submitted"
    assert [result.test_name for result in observation.test_results] == TASK.visible.text.split("\n")


def test_repair_and_submit_scores_full_and_doing_nothing_the_floor() -> None:
    assert played(started(), REPAIR, SUBMIT).reward == 0.98
    assert played(started(), SUBMIT).reward == 0.01


# --- mistakes ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("action", "error"),
    [
        (replacing(7, 12, "x"), "lines 7-12 do not exist: the file has 6 lines"),
        (replacing(0, 1, "x"), "counted from 1"),
        (replacing(-1, 1, "x"), "counted from 1"),
        (replacing(10**30, 10**30, "x"), "far beyond any file"),
        (replacing(True, 1, "x"), "start_line must be a whole number such as 3, not True"),
        (replacing(None, 1, "x"), "REPLACE_LINES needs start_line"),
        (replacing(1, 1, None), "empty deletes the lines"),
        (replacing(1, 1, ["x"]), "new_code_block must be one text"),
        (replacing(1, 1, "x" * 20_000), "20,000 bytes; at most 16,384"),
        (replacing(1, 1, "x\n" * 401), "401 lines; at most 400"),
        (replacing(1, 1, "'\ud800'"), "surrogate"),
        (UNDO, "no edit"),
        (Action(action_type="FIX_BUG"), "give one of VIEW_CODE, REPLACE_LINES"),
        (Action(), "action_type is missing"),
    ],
)
def test_a_mistake_is_an_observation_that_costs_a_step_and_changes_no_code(
    action: Action, error: str
) -> None:
    episode = started()
    before = played(episode, RUN)
    observation = episode.step(action)
    assert error in observation.metadata["last_action_error"]
    assert error in observation.last_execution_output
    assert observation.code_dict == before.code_dict
    assert observation.test_results == before.test_results
    assert (observation.step_count, observation.reward, observation.done) == (2, -0.01, False)
    assert observation.info["history"][-1]["error"] == observation.metadata["last_action_error"]
    json.dumps(observation.model_dump(mode="json")).encode()
    assert played(episode, REPAIR).metadata["last_action_error"] is None


def test_fields_without_use_are_noted_and_cost_nothing() -> None:
    observation = started().step(Action(action_type="view_code", start_line=3, line=4))
    assert observation.reward == 0
    assert observation.metadata["note"] == (
        "action_type 'view_code' was read as VIEW_CODE. VIEW_CODE does not use start_line: ignored. "
        "There is no field 'line': ignored."
    )


def test_whole_numbers_in_other_clothes_are_lines() -> None:
    assert source_of(started().step(replacing("2", 2.0, "    return x + 1"))) == SOLUTION


# --- the end, history, modes ---------------------------------------------------------------------


@pytest.mark.parametrize("last", [VIEW, RUN, REPAIR, UNDO])
def test_the_step_limit_scores_the_source_as_it_stands(last: Action) -> None:
    episode = started(max_steps=3)
    observation = played(episode, REPAIR, RUN, last)
    assert observation.done
    assert (observation.metadata["stop_reason"], observation.steps_remaining) == ("step_limit", 0)
    assert observation.metadata["final_score"] == (0.01 if last is UNDO else 0.98)
    assert "last step" in observation.last_execution_output
    assert (episode.state.terminated, episode.state.truncated) == (False, True)
    assert episode.state.episode_return == pytest.approx(observation.metadata["final_score"])


def test_submitting_on_the_last_step_is_a_submission() -> None:
    episode = started(max_steps=1)
    assert played(episode, SUBMIT).metadata["stop_reason"] == "submitted"
    assert (episode.state.terminated, episode.state.truncated) == (True, False)


def test_history_holds_the_last_ten_actions() -> None:
    episode = started()
    observation = played(episode, *[VIEW] * 4, REPAIR, RUN, Action(action_type="NOPE"), *[VIEW] * 5)
    history = observation.info["history"]
    assert [entry["step"] for entry in history] == list(range(3, 13))
    assert history[2] == {
        "step": 5,
        "action_type": "REPLACE_LINES",
        "start_line": 2,
        "end_line": 2,
        "reward": 0.0,
        "tests_passed": None,
        "error": None,
    }
    assert (history[3]["tests_passed"], history[3]["reward"]) == (4, 0.3)
    assert history[4]["action_type"] == "NOPE"


def test_progress_is_paid_when_it_is_shown_and_settled_at_the_end() -> None:
    episode = started()
    rewards = [episode.step(action).reward for action in (HALF_REPAIR, RUN, REPAIR, RUN, BREAK, RUN, SUBMIT)]
    assert rewards == pytest.approx([0, 0.15, 0, 0.15, 0, -0.3, 0.01], abs=1e-9)


def test_binary_and_terminal_modes_pay_on_the_last_step_only() -> None:
    for mode, last in (("terminal", 0.98 - 0.01), ("binary", 1.0)):
        episode = started(reward_mode=mode)
        rewards = [episode.step(action).reward for action in (Action(), REPAIR, RUN, SUBMIT)]
        assert rewards == pytest.approx([0, 0, 0, last])
    assert played(started(reward_mode="binary"), HALF_REPAIR, SUBMIT).reward == 0


# --- what an agent must not see, and what is not its fault ----------------------------------------


def test_observations_share_nothing_with_the_episode() -> None:
    episode = started()
    first = played(episode, RUN)
    expected = first.model_copy(deep=True)
    first.info["task"]["title"] = "changed"
    with pytest.raises(ValidationError, match="frozen"):
        first.test_results[0].passed = True
    first.test_results.clear()
    first.code_dict.clear()
    again = played(episode, VIEW)
    assert again.info["task"] == expected.info["task"]
    assert again.test_results == expected.test_results
    assert again.code_dict == expected.code_dict


@pytest.mark.parametrize(
    "error",
    [InfrastructureError("runner died at SECRET"), SuiteError("SECRET"), OSError("SECRET"), KeyError("x")],
)
@pytest.mark.parametrize(("failing", "action"), [(3, RUN), (3, SUBMIT), (4, SUBMIT)])
def test_when_the_tests_cannot_run_nothing_is_charged_and_the_step_can_be_retried(
    error: Exception, failing: int, action: Action
) -> None:
    runner = FailingRunner({failing}, error)
    episode = Episode(runner)
    episode.reset(TASK)
    played(episode, REPAIR)
    before = episode.state
    with pytest.raises(EpisodeInfrastructureError, match=r"could not be run|cannot be used") as caught:
        episode.step(action)
    assert caught.value.__cause__ is error
    if failing == 4:
        assert "SECRET" not in str(caught.value), "the message could quote a held-out test"
    assert episode.state == before
    assert episode.step(action) == played(started(), REPAIR, action)


def test_an_edit_on_the_last_step_is_not_kept_if_its_score_cannot_be_had() -> None:
    episode = Episode(FailingRunner({3, 4}, InfrastructureError("down")))
    episode.reset(TASK, max_steps=1)
    insertion = replacing(1, 0, "# first\n")
    for _ in range(2):
        with pytest.raises(EpisodeInfrastructureError):
            episode.step(insertion)
    assert source_of(episode.step(insertion)) == "# first\n" + SOURCE


@pytest.mark.parametrize("failing", [5, 6])
def test_a_reset_that_fails_leaves_the_episode_before(failing: int) -> None:
    episode = Episode(FailingRunner({failing - 2}, InfrastructureError("down")))
    episode.reset(TASK)
    played(episode, REPAIR)
    before = episode.state
    with pytest.raises(EpisodeInfrastructureError):
        episode.reset(TASK)
    assert episode.state == before


def test_a_report_that_no_message_can_hold_is_shown_in_escapes() -> None:
    class Printing(TableRunner):
        def run(self, source: str, suite: Suite) -> SuiteReport:
            report = super().run(source, suite)
            object.__setattr__(report.tests[0], "message", "a\ud800")
            object.__setattr__(report.tests[0], "output", "b\udfff")
            return report

    episode = Episode(Printing())
    episode.reset(TASK)
    observation = episode.step(RUN)
    assert "a\\ud800" in observation.last_execution_output
    assert "b\\udfff" in observation.last_execution_output
    json.dumps(observation.model_dump(mode="json"), ensure_ascii=False).encode()


def test_a_task_whose_source_no_message_can_hold_is_refused() -> None:
    with pytest.raises(EpisodeError, match="not valid Unicode"):
        Episode(TableRunner()).reset(table_task("a = '\ud800'", "a = 1", ["a"], ["a"]))
