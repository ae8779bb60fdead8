"""The baseline script as a subprocess: its lines, its results file, its exit codes, and nothing left behind."""

from __future__ import annotations

import json
import os
import signal
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from endpoint import does, hangs, refuses, says, scripted
from processes import ROOT, called, episodes, left_behind, run, started

from tracefix_rl.serving import own_server
from tracefix_rl.tasks.catalog import Catalog

NAMED = {
    "task1_easy": "valid_parentheses_wrong_mapping",
    "task2_medium": "binary_search_off_by_one",
    "task3_hard": "reverse_string_returns_original",
}


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    """A server that several runs share."""
    with own_server() as url:
        yield url


def results(folder: Path, name: str = "inference_results.json") -> dict[str, Any]:
    """The results file; nothing but it is left in the folder."""
    assert [path.name for path in folder.iterdir()] == [name]
    found: dict[str, Any] = json.loads((folder / name).read_text())
    return found


def test_without_any_configuration_it_serves_itself_and_repairs_the_named_tasks(tmp_path: Path) -> None:
    ended = run(cwd=tmp_path)
    assert ended.returncode == 0, ended.stderr
    played = episodes(ended.stdout)
    assert [episode.task for episode in played] == list(NAMED)
    assert {(episode.env, episode.model) for episode in played} == {("tracefix_rl", "search")}
    assert {(episode.success, episode.score) for episode in played} == {(True, "0.98")}
    assert all(episode.steps[-1][2] == "SUBMIT" and episode.steps[-1][4] == "true" for episode in played)
    assert "No model is configured" in ended.stderr
    assert left_behind(tmp_path) == []

    run_ = results(tmp_path)
    assert (run_["policy"], run_["model"], run_["seed"], run_["complete"]) == ("search", "search", 0, True)
    assert {"python", "openenv", "openenv-tracefix-rl"} <= run_["versions"].keys()
    assert {entry["task"]: entry["name"] for entry in run_["tasks"]} == NAMED
    for entry, episode in zip(run_["tasks"], played, strict=True):
        task = Catalog.shipped().find(entry["name"])
        assert (entry["task_id"], entry["tier"]) == (task.id, task.tier)
        assert (entry["score"], entry["success"], entry["stop_reason"]) == (0.98, True, "submitted")
        assert entry["steps"] == len(entry["rewards"]) == len(episode.rewards)
        assert (entry["error"], entry["tokens"]) == (None, None)
        assert 0 < entry["duration_s"] < 60


def test_a_tier_is_played_in_order_under_neutral_ids(tmp_path: Path, server: str) -> None:
    ended = run("--medium", "--num-tasks", "2", "--policy", "noop", cwd=tmp_path, ENV_BASE_URL=server)
    assert ended.returncode == 0, ended.stderr
    expected = [Catalog.shipped().select(difficulty="medium", index=index).id for index in range(2)]
    assert [episode.task for episode in episodes(ended.stdout)] == expected
    assert [entry["tier"] for entry in results(tmp_path)["tasks"]] == ["medium", "medium"]
    assert not any(name in ended.stdout for name in NAMED.values())


def test_flags_and_variables_decide_what_is_played_and_how_it_is_called(tmp_path: Path, server: str) -> None:
    ended = run(
        "--task",
        "task2_medium",
        "--task",
        "binary_search_off_by_one",
        "--output",
        "out.json",
        "--policy",
        "noop",
        "--seed",
        "5",
        cwd=tmp_path,
        ENV_BASE_URL=server,
        BENCHMARK="my bench",
        SUCCESS_SCORE_THRESHOLD="0.01",
        MAX_STEPS="3",
        TASK_NAME="task1_easy",
    )
    played = episodes(ended.stdout)
    assert [(episode.task, episode.env, episode.success) for episode in played] == [
        ("task2_medium", "my_bench", True),
        ("binary_search_off_by_one", "my_bench", True),
    ]
    run_ = results(tmp_path, "out.json")
    assert (run_["seed"], run_["max_steps"], run_["success_score_threshold"]) == (5, 3, 0.01)


def test_task_name_plays_one_task_and_thoughts_are_told_on_standard_error(
    tmp_path: Path, server: str
) -> None:
    ended = run("--thought", cwd=tmp_path, ENV_BASE_URL=server, TASK_NAME="task3_hard")
    (episode,) = episodes(ended.stdout)
    assert (episode.task, episode.success) == ("task3_hard", True)
    assert "thought: line" in ended.stderr
    assert "Tests Passed:" in ended.stderr


def test_a_model_plays_when_a_token_is_set(tmp_path: Path, server: str) -> None:
    with scripted(says("hm"), does("RUN_TESTS", thought="look"), does("SUBMIT")) as endpoint:
        ended = run(
            "--task",
            "task1_easy",
            cwd=tmp_path,
            ENV_BASE_URL=server,
            API_BASE_URL=endpoint.url,
            API_KEY="secret",
            MODEL_NAME="scripted/model",
        )
    assert ended.returncode == 0, ended.stderr
    (episode,) = episodes(ended.stdout)
    assert (episode.model, episode.success, episode.score) == ("scripted/model", False, "0.01")
    assert [(step[2], step[5]) for step in episode.steps] == [
        ("VIEW_CODE", "null"),
        ("RUN_TESTS", "PARSE_ERROR: the reply holds no JSON object"),
        ("RUN_TESTS", "null"),
        ("SUBMIT", "null"),
    ]
    entry = results(tmp_path)["tasks"][0]
    assert entry["tokens"] == {"prompt": 300, "completion": 30}
    assert {request["model"] for request in endpoint.requests} == {"scripted/model"}
    assert "secret" not in ended.stdout + ended.stderr + (tmp_path / "inference_results.json").read_text()


def test_an_endpoint_that_refuses_is_told_once_for_each_task_and_is_exit_code_1(
    tmp_path: Path, server: str
) -> None:
    with scripted(refuses(401, "bad token")) as endpoint:
        ended = run(cwd=tmp_path, ENV_BASE_URL=server, API_BASE_URL=endpoint.url, HF_TOKEN="secret")
    assert ended.returncode == 1
    played = episodes(ended.stdout)
    assert [(episode.task, episode.success, episode.score) for episode in played] == [
        (task, False, "0.00") for task in NAMED
    ]
    assert ended.stderr.count("answered 401") == 3
    assert {entry["stop_reason"] for entry in results(tmp_path)["tasks"]} == {"policy_error"}


def test_a_server_that_goes_away_in_mid_episode_costs_no_line(tmp_path: Path) -> None:
    gone = threading.Event()
    with scripted(hangs(gone)) as endpoint:
        with own_server() as url:
            variables = {"ENV_BASE_URL": url, "API_BASE_URL": endpoint.url, "API_KEY": "x"}
            script = started([], tmp_path, **variables)
            process = script.__enter__()
            assert endpoint.asked.wait(60)
        gone.set()
        stdout, _ = process.communicate(timeout=60)
        script.__exit__(None, None, None)
    assert process.returncode == 1
    played = episodes(stdout)
    assert [episode.task for episode in played] == list(NAMED)
    assert {(episode.success, episode.score) for episode in played} == {(False, "0.00")}
    entries = results(tmp_path)["tasks"]
    assert entries[0]["stop_reason"] == "session_lost"
    assert "connection" in entries[0]["error"]


@pytest.mark.parametrize("stop", [signal.SIGINT, signal.SIGTERM])
def test_an_interrupted_run_keeps_what_there_is_and_leaves_nothing_behind(
    tmp_path: Path, stop: signal.Signals
) -> None:
    never = threading.Event()
    with (
        scripted(says("hm"), hangs(never)) as endpoint,
        started([], tmp_path, API_BASE_URL=endpoint.url, API_KEY="x") as process,
    ):
        assert process.stdout is not None
        lines = [process.stdout.readline() for _ in range(3)]
        assert left_behind(tmp_path) != []
        os.kill(process.pid, stop)
        rest, errors = process.communicate(timeout=30)
        never.set()
    assert process.returncode == 130, errors
    (episode,) = episodes("".join(lines) + rest)
    assert (episode.task, len(episode.steps), episode.score) == ("task1_easy", 2, "0.00")
    run_ = results(tmp_path)
    assert [entry["stop_reason"] for entry in run_["tasks"]] == ["interrupted"]
    assert run_["complete"] is False
    assert left_behind(tmp_path) == []


def test_an_unknown_task_of_another_server_is_told_and_the_others_are_played(
    tmp_path: Path, server: str
) -> None:
    ended = run(
        "--task",
        "task1_eazy",
        "--task",
        "task1_easy",
        "--policy",
        "oracle",
        cwd=tmp_path,
        ENV_BASE_URL=server,
    )
    assert ended.returncode == 1
    assert [(episode.task, episode.success) for episode in episodes(ended.stdout)] == [
        ("task1_eazy", False),
        ("task1_easy", True),
    ]
    first = results(tmp_path)["tasks"][0]
    assert (first["stop_reason"], first["task_id"]) == ("session_refused", None)
    assert first["error"].startswith("there is no task 'task1_eazy'; did you mean task1_easy")
    assert "code:" not in first["error"]


def test_a_server_that_does_not_start_is_told_with_its_last_words(tmp_path: Path) -> None:
    ended = run(cwd=tmp_path, TRACEFIX_SANDBOX="nonsense")
    assert ended.returncode == 1
    assert [episode.score for episode in episodes(ended.stdout)] == ["0.00"] * 3
    assert "nonsense" in ended.stderr
    assert left_behind(tmp_path) == []


def test_an_image_that_cannot_be_started_is_told_and_every_task_has_its_lines(tmp_path: Path) -> None:
    ended = run(cwd=tmp_path, LOCAL_IMAGE_NAME="tracefix/no-such-image")
    assert ended.returncode == 1
    assert [(episode.task, episode.score) for episode in episodes(ended.stdout)] == [
        (task, "0.00") for task in NAMED
    ]
    assert "check its name and that Docker is running" in ended.stderr
    assert "Traceback" not in ended.stderr
    assert {entry["stop_reason"] for entry in results(tmp_path)["tasks"]} == {"session_lost"}


def test_a_server_that_is_not_there_is_told(tmp_path: Path) -> None:
    ended = run("--task", "task1_easy", cwd=tmp_path, ENV_BASE_URL="http://127.0.0.1:9")
    assert ended.returncode == 1
    (episode,) = episodes(ended.stdout)
    assert (episode.task, episode.steps, episode.score) == ("task1_easy", [], "0.00")
    assert results(tmp_path)["tasks"][0]["stop_reason"] == "session_lost"


@pytest.mark.parametrize(
    ("arguments", "variables", "said"),
    [
        (["--easy", "--hard"], {}, "choose one of"),
        (["--num-tasks", "0"], {}, "num-tasks"),
        (["--num-tasks", "4"], {}, "3 tasks"),
        (["--easy", "--num-tasks", "999999"], {}, "fewer"),
        (["--task", ""], {}, "no name"),
        (["--task", "task1_eazy"], {}, "task1_easy"),
        (["--task", "task1_easy", "--easy"], {}, "one or the other"),
        (["--policy", "llm"], {}, "HF_TOKEN, API_KEY, OPENAI_API_KEY"),
        (["--policy", "magic"], {}, "noop"),
        (["--output", "no/such/folder.json"], {}, "no folder"),
        (["--output", "."], {}, "is a folder"),
        ([], {"MAX_STEPS": "many"}, "MAX_STEPS"),
        ([], {"MAX_STEPS": "0"}, "MAX_STEPS"),
        ([], {"SUCCESS_SCORE_THRESHOLD": "high"}, "SUCCESS_SCORE_THRESHOLD"),
        ([], {"TASK_NAME": "nothing"}, "no task"),
        ([], {"ENV_BASE_URL": "http://127.0.0.1:9", "LOCAL_IMAGE_NAME": "x"}, "unset one"),
    ],
)
def test_a_call_that_makes_no_sense_is_refused_before_anything_is_played(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    arguments: list[str],
    variables: dict[str, str],
    said: str,
) -> None:
    ended = called(*arguments, cwd=tmp_path, monkeypatch=monkeypatch, **variables, COLUMNS="300")
    assert ended.exit_code == 2
    assert ended.stdout == ""
    assert said in ended.stderr
    assert "Traceback" not in ended.stderr
    assert list(tmp_path.iterdir()) == []


def test_it_explains_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    ended = called("--help", cwd=ROOT, monkeypatch=monkeypatch, COLUMNS="200")
    assert ended.exit_code == 0
    for word in ("--easy", "--num-tasks", "--task", "--thought", "--output", "MAX_STEPS", "ENV_BASE_URL"):
        assert word in ended.stdout
