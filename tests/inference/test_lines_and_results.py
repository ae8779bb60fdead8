"""The lines and the results file by themselves."""

from __future__ import annotations

import io
import json
import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from processes import END, START, STEP

from tracefix_rl.core.models import Action, Observation
from tracefix_rl.evaluation.play import EpisodeResult, Step
from tracefix_rl.script.lines import LineLog, two_decimals
from tracefix_rl.script.results import check_writable, write_results
from tracefix_rl.trajectories.record import Outcome


def log(out: io.StringIO, task: str | None = None) -> LineLog:
    return LineLog(out, task=task, placeholder="easy-0", env="a b", model="m", threshold=0.98)


@given(st.text(), st.floats(-1, 1), st.text(min_size=1))
def test_every_step_is_one_line_that_can_be_read_back(action: str, reward: float, error: str) -> None:
    out = io.StringIO()
    step = Step(1, Action(action_type="SUBMIT", thought=action), Observation(done=True), reward, error)
    log(out).stepped(step)
    assert out.getvalue().count("\n") == 1
    assert len(out.getvalue().splitlines()) == 1
    assert STEP.fullmatch(out.getvalue().rstrip("\n"))


@given(st.text(alphabet="AZ_ \n\t-"))
def test_an_action_that_is_none_is_still_one_word(action: str) -> None:
    out = io.StringIO()
    log(out).stepped(Step(1, Action(action_type=action), Observation(), 0.0, None))
    assert out.getvalue().split(" ")[2].startswith("action=")
    assert len(out.getvalue().split(" ")) == 6


def test_a_task_is_called_as_the_user_called_it_else_by_its_neutral_id() -> None:
    for task, expected in (("mine", "mine"), (None, "t-1")):
        out = io.StringIO()
        line_log = log(out, task)
        line_log.started(Observation(metadata={"task_id": "t-1"}))
        match = START.fullmatch(out.getvalue().strip())
        assert match
        assert match.groups() == (expected, "a_b", "m")
        assert line_log.label == expected


def test_an_episode_that_never_began_has_both_lines() -> None:
    out = io.StringIO()
    log(out).ended(EpisodeResult(outcome=Outcome.SESSION_LOST))
    start, end = out.getvalue().splitlines()
    assert start == "[START] task=easy-0 env=a_b model=m"
    assert end == "[END] success=false steps=0 score=0.00 rewards="
    assert END.fullmatch(end)


@pytest.mark.parametrize(
    ("value", "text"),
    [(0.98, "0.98"), (-0.002, "0.00"), (-0.0, "0.00"), (-0.012, "-0.01"), (1, "1.00"), (0.676, "0.68")],
)
def test_numbers_have_two_decimals_and_no_negative_zero(value: float, text: str) -> None:
    assert two_decimals(value) == text


def test_results_replace_the_file_at_once_and_leave_no_draft(tmp_path: Path) -> None:
    path = tmp_path / "results.json"
    path.write_text("old")
    write_results(path, {"seed": 1}, [{"task": "é\ud800"}])
    assert json.loads(path.read_text()) == {"seed": 1, "tasks": [{"task": "é\ud800"}]}
    assert os.listdir(tmp_path) == ["results.json"]
    with pytest.raises(TypeError):
        write_results(path, {"seed": object()}, [])
    assert json.loads(path.read_text())["seed"] == 1
    assert os.listdir(tmp_path) == ["results.json"]


def test_where_nothing_can_be_written_is_told_with_what_would_help(tmp_path: Path) -> None:
    check_writable(tmp_path / "results.json")
    with pytest.raises(OSError, match="create it or name another file"):
        check_writable(tmp_path / "no" / "results.json")
    with pytest.raises(OSError, match="name a file"):
        check_writable(tmp_path)
    assert list(tmp_path.iterdir()) == []
