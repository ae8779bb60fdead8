"""The Parquet formats are read by datasets, polars and pyarrow, with the same columns whatever is in them."""

from __future__ import annotations

import json
import sys
from datetime import timedelta
from pathlib import Path

import polars
import pyarrow.parquet
import pytest
from episodes import Exporting

from tracefix_rl.export import EXPORTERS, ExportError
from tracefix_rl.export.conversation import conversation, prompt
from tracefix_rl.trajectories import Trajectory


def test_polars_reads_flat_columns(exporting: Exporting, episodes: list[Trajectory]) -> None:
    frame = polars.read_parquet(exporting("parquet", *episodes))
    assert not [name for name, dtype in frame.schema.items() if dtype.is_nested()]
    assert frame["episode_id"].to_list() == [each.episode_id for each in episodes]
    assert frame["resolved"].to_list() == [each.resolved for each in episodes]
    assert frame["reward"].null_count() == 1
    assert frame.filter(polars.col("reward").is_null())["stop_reason"].to_list() == ["policy_error"]
    assert frame["started_at"][0] - episodes[0].started_at < timedelta(microseconds=1)
    assert frame["source"][0].split("\n") == list(episodes[0].lines)
    assert frame["final_source"][0].split("\n") == episodes[0].lines_after(len(episodes[0].steps))


def test_what_is_nested_is_json(exporting: Exporting, episodes: list[Trajectory]) -> None:
    rows = polars.read_parquet(exporting("parquet", *episodes)).to_dicts()
    for row, trajectory in zip(rows, episodes, strict=True):
        assert json.loads(row["messages"]) == conversation(trajectory)
        steps = json.loads(row["steps"])
        assert [step["number"] for step in steps] == [step.number for step in trajectory.steps]
    first = json.loads(rows[0]["steps"])[0]
    assert first["action"] == episodes[0].steps[0].action  # and no key of any other action


@pytest.mark.parametrize("name", ["parquet", "verl"])
def test_columns_are_the_same_whatever_is_missing(
    name: str, exporting: Exporting, solved: Trajectory, odd: Trajectory
) -> None:
    schemas = [pyarrow.parquet.read_schema(exporting(name, each)) for each in (solved, odd)]
    assert schemas[0] == schemas[1]
    assert "null" not in {str(field.type) for field in schemas[0]}


def test_verl_has_prompts_as_datasets_reads_them(exporting: Exporting, episodes: list[Trajectory]) -> None:
    import datasets

    path = exporting("verl", *episodes)
    rows = list(
        datasets.load_dataset(
            "parquet", data_files=str(path), split="train", cache_dir=str(path.parent / "hf")
        )
    )
    assert rows[0].keys() == {"data_source", "prompt", "ability", "reward_model", "extra_info"}
    for index, (row, trajectory) in enumerate(zip(rows, episodes, strict=True)):
        assert row["prompt"] == prompt(conversation(trajectory))
        assert row["reward_model"] == {"style": "rule", "ground_truth": trajectory.task.id}
        assert row["extra_info"]["index"] == index
        assert row["extra_info"]["split"] == trajectory.task.split
    assert rows[-1]["extra_info"]["reward"] is None


@pytest.mark.parametrize("name", ["parquet", "verl"])
def test_without_pyarrow_it_is_told_how_to_get_it(
    name: str, tmp_path: Path, solved: Trajectory, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    with pytest.raises(ExportError, match=r"pip install 'openenv-tracefix-rl\[export\]'"):
        EXPORTERS[name].write([solved], tmp_path / "out")
