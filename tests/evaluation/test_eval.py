"""`tracefix eval`: what it plays, keeps and says."""

from __future__ import annotations

import json
import os
import re
import shutil
import signal
from collections import Counter
from pathlib import Path

import pytest
from endpoint import does, refuses, says, scripted
from played import essences, played
from processes_of_eval import Evaluate, started
from typer.testing import CliRunner

from tracefix_rl.cli import app
from tracefix_rl.evaluation.folder import read_about
from tracefix_rl.serving import own_server
from tracefix_rl.tasks import Catalog
from tracefix_rl.tasks.catalog import SHIPPED
from tracefix_rl.trajectories import Outcome

SMALL = ("--num-tasks", "3", "-o", "run")
SHORT = ("--num-tasks", "3", "--max-steps", "6")


def test_a_run_is_played_kept_and_summed_up(evaluate: Evaluate, tmp_path: Path) -> None:
    result = evaluate("--policy", "noop", *SMALL, "--attempts", "2")
    assert result.exit_code == 0, result.output
    found = played(tmp_path / "run")
    assert Counter(each.task.tier for each in found.values()) == {"easy": 2, "medium": 2, "hard": 2}
    assert {each.task.split for each in found.values()} == {"eval"}
    assert {each.final_score for each in found.values()} == {0.01}
    about = read_about(tmp_path / "run")
    assert about["complete"]
    assert about["isolation"]["seccomp"] == "active"
    assert about["versions"]["openenv-tracefix-rl"]
    assert [row["name"] for row in about["summary"]] == ["easy", "medium", "hard", "all"]
    assert (tmp_path / "run" / "report.html").read_text().startswith("<!doctype html>")
    assert re.search(r"episodes +2 +2 +2 +6 *\n", result.stdout)
    assert re.search(r"pass@2( +0\.00 \[0\.00, 0\.00\]){4} *\n", result.stdout)
    assert "tracefix show run" in result.stdout


def test_everything_measured_is_readable_on_80_columns(evaluate: Evaluate) -> None:
    result = evaluate("--policy", "noop", *SMALL, "--attempts", "2", COLUMNS="80")
    table, _ = result.stdout.split("Report:")
    assert max(map(len, table.splitlines())) <= 80
    assert "…" not in table
    assert re.search(r"edit precision( +–){4} *\n", table)
    assert re.search(r"pass@2( +0\.00){4} *\n( +\[0\.00, 0\.00\]){4} *\n", table)


def test_the_oracle_resolves_what_is_drawn(evaluate: Evaluate, tmp_path: Path) -> None:
    result = evaluate("--policy", "oracle", *SMALL)
    assert result.exit_code == 0, result.output
    found = played(tmp_path / "run").values()
    assert {each.final_score for each in found} == {0.98}
    about = read_about(tmp_path / "run")
    assert about["summary"][-1]["precision"]["value"] == 1.0


def test_the_same_seed_plays_the_same(evaluate: Evaluate, tmp_path: Path) -> None:
    for name in "ab":
        result = evaluate("--policy", "random", *SHORT, "--seed", "5", "-o", name)
        assert result.exit_code == 0, result.output
    assert essences(tmp_path / "a") == essences(tmp_path / "b")


def test_attempts_at_one_task_differ(evaluate: Evaluate, tmp_path: Path) -> None:
    evaluate("--policy", "random", "--task", "task1_easy", "--attempts", "3", "-o", "run")
    actions = [
        [json.dumps(step.action, sort_keys=True) for step in each.steps]
        for each in played(tmp_path / "run").values()
    ]
    assert len(actions) == 3
    assert actions[0] != actions[1] != actions[2] != actions[0]


def test_named_tasks_are_played(evaluate: Evaluate, tmp_path: Path) -> None:
    evaluate("--policy", "noop", "--task", "task1_easy", "--task", "task3_hard", "-o", "run")
    catalog = Catalog.shipped()
    wanted = {catalog.entry(key).id for key in ("task1_easy", "task3_hard")}
    assert {each.task.id for each in played(tmp_path / "run").values()} == wanted


def test_a_server_plays_the_same(evaluate: Evaluate, tmp_path: Path) -> None:
    arguments = ("--policy", "random", *SHORT)
    with own_server() as url:
        served = evaluate(*arguments, "--server", url, "-o", "served")
    assert served.exit_code == 0, served.output
    assert evaluate(*arguments, "-o", "here").exit_code == 0
    assert essences(tmp_path / "here") == essences(tmp_path / "served")


def test_a_model_plays(evaluate: Evaluate, tmp_path: Path) -> None:
    with scripted(does("SUBMIT")) as endpoint:
        result = evaluate(*SMALL, "--model", "scripted", "--base-url", endpoint.url, HF_TOKEN="secret-token")
    assert result.exit_code == 0, result.output
    found = played(tmp_path / "run").values()
    assert {each.player.model for each in found} == {"scripted"}
    assert all(each.tokens and each.tokens.prompt for each in found)
    assert all(any(step.messages for step in each.steps) for each in found)
    assert not any("secret-token" in file.read_text() for file in (tmp_path / "run").glob("*.*"))


def test_the_reply_that_ended_an_episode_is_kept(evaluate: Evaluate, tmp_path: Path) -> None:
    with scripted(says("no idea")) as endpoint:
        arguments = ("--task", "task1_easy", "-o", "run", "--model", "m", "--base-url", endpoint.url)
        assert evaluate(*arguments, HF_TOKEN="secret-token").exit_code == 0
    (trajectory,) = played(tmp_path / "run").values()
    assert trajectory.stop_reason is Outcome.UNREADABLE
    assert trajectory.final_score is None
    assert not trajectory.failed
    assert trajectory.messages[-1]["content"] == "no idea"


def test_an_endpoint_that_refuses_stops_the_run(evaluate: Evaluate, tmp_path: Path) -> None:
    with scripted(refuses(401, "bad token")) as endpoint:
        result = evaluate(
            *("--num-tasks", "30", "-o", "run", "--model", "scripted", "--base-url", endpoint.url),
            HF_TOKEN="secret-token",
        )
    assert result.exit_code == 1
    assert "Stopped: episode after episode fails" in result.stderr
    assert "tracefix eval --resume run" in result.stdout
    assert len(played(tmp_path / "run")) == 10
    with scripted(does("SUBMIT")) as endpoint:
        again = evaluate("--resume", "run", HF_TOKEN="secret-token")
    assert again.exit_code == 1, "the endpoint of the run is another one, and is gone"


def test_a_killed_run_goes_on_without_repeating_or_losing_an_episode(tmp_path: Path) -> None:
    arguments = ("--policy", "search", "--num-tasks", "9", "--max-steps", "12", "--concurrency", "1")
    journal = tmp_path / "run" / "episodes.jsonl"
    with started(*arguments, "-o", "run", cwd=tmp_path) as process:
        while not (journal.exists() and journal.read_bytes().count(b"\n") >= 2):
            assert process.poll() is None, process.stdout and process.stdout.read()
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()
    before = essences(tmp_path / "run")
    assert 2 <= len(before) < 9
    with started("--resume", "run", cwd=tmp_path) as process:
        said, _ = process.communicate(timeout=120)
    assert process.returncode == 0, said
    assert f"of which {len(before)} done" in said
    after = essences(tmp_path / "run")
    assert len(after) == 9
    assert before.items() <= after.items()


def test_ctrl_c_keeps_what_is_done_and_says_how_to_go_on(tmp_path: Path) -> None:
    journal = tmp_path / "run" / "episodes.jsonl"
    with started("--policy", "search", "--num-tasks", "60", "-o", "run", cwd=tmp_path) as process:
        while not (journal.exists() and journal.read_bytes().count(b"\n") >= 1):
            assert process.poll() is None, process.stdout and process.stdout.read()
        process.send_signal(signal.SIGINT)
        said, _ = process.communicate(timeout=60)
    assert process.returncode == 130, said
    assert "Go on: tracefix eval --resume run" in said
    assert "Traceback" not in said
    assert played(tmp_path / "run")
    assert not read_about(tmp_path / "run")["complete"]


def test_a_run_in_the_background_can_be_told_to_stop(tmp_path: Path) -> None:
    journal = tmp_path / "run" / "episodes.jsonl"
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)  # as a shell does, and what it starts inherits it
    try:
        with started("--policy", "search", "--num-tasks", "60", "-o", "run", cwd=tmp_path) as process:
            while not (journal.exists() and journal.read_bytes().count(b"\n") >= 1):
                assert process.poll() is None, process.stdout and process.stdout.read()
            process.terminate()
            said, _ = process.communicate(timeout=60)
    finally:
        signal.signal(signal.SIGINT, before)
    assert process.returncode == 130, said
    assert "Go on: tracefix eval --resume run" in said
    assert "Traceback" not in said


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--policy", "serch"), "did you mean search"),
        (("--policy", ""), "there is no policy ''"),
        (("--split", "evil"), "eval"),
        (("--tier", "hrad"), "hard"),
        (("--task", "task1_esay"), "task1_easy"),
        (("--num-tasks", "99999"), "tasks in eval, not 99,999"),
        (("--reward-mode", "x"), "shaped, terminal, binary"),
        (("--engine", "rey"), "ray"),
        (("--policy", "llm"), "needs a model"),
        (("--model", "m"), "HF_TOKEN"),
        (("--tasks", "missing.tasks"), "missing.tasks"),
        (("--server", "http://127.0.0.1:9"), "does not say which tasks it has"),
        (("--server", "http://127.0.0.1:9", "--policy", "oracle"), "in this process only"),
        (("--server", "http://a", "--image", "b"), "give one"),
        (("--resume", "missing"), "is not the folder of a run"),
        (("--image", "no-such-image"), "Docker"),
    ],
)
def test_a_call_that_makes_no_sense_is_explained(
    evaluate: Evaluate, tmp_path: Path, arguments: tuple[str, ...], said: str
) -> None:
    result = evaluate(*arguments)
    assert result.exit_code == 2, result.output
    assert said in result.stderr
    assert "Traceback" not in result.stderr
    assert list(tmp_path.iterdir()) == []


def test_a_run_that_is_resumed_is_not_asked_again(evaluate: Evaluate) -> None:
    assert evaluate("--policy", "noop", *SMALL).exit_code == 0
    result = evaluate("--resume", "run", "--seed", "3")
    assert result.exit_code == 2
    assert "--seed cannot be given with --resume" in result.stderr
    assert evaluate("--resume", "run", "--concurrency", "2").exit_code == 0


def test_a_folder_with_a_run_is_not_begun_again(evaluate: Evaluate) -> None:
    assert evaluate("--policy", "noop", *SMALL).exit_code == 0
    result = evaluate("--policy", "noop", *SMALL)
    assert result.exit_code == 2
    assert "--resume run" in result.stderr


def test_task_files_are_found_from_another_folder(
    evaluate: Evaluate, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.copy(SHIPPED, tmp_path / "own.tasks")
    assert evaluate("--policy", "noop", *SMALL, "--tasks", "own.tasks").exit_code == 0
    (tmp_path / "elsewhere").mkdir()
    monkeypatch.chdir(tmp_path / "elsewhere")
    journal = tmp_path / "run" / "episodes.jsonl"
    journal.write_bytes(b"".join(journal.read_bytes().splitlines(keepends=True)[:1]))
    again = evaluate("--resume", "../run")
    assert again.exit_code == 0, again.output
    assert len(played(tmp_path / "run")) == 3
    (tmp_path / "own.tasks").unlink()
    gone = evaluate("--resume", "../run")
    assert gone.exit_code == 2
    assert "own.tasks: is missing" in gone.stderr
    replayed = CliRunner().invoke(app, ["replay", "../run"])
    assert replayed.exit_code == 2, "it is played with the files of the run"
    assert "own.tasks: is missing" in replayed.stderr
    other = CliRunner().invoke(app, ["replay", "../run"], env={"TRACEFIX_TASKS": "shipped"})
    assert other.exit_code == 0, other.output


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"attempts": 0}, "attempts: "),
        ({"seed": "x"}, "seed: "),
        ({"max_steps": -1}, "max_steps: "),
        ({"model": 3}, "model: "),
    ],
)
def test_an_edited_run_is_refused_on_one_line(
    evaluate: Evaluate, tmp_path: Path, changed: dict[str, object], said: str
) -> None:
    assert evaluate("--policy", "noop", "--task", "task1_easy", "-o", "run").exit_code == 0
    about = json.loads((tmp_path / "run" / "run.json").read_text())
    about["arguments"] |= changed
    (tmp_path / "run" / "run.json").write_text(json.dumps(about))
    result = evaluate("--resume", "run")
    assert result.exit_code == 2
    assert f"does not say what was asked for ({said}" in result.stderr
    assert len(result.stderr.splitlines()) == 1
    assert len(result.stderr) < 200


def test_a_report_that_cannot_be_written_is_told(evaluate: Evaluate, tmp_path: Path) -> None:
    (tmp_path / "run" / "report.html").mkdir(parents=True)
    result = evaluate("--policy", "noop", "--task", "task1_easy", "-o", "run")
    assert result.exit_code == 1
    assert "The episodes are kept, but not what they come to" in result.stderr
    assert "Again: tracefix eval --resume run" in result.stderr
    assert "Report:" not in result.stdout
    (tmp_path / "run" / "report.html").rmdir()
    assert evaluate("--resume", "run").exit_code == 0
    assert len(played(tmp_path / "run")) == 1


def test_a_task_that_vanished_is_named(evaluate: Evaluate, tmp_path: Path) -> None:
    assert evaluate("--policy", "noop", *SMALL).exit_code == 0
    about = json.loads((tmp_path / "run" / "run.json").read_text())
    about["task_ids"].append("t-000000000000")
    (tmp_path / "run" / "run.json").write_text(json.dumps(about))
    result = evaluate("--resume", "run")
    assert result.exit_code == 1
    assert "there is no task 't-000000000000'" in result.stderr
    assert "1 episode missing. Go on: tracefix eval --resume run" in result.stdout
