"""The formats of a folder are read by those they are for."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
from atif_rules import broken_rules
from episodes import Exporting, rows_of

from tracefix_rl.trajectories import Tokens, Trajectory

HARBOR = shutil.which("harbor")


def documents(folder: Path) -> list[dict[str, Any]]:
    return [json.loads(file.read_text()) for file in sorted(folder.glob("*/trajectory.json"))]


def test_openenv_reads_its_records(exporting: Exporting, episodes: list[Trajectory]) -> None:
    from openenv.core.harness import ToolResult
    from openenv.core.harness.collect import EpisodeRecord, RolloutSerializer

    folder = exporting("openenv", *episodes)
    serializer = RolloutSerializer(folder)
    assert serializer.collected_episode_ids() == {each.episode_id for each in episodes}
    records = [EpisodeRecord(**row) for row in rows_of(serializer.results_path)]
    assert [record.to_dict() for record in records] == rows_of(serializer.results_path)
    for record, trajectory in zip(records, episodes, strict=True):
        assert record.messages
        assert record.task == trajectory.task.id
        assert len(record.tool_trace) == len(trajectory.steps)
        results = [ToolResult(**entry["result"]) for entry in record.tool_trace]
        assert [result.metadata["reward"] for result in results] == [step.reward for step in trajectory.steps]
        assert [result.done for result in results] == [*[False] * (len(results) - 1), record.done]
    assert records[0].reward == episodes[0].episode_return
    assert records[-1].reward is None
    assert set(json.loads(serializer.metadata_path.read_text())["policies"]) == {
        each.player.policy for each in episodes
    }


def test_openenv_can_go_on_where_an_export_ended(exporting: Exporting, solved: Trajectory) -> None:
    from openenv.core.harness.collect import EpisodeRecord, RolloutSerializer

    serializer = RolloutSerializer(exporting("openenv", solved))
    (row,) = rows_of(serializer.results_path)
    serializer.write_episode(EpisodeRecord(**row | {"episode_id": "another"}))
    assert serializer.collected_episode_ids() == {solved.episode_id, "another"}


def test_atif_keeps_its_rules(exporting: Exporting, episodes: list[Trajectory]) -> None:
    found = documents(exporting("atif", *episodes))
    assert [document["session_id"] for document in found] == [each.episode_id for each in episodes]
    assert [broken_rules(document) for document in found] == [[]] * len(episodes)


def test_the_rules_tell_what_breaks_them(exporting: Exporting, solved: Trajectory) -> None:
    (document,) = documents(exporting("atif", solved))
    user, agent = document["steps"][1], document["steps"][2]
    user["tool_calls"], agent["observation"]["results"][0]["source_call_id"] = [], "nobody"
    agent["step_id"], document["reward"] = 9, 1
    assert len(broken_rules(document)) == 4


def test_atif_has_each_result_in_the_step_of_its_call(exporting: Exporting, called: Trajectory) -> None:
    (document,) = documents(exporting("atif", called))
    agent_steps = [step for step in document["steps"] if step["source"] == "agent"]
    assert [step["llm_call_count"] for step in agent_steps] == [1] * 4
    for step in agent_steps[:-1]:
        results = [result["source_call_id"] for result in step["observation"]["results"]]
        assert results == [call["tool_call_id"] for call in step["tool_calls"]]
    (last,) = agent_steps[-1]["observation"]["results"]
    assert "Final score" in last["content"]
    assert document["final_metrics"]["total_steps"] == len(document["steps"])


def test_atif_says_that_no_model_chose(exporting: Exporting, solved: Trajectory) -> None:
    (document,) = documents(exporting("atif", solved))
    counts = {step.get("llm_call_count") for step in document["steps"] if step["source"] == "agent"}
    assert counts == {0}
    assert "total_prompt_tokens" not in document["final_metrics"]
    assert document["extra"]["reward"] == solved.episode_return


def test_atif_counts_tokens(exporting: Exporting, solved: Trajectory) -> None:
    counted = solved.model_copy(update={"tokens": Tokens(prompt=7, completion=2)})
    (document,) = documents(exporting("atif", counted))
    assert document["final_metrics"]["total_prompt_tokens"] == 7
    assert document["final_metrics"]["total_completion_tokens"] == 2


def test_atif_keeps_episodes_of_equal_and_of_strange_ids_apart(
    exporting: Exporting, solved: Trajectory, wandered: Trajectory
) -> None:
    strange = ["../../up", "a/b", "x" * 300, "", "..", "naïve\n"]
    episodes = [solved.model_copy(update={"episode_id": id_}) for id_ in strange]
    folder = exporting("atif", *episodes)
    assert [document["session_id"] for document in documents(folder)] == strange
    assert {file.parent.parent for file in folder.rglob("*.json")} == {folder}


@pytest.mark.skipif(HARBOR is None, reason="`uv tool install harbor` first: Python 3.12 and 270 MB")
def test_harbor_reads_atif(exporting: Exporting, episodes: list[Trajectory]) -> None:
    assert HARBOR is not None
    folder = exporting("atif", *episodes)
    program = (
        "import pathlib, sys; from harbor.models.trajectories import Trajectory\n"
        "for file in sorted(pathlib.Path(sys.argv[1]).glob('*/trajectory.json')):\n"
        "    print(Trajectory.model_validate_json(file.read_text()).trajectory_id)"
    )
    python = os.path.join(os.path.dirname(os.path.realpath(HARBOR)), "python")
    done = subprocess.run([python, "-c", program, folder], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert done.stdout.splitlines() == [each.episode_id for each in episodes]
