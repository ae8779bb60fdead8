"""A game whose commands come through a pipe: the same session, actions and score as an agent's."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from click.testing import Result
from piped import Play
from typer.testing import CliRunner

from tracefix_rl.cli import app
from tracefix_rl.tasks import Catalog
from tracefix_rl.trajectories import Outcome, read_journal

NAME = "moving_average_stops_early"
TASK = Catalog.shipped().find(NAME)
BUG = next(
    number
    for number, (buggy, right) in enumerate(
        zip(TASK.source.splitlines(), TASK.solution.splitlines(), strict=True), 1
    )
    if buggy != right
)
REPAIR = (f"e {BUG}", TASK.solution.splitlines()[BUG - 1], ".")


def steps_left(result: Result) -> list[int]:
    """What the prompts said, one after the other."""
    return [int(left) for left in re.findall(r"^(\d+) left>", result.stdout, re.MULTILINE)]


def test_a_repair_is_tested_submitted_scored_and_recorded(play: Play, tmp_path: Path) -> None:
    journal = tmp_path / "mine.jsonl"
    result = play(NAME, "t", *REPAIR, "t", "s", options=("--record", journal))
    assert result.exit_code == 0, result.output
    (record,) = read_journal(journal)
    assert record.player.policy == "person"
    assert record.resolved
    assert [step.action["action_type"] for step in record.steps] == [
        "RUN_TESTS",
        "REPLACE_LINES",
        "RUN_TESTS",
        "SUBMIT",
    ]
    assert record.task.id == TASK.id
    assert record.task.content == TASK.content_hash
    assert record.lines_after(4) == TASK.solution.splitlines()
    assert "repaired: every visible and held-out test passes, score 0.98" in result.stdout
    held_out = record.task.held_out_tests
    assert f"held-out tests  {held_out} of {held_out} pass" in result.stdout
    assert f"{BUG} - {TASK.source.splitlines()[BUG - 1]}" in result.stdout
    assert f"{BUG} + {TASK.solution.splitlines()[BUG - 1]}" in result.stdout
    assert f"tracefix show {journal} {record.episode_id}" in result.stdout


def test_held_out_tests_are_counted_and_never_shown(play: Play) -> None:
    result = play(NAME, "b", "t", "s")
    names = set(re.findall(r"def (test\w+)", TASK.held_out.text)) - set(
        re.findall(r"def (test\w+)", TASK.visible.text)
    )
    assert names
    assert not [name for name in names if name in result.stdout]
    assert re.search(r"held-out tests  \d+ of \d+ pass", result.stdout)
    assert "not repaired" in result.stdout


def test_looking_costs_no_step(play: Play) -> None:
    result = play(NAME, "v", "v 3-5", "b", "h", "?", "", "q")
    assert set(steps_left(result)) == {50}
    assert TASK.visible.text.splitlines()[0] in result.stdout
    assert "action_type" not in result.stdout


@pytest.mark.parametrize(
    ("typed", "answer"),
    [
        (["e 99"], "line 99 does not exist: the last line is 26"),
        (["v 20-27"], "lines 20-27 do not exist: the last line is 26"),
        (["d 0"], "lines are counted from 1"),
        (["i 28"], "give 1 to 27, where 27 is the end"),
        (["u"], "no edit to take back"),
        (["r"], "the original already"),
        (["nonsense"], "there is no command `nonsense`"),
        ([f"e {BUG}", TASK.source.splitlines()[BUG - 1], "."], "nothing is changed"),
        (["e 3", "."], "Nothing is changed"),
        (["i 1", "#" * 17_000, "."], "at most 16,384 are allowed"),
    ],
)
def test_what_could_only_be_a_mistake_costs_no_step(play: Play, typed: list[str], answer: str) -> None:
    result = play(NAME, *typed, "q")
    assert result.exit_code == 0, result.output
    assert answer in result.stdout
    assert set(steps_left(result)) == {50}


def test_lines_are_inserted_deleted_and_taken_back(play: Play, tmp_path: Path) -> None:
    journal = tmp_path / "mine.jsonl"
    end = len(TASK.source.splitlines()) + 1
    result = play(
        NAME, f"i {end}", "a = 1", "b = 2", ".", f"d {end}", "u", "r", "u", "q", options=("--record", journal)
    )
    assert steps_left(result)[-1] == 45
    (record,) = read_journal(journal)
    source = TASK.source.splitlines()
    both = [*source, "a = 1", "b = 2"]
    states = [record.lines_after(number) for number in range(6)]
    assert states == [source, both, [*source, "b = 2"], both, source, both]
    assert (record.stop_reason, record.final_score) == (Outcome.INTERRUPTED, None)


def test_a_syntax_error_is_named_at_once(play: Play) -> None:
    result = play(NAME, "i 1", "print(", ".", "t", "q")
    assert "does not compile: line 1: SyntaxError: '(' was never closed" in result.stdout
    assert result.stdout.count("program.py:1: SyntaxError") == 1


def test_what_the_code_prints_in_a_failing_test_is_shown(play: Play) -> None:
    result = play(NAME, "i 14", "    print('window is', window)", ".", "t", "q")
    assert re.search(r"printed:\n +window is 2", result.stdout)


def test_leaving_says_what_is_thrown_away(play: Play) -> None:
    result = play(NAME, *REPAIR, "q")
    assert result.exit_code == 0
    after = result.stdout.partition("Left after 1 step, without a score. These edits are thrown away:")[2]
    assert f"{BUG} + " in after


def test_the_last_step_ends_the_game_with_a_score(play: Play) -> None:
    result = play(NAME, *REPAIR, "t", "t", options=("--max-steps", "2"))
    assert "That was the last step" in result.stdout
    assert "score 0.98" in result.stdout
    assert steps_left(result)[0] == 2
    assert len([left for left in steps_left(result) if left == 1]) == 1


def test_a_pipe_that_ends_leaves_the_game(play: Play) -> None:
    assert "Left after 0 steps" in play(NAME).stdout
    half = play(NAME, "e 3", "half of it")
    assert half.exit_code == 0
    assert "Left after 0 steps" in half.stdout


def test_what_would_steer_the_terminal_is_made_visible(play: Play) -> None:
    hostile = "print('\x1b[2J\x9b31m[red]\u202e')"
    result = play(NAME, "i 14", f"    {hostile}", ".", "v", "t", "h", "q")
    assert not set(result.stdout) & {"\x1b", "\x9b", "\u202e"}
    assert r"print('\x1b[2J\x9b31m[red]\u202e')" in result.stdout


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["nonesuch"], "there is no task 'nonesuch'"),
        (["moving_average_stops_erly"], "did you mean moving_average_stops_early"),
        (["--tier", "eazy"], "did you mean easy"),
        ([NAME, "--tier", "hard"], "is easy, not hard"),
        ([NAME, "--record", "/"], "cannot be written"),
        ([NAME, "--file", "/nonexistent"], "is missing"),
    ],
)
def test_a_call_that_makes_no_sense_is_refused_in_a_line(arguments: list[str], message: str) -> None:
    result = CliRunner().invoke(app, ["play", *arguments])
    assert result.exit_code == 2
    assert message in result.stderr
    assert len(result.stderr.splitlines()) == 1


def test_the_same_seed_draws_the_same_task(play: Play) -> None:
    drawn = [
        CliRunner().invoke(app, ["play", "--tier", "easy", "--seed", "5"], input="q\n").stdout
        for _ in range(2)
    ]
    assert drawn[0] == drawn[1]
