"""Trajectories in the formats that trainers, evaluators and viewers read.

- `EXPORTERS`: the formats by name; an `Exporter` is one
- `export`: writes a run's episodes, those that a `Selection` lets through
- `ExportError`: why one cannot be made
"""

from __future__ import annotations

from collections.abc import Mapping

from tracefix_rl.export.atif import ATIF
from tracefix_rl.export.exporter import Exporter, ExportError
from tracefix_rl.export.exporting import Exported, export
from tracefix_rl.export.nemo_gym import NEMO_GYM
from tracefix_rl.export.openai import OPENAI
from tracefix_rl.export.openenv import OPENENV
from tracefix_rl.export.parquet import PARQUET
from tracefix_rl.export.selection import Selection
from tracefix_rl.export.sharegpt import SHAREGPT
from tracefix_rl.export.trl import TRL
from tracefix_rl.export.verl import VERL

__all__ = ["EXPORTERS", "ExportError", "Exported", "Exporter", "Selection", "export"]

_ALL: tuple[Exporter, ...] = (TRL, OPENAI, OPENENV, ATIF, SHAREGPT, VERL, NEMO_GYM, PARQUET)

EXPORTERS: Mapping[str, Exporter] = {exporter.name: exporter for exporter in _ALL}
"""The formats, by what the command line calls them."""
