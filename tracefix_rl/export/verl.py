"""`verl`: prompts for verl, which plays the episode itself.

From verl's "Prepare Data for Post-Training" and its `RLHFDataset`: Parquet with the columns `data_source`,
`prompt`, `ability`, `reward_model` and `extra_info`, which are real structs there.
`reward_model.ground_truth` is what a reward function is given: the task's id, since the environment knows the
rest.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from tracefix_rl.export.column_types import column_types
from tracefix_rl.export.columns import columns
from tracefix_rl.export.conversation import conversation, prompt
from tracefix_rl.export.parquet_file import arrow, write_rows
from tracefix_rl.trajectories import Trajectory


class Verl:
    """Writes the file."""

    name = "verl"
    is_folder = False

    def write(self, trajectories: Iterable[Trajectory], path: Path) -> None:
        """Write the rows."""
        write_rows(_rows(trajectories), _schema(), path)

    def loaded_by(self, path: Path) -> str:
        """Return the line of Python that loads the file."""
        return f'datasets.load_dataset("parquet", data_files={json.dumps(str(path))}, split="train")'


def _schema() -> Any:
    types = arrow()
    text = types.string()
    return types.schema(
        [
            ("data_source", text),
            ("prompt", types.list_(types.struct([("role", text), ("content", text)]))),
            ("ability", text),
            ("reward_model", types.struct([("style", text), ("ground_truth", text)])),
            ("extra_info", types.struct([("index", types.int64()), *column_types()])),
        ]
    )


def _rows(trajectories: Iterable[Trajectory]) -> Iterator[dict[str, Any]]:
    for index, trajectory in enumerate(trajectories):
        about = columns(trajectory)
        yield {
            "data_source": "tracefix_rl",
            "prompt": prompt(conversation(trajectory)),
            "ability": "program_repair",
            "reward_model": {"style": "rule", "ground_truth": about["task_id"]},
            "extra_info": {"index": index, **about},
        }


VERL = Verl()
