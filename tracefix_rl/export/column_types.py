"""The types of the shared columns in Parquet."""

from __future__ import annotations

from typing import Any

from tracefix_rl.export.parquet_file import arrow


def column_types() -> list[tuple[str, Any]]:
    """Return name and type of each column that all formats share.

    Raises:
        ExportError: If pyarrow is not installed.
    """
    types = arrow()
    text, whole, number, flag = types.string(), types.int64(), types.float64(), types.bool_()
    return [
        ("episode_id", text),
        ("task_id", text),
        ("split", text),
        ("tier", text),
        ("seed", whole),
        ("reward", number),
        ("final_score", number),
        ("resolved", flag),
        ("done", flag),
        ("stop_reason", text),
        ("num_turns", whole),
        ("policy", text),
        ("model", text),
        ("env_version", text),
    ]
