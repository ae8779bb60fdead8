"""`parquet`: a row an episode for dataset viewers, polars and DuckDB.

Columns are flat, and what is nested is JSON text: as struct columns, each action would have all keys of all
actions, with `None` for those it never had.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from tracefix_rl.export.column_types import column_types
from tracefix_rl.export.columns import columns
from tracefix_rl.export.conversation import conversation, offered_tools
from tracefix_rl.export.parquet_file import arrow, write_rows
from tracefix_rl.export.plain import plain
from tracefix_rl.trajectories import Trajectory

_STEP_FIELDS = {"number", "action", "reward", "reward_parts", "error", "note", "output", "verdicts", "edit"}


class Parquet:
    """Writes the file."""

    name = "parquet"
    is_folder = False

    def write(self, trajectories: Iterable[Trajectory], path: Path) -> None:
        """Write the rows."""
        write_rows((_row(trajectory) for trajectory in trajectories), _schema(), path)

    def loaded_by(self, path: Path) -> str:
        """Return the line of Python that loads the file."""
        return f"polars.read_parquet({json.dumps(str(path))})"


def _schema() -> Any:
    types = arrow()
    text, whole = types.string(), types.int64()
    return types.schema(
        [
            *column_types(),
            ("attempt", whole),
            ("title", text),
            ("started_at", types.timestamp("us", tz="UTC")),
            ("duration_s", types.float64()),
            ("prompt_tokens", whole),
            ("completion_tokens", whole),
            ("error", text),
            ("source", text),
            ("final_source", text),
            ("messages", text),
            ("tools", text),
            ("steps", text),
        ]
    )


def _row(trajectory: Trajectory) -> dict[str, Any]:
    messages = conversation(trajectory)
    steps = [step.model_dump(mode="json", include=_STEP_FIELDS) for step in trajectory.steps]
    tokens = trajectory.tokens
    return columns(trajectory) | {
        "attempt": trajectory.attempt,
        "title": plain(trajectory.task.title),
        "started_at": trajectory.started_at,
        "duration_s": trajectory.duration_s,
        "prompt_tokens": tokens.prompt if tokens else None,
        "completion_tokens": tokens.completion if tokens else None,
        "error": plain(trajectory.error),
        "source": plain("\n".join(trajectory.lines)),
        "final_source": plain("\n".join(trajectory.lines_after(len(trajectory.steps)))),
        "messages": json.dumps(messages),
        "tools": json.dumps(offered_tools(messages)),
        "steps": json.dumps(plain(steps)),
    }


PARQUET = Parquet()
