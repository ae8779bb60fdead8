"""Tasks of a file of one's own are imported, served and played."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from processes import ROOT, episodes, run

from tracefix_rl.tasks import Catalog
from tracefix_rl.trajectories import read_journal

SOURCE = '''"""Prices of a shop."""

from shop.rates import RATES, RateError


def gross(net: int, kind: str) -> int:
    """Return a price in cents with tax, rounded half up; raises `RateError` for an unknown kind."""
    if kind not in RATES:
        raise RateError(kind)
    return (net * (100 + RATES[kind]) + 50) // 100


def total(items: list[tuple[int, str]]) -> int:
    """Return what items cost with tax, each rounded by itself."""
    return sum(gross(net, kind) for net, kind in items)
'''
RATES = "RATES = {'food': 7, 'other': 19}\n\n\nclass RateError(KeyError):\n    pass\n"
TESTS = """
import pytest
from shop.prices import gross, total
from shop.rates import RateError


@pytest.mark.parametrize(
    ("net", "kind", "expected"),
    [(100, "food", 107), (100, "other", 119), (0, "food", 0), (7, "food", 7), (8, "other", 10), (93, "food", 100)],
)
def test_gross(net, kind, expected):
    assert gross(net, kind) == expected


def test_total():
    assert total([(100, "food"), (100, "other")]) == 226


def test_total_of_nothing():
    assert total([]) == 0


def test_each_is_rounded_by_itself():
    assert total([(7, "food"), (7, "food"), (50, "other")]) == 74


@pytest.mark.parametrize("kind", ["", "drink", "Food"])
def test_unknown(kind):
    with pytest.raises(RateError):
        gross(100, kind)
"""


@pytest.fixture(scope="module")
def own(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A task file of a module that needs another of its package."""
    folder = tmp_path_factory.mktemp("shop")
    (folder / "shop").mkdir()
    for name, text in (
        ("shop/__init__.py", ""),
        ("shop/prices.py", SOURCE),
        ("shop/rates.py", RATES),
        ("test_prices.py", TESTS),
    ):
        (folder / name).write_text(text)
    main = "from tracefix_rl.cli import main; main()"
    command = [sys.executable, "-c", main, "tasks", "from-module", "shop/prices.py"]
    options = ["--tests", "test_prices.py", "-o", "own.tasks", "--most", "6"]
    subprocess.run([*command, *options], cwd=folder, check=True, capture_output=True, env=dict(os.environ))
    return folder / "own.tasks"


@pytest.mark.parametrize(("policy", "score", "success"), [("oracle", "0.98", True), ("noop", "0.01", False)])
def test_they_are_served_and_played(
    own: Path, tmp_path: Path, policy: str, score: str, success: bool
) -> None:
    entries = Catalog.open([own]).entries()
    assert len(entries) >= 3
    ended = run(
        *(part for entry in entries for part in ("--task", entry.id)),
        *("--policy", policy),
        cwd=tmp_path,
        TRACEFIX_TASKS=str(own),
    )
    assert ended.returncode == 0, ended.stderr
    played = episodes(ended.stdout)
    assert [episode.task for episode in played] == [entry.id for entry in entries]
    assert {(episode.score, episode.success) for episode in played} == {(score, success)}


@pytest.mark.parametrize(("policy", "score"), [("oracle", 0.98), ("noop", 0.01)])
def test_they_are_evaluated(own: Path, tmp_path: Path, policy: str, score: float) -> None:
    main = "from tracefix_rl.cli import main; main()"
    command = [sys.executable, "-c", main, "eval", "--tasks", str(own), "--num-tasks", "3"]
    subprocess.run([*command, "--policy", policy, "-o", "run"], cwd=tmp_path, check=True, capture_output=True)
    played = list(read_journal(tmp_path / "run" / "episodes.jsonl"))
    assert {each.task.id for each in played} <= {entry.id for entry in Catalog.open([own]).entries()}
    assert [each.final_score for each in played] == [score] * 3


def test_without_wishes_the_first_of_the_file_are_played(own: Path, tmp_path: Path) -> None:
    ended = run("--policy", "noop", cwd=tmp_path, TRACEFIX_TASKS=str(own))
    assert ended.returncode == 0, ended.stderr
    entries = Catalog.open([own]).entries()
    assert [episode.task for episode in episodes(ended.stdout)] == [entry.id for entry in entries[:3]]


@pytest.mark.parametrize("names", ["nowhere.tasks", f"{ROOT}/README.md", "shipped,nowhere.tasks"])
def test_a_file_that_cannot_be_used_is_refused(tmp_path: Path, names: str) -> None:
    ended = run("--policy", "noop", cwd=tmp_path, TRACEFIX_TASKS=names)
    assert ended.returncode == 2
    assert "Traceback" not in ended.stderr
    assert list(tmp_path.iterdir()) == []
