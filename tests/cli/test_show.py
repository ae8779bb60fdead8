"""`tracefix show` plays recorded episodes back, whatever is in them."""

from __future__ import annotations

import asyncio
import re
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result
from typer.testing import CliRunner

from tracefix_rl.cli import app
from tracefix_rl.evaluation.play import play_episode
from tracefix_rl.evaluation.recording import Recording
from tracefix_rl.policies.search import SearchPolicy
from tracefix_rl.sandbox import Sandbox
from tracefix_rl.sandbox.report import Verdict
from tracefix_rl.session import LocalSession
from tracefix_rl.trajectories import Edit, Journal, Outcome, Player, Recorder, Tokens, Trajectory

HOSTILE = "\x1b[2J\x1b]0;owned\x07\x9b31m[bold red]not markup[/bold red] \u202eevil \ud800 \x00"


def show(*arguments: str | Path, width: int = 80) -> Result:
    return CliRunner().invoke(app, ["show", *map(str, arguments)], env={"COLUMNS": str(width)})


@pytest.fixture(scope="session")
def played(sandbox: Sandbox) -> Trajectory:
    """An episode that the search resolved after some attempts."""
    recorder = Recorder(episode_id="smooth.0", options={}, player=Player(policy="search", seed=0))
    recording = Recording(recorder)
    asyncio.run(
        play_episode(
            LocalSession(sandbox),
            SearchPolicy(0),
            options={"task_id": "moving_average_stops_early"},
            max_steps=50,
            watcher=recording,
        )
    )
    assert recording.trajectory is not None
    return recording.trajectory.model_copy(update={"tokens": Tokens(prompt=1234, completion=56)})


def changed(record: Trajectory, **update: Any) -> Trajectory:
    return record.model_copy(update=update)


@pytest.fixture
def journal(tmp_path: Path, played: Trajectory) -> Path:
    """A journal of three episodes: one resolved, one lost, and another one."""
    path = tmp_path / "episodes.jsonl"
    lost = changed(
        played,
        episode_id="smooth.1",
        attempt=1,
        steps=played.steps[:3],
        stop_reason=Outcome.SESSION_LOST,
        error="the server went away",
        final_score=None,
        tokens=None,
    )
    with Journal(path) as out:
        for record in (played, lost, changed(played, episode_id="other.0", steps=(), final_score=0.01)):
            out.append(record)
    return path


def test_a_run_is_listed(journal: Path) -> None:
    for run in (journal, journal.parent):
        output = show(run, width=160).stdout
        rows = {line.split()[0]: line for line in output.splitlines() if ".0" in line or ".1" in line}
        assert re.search(r"easy +0 +yes +0\.98 +\d+ +submitted", rows["smooth.0"])
        assert re.search(r"easy +1 +- +- +3 +session lost", rows["smooth.1"])
        assert re.search(r"no +0\.01 +0 +submitted", rows["other.0"])
        assert "3 episodes, 1 resolved" in output


def test_an_episode_is_played_back_step_by_step(journal: Path, played: Trajectory) -> None:
    result = show(journal, "smooth.0")
    assert result.exit_code == 0, result.output
    for step in played.steps:
        assert re.search(rf"^ *{step.number}  {step.action['action_type']}", result.stdout, re.MULTILINE)
        if step.edit:
            assert all(line in result.stdout for line in step.edit.added)
    assert f"so far {played.episode_return:+.3f}" in " ".join(result.stdout.split())
    assert "test_pairs passes now" in result.stdout
    assert re.search(r"held-out +(\d+) of \1 tests pass", result.stdout)
    assert "score 0.98" in result.stdout
    assert "1,234 read, 56 written" in result.stdout
    assert "stop reason  submitted" in result.stdout
    assert max(map(len, result.stdout.splitlines())) <= 80


def test_an_episode_that_was_cut_short_says_why(journal: Path) -> None:
    output = show(journal, "smooth.1").stdout
    assert "stop reason  session lost" in output
    assert "the server went away" in output
    assert "score  " not in output


def test_a_step_in_full_shows_the_code_as_it_was(journal: Path, played: Trajectory) -> None:
    number = next(step.number for step in played.steps if step.edit)
    output = show(journal, "smooth.0", "--step", number, width=200).stdout
    for place, line in enumerate(played.lines_after(number), 1):
        assert f"{place:>3}  {line}".rstrip() in output
    assert f"\n{number + 1:>3}  " not in output.partition("The code after")[0]


def test_full_leaves_nothing_out(played: Trajectory, tmp_path: Path) -> None:
    thought = "\n".join(f"line {number} of a thought" for number in range(100))
    step = played.steps[0].model_copy(update={"action": {"action_type": "RUN_TESTS", "thought": thought}})
    with Journal(tmp_path / "a.jsonl") as out:
        out.append(changed(played, steps=(step,)))
    short, full = (show(tmp_path, "smooth", *flags).stdout for flags in ([], ["--full"]))
    assert "line 99 of" in short
    assert "line 50 of" not in short
    assert "line 50 of" in full
    assert "Visible tests" in full
    assert step.output.splitlines()[0] in full


@pytest.mark.parametrize(
    ("named", "message"),
    [
        (["smooth"], "2 episodes begin with 'smooth': smooth.0, smooth.1"),
        (["smoth.0"], "did you mean smooth.0"),
        (["\x1b[2J"], r"there is no episode '\x1b[2J'"),
        (["smooth.0", "--step", "0"], "its steps are 1 to"),
        (["smooth.0", "--step", "999"], "its steps are 1 to"),
        (["other", "--step", "1"], "it has no steps"),
        (["--step", "1"], "say which EPISODE"),
        (["--full"], "say which EPISODE"),
    ],
)
def test_what_is_not_there_is_answered_with_what_is(journal: Path, named: list[str], message: str) -> None:
    result = show(journal, *named)
    assert (result.exit_code, result.stdout) == (2, "")
    assert message in result.stderr


def test_the_beginning_of_an_id_is_enough(journal: Path) -> None:
    assert "other.0: " in show(journal, "o").stdout


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"{}\n", "line 1 is not a record as it was written"),
        (b"\xff\xfe\x00 not text\n", "line 1 is not a record"),
    ],
)
def test_a_journal_that_is_damaged_is_refused(tmp_path: Path, content: bytes, message: str) -> None:
    (tmp_path / "a.jsonl").write_bytes(content)
    result = show(tmp_path / "a.jsonl")
    assert result.exit_code == 2
    assert message in result.stderr


def test_a_record_of_another_version_is_refused(tmp_path: Path, played: Trajectory) -> None:
    with Journal(tmp_path / "a.jsonl") as out:
        out.append(changed(played, format=2))
    result = show(tmp_path / "a.jsonl", "smooth")
    assert result.exit_code == 2
    assert "has format 2" in result.stderr


def test_a_half_written_record_is_passed_over_and_an_empty_run_says_so(tmp_path: Path, journal: Path) -> None:
    with journal.open("ab") as out:
        out.write(b'{"half":')
    assert "3 episodes" in show(journal).stdout
    (tmp_path / "empty.jsonl").touch()
    assert "holds no episode yet" in show(tmp_path / "empty.jsonl").stdout
    missing = show(tmp_path / "missing")
    assert missing.exit_code == 2
    assert "there is no" in missing.stderr


def test_nothing_in_a_record_reaches_the_terminal_as_more_than_text(
    played: Trajectory, tmp_path: Path
) -> None:
    step = played.steps[0].model_copy(
        update={
            "action": {
                "action_type": HOSTILE,
                "thought": HOSTILE,
                "start_line": HOSTILE,
                "end_line": [HOSTILE],
            },
            "error": HOSTILE,
            "note": HOSTILE,
            "output": HOSTILE,
            "verdicts": {HOSTILE: Verdict.FAILED},
            "reward_parts": {HOSTILE: 0.5},
            "edit": Edit(line=1, removed=1, added=(HOSTILE, "\t[red]x = 1[/red]")),
            "messages": ({"role": HOSTILE, "content": HOSTILE}, {"role": "x", "content": [HOSTILE]}),
        }
    )
    record = changed(
        played,
        episode_id=HOSTILE,
        task=played.task.model_copy(
            update={"title": HOSTILE, "tier": HOSTILE, "split": HOSTILE, "id": HOSTILE}
        ),
        player=Player(policy=HOSTILE, model=HOSTILE),
        brief=f"# Specification\n\n{HOSTILE}\n\n```python\n{HOSTILE}\n```",
        lines=(HOSTILE, *played.lines),
        steps=(step,),
        error=HOSTILE,
    )
    with Journal(tmp_path / "a.jsonl") as out:
        out.append(Trajectory.model_validate(record.model_dump()))
    run = tmp_path / "a.jsonl"
    outputs = [show(run)] + [show(run, "\x1b", *more) for more in ([], ["--full"], ["--step", "1"])]
    for result in outputs:
        assert result.exit_code == 0, result.output
        assert all(each.isprintable() or each == "\n" for each in result.stdout)
        assert "[bold" in result.stdout
        assert r"\x1b" in result.stdout
