"""No format holds what an agent is not told of its task: a model that is trained on it must not learn it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import polars
import pytest
from episodes import Exporting, rows_of, strings_in

from tracefix_rl.export import EXPORTERS
from tracefix_rl.tasks import Catalog
from tracefix_rl.trajectories import Trajectory

SPANS = ((987_654, 987_655), (123_457, 123_456))


def told(path: Path) -> str:
    """Every key and value of an export, one on a line."""
    if path.is_dir():
        return "\n".join(told(file) for file in sorted(path.rglob("*")) if file.is_file())
    return "\n".join(strings_in(_data(path)))


def _data(path: Path) -> Any:
    if path.read_bytes()[:4] == b"PAR1":
        return polars.read_parquet(path).to_dicts()
    return json.loads(path.read_text()) if path.suffix == ".json" else rows_of(path)


@pytest.fixture
def marked(wandered: Trajectory) -> Trajectory:
    """An episode of which everything that is known to the evaluator only is marked."""
    secrets = {"program": "SECRET-PROGRAM", "bug_families": ("SECRET-FAMILY",), "bug_spans": SPANS}
    task = wandered.task.model_copy(update={**secrets, "content": "SECRET-CONTENT", "held_out_tests": 76_543})
    options = {**wandered.options, "task_name": "SECRET-NAME"}
    return wandered.model_copy(update={"task": task, "options": options})


@pytest.mark.parametrize("name", EXPORTERS)
def test_what_only_the_evaluator_knows_is_nowhere(
    name: str, exporting: Exporting, marked: Trajectory, wandered: Trajectory
) -> None:
    text = told(exporting(name, marked))
    assert "You repair a Python module" in text
    for secret in ("SECRET", "76543", *(str(number) for span in SPANS for number in span)):
        assert secret not in text
    for key in ("program", "bug_families", "bug_spans", "held_out_tests", "solution"):
        assert key not in text.split("\n")


@pytest.mark.parametrize("name", EXPORTERS)
def test_neither_the_solution_nor_held_out_tests_are_anywhere(
    name: str, exporting: Exporting, wandered: Trajectory
) -> None:
    task = Catalog.configured().find(wandered.task.id)
    text = told(exporting(name, wandered))
    known = {line.strip() for line in (task.source + task.visible.text).split("\n")}
    secret = {line.strip() for line in (task.solution + "\n" + task.held_out.text).split("\n")}
    missing = {line for line in secret - known if len(line) > 12}
    assert len(missing) > 5
    assert sorted(line for line in missing if line in text) == []
