"""What the tests of exports share: an episode of each kind, and exporting them."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parents[1] / "policies"))
sys.path.insert(0, str(Path(__file__).parents[1] / "trajectories"))

from endpoint import calls, refuses, says, scripted
from episodes import Exporting, unreadable_steps
from recorded import record

from tracefix_rl.core.models import Action, Observation
from tracefix_rl.export import EXPORTERS, Selection, export
from tracefix_rl.policies import Policy, PolicyError
from tracefix_rl.policies.llm import LlmPolicy
from tracefix_rl.policies.random import RandomPolicy
from tracefix_rl.policies.search import SearchPolicy
from tracefix_rl.sandbox import Sandbox
from tracefix_rl.trajectories import Journal, Trajectory


class Odd(Policy):
    """Does what no model should, and then cannot go on."""

    name = "odd"

    def __init__(self) -> None:
        self._actions = unreadable_steps()

    def start(self, observation: Observation) -> None:
        """It is always the same."""

    async def act(self, observation: Observation) -> Action:
        if not self._actions:
            raise PolicyError("no idea")
        return self._actions.pop(0)


@pytest.fixture(scope="session")
def solved(sandbox: Sandbox) -> Trajectory:
    """Resolved, without a model."""
    return record(sandbox, SearchPolicy(0), "task1_easy")


@pytest.fixture(scope="session")
def wandered(sandbox: Sandbox) -> Trajectory:
    """All kinds of actions and no good end, without a model."""
    return record(sandbox, RandomPolicy(3), "task2_medium")


@pytest.fixture(scope="session")
def called(sandbox: Sandbox) -> Trajectory:
    """A model that calls tools: one with a thought, two at once, one with arguments that are no JSON."""
    replies = (
        calls(("run_tests", {}), content="See what fails."),
        calls(
            ("replace_lines", {"start_line": 1, "end_line": 1, "new_code_block": "x = 1"}), ("run_tests", {})
        ),
        calls(("undo_edit", "{")),
        calls(("submit", {"thought": "enough"})),
    )
    with scripted(*replies) as endpoint:
        return record(sandbox, LlmPolicy(endpoint.config()), "task1_easy")


@pytest.fixture(scope="session")
def wrote(sandbox: Sandbox) -> Trajectory:
    """A model that answers with JSON, because its endpoint takes no tools."""
    replies = (
        refuses(400, "tools are not supported"),
        says('{"action_type": "RUN_TESTS"}'),
        says('I am done: {"action_type": "SUBMIT"}'),
    )
    with scripted(*replies) as endpoint:
        return record(sandbox, LlmPolicy(endpoint.config()), "task1_easy")


@pytest.fixture(scope="session")
def odd(sandbox: Sandbox) -> Trajectory:
    """Actions that make no sense, then cut short: there is no score."""
    return record(sandbox, Odd(), "task1_easy")


@pytest.fixture(scope="session")
def episodes(
    solved: Trajectory, wandered: Trajectory, called: Trajectory, wrote: Trajectory, odd: Trajectory
) -> list[Trajectory]:
    """One of each, with ids of their own."""
    kinds = (solved, wandered, called, wrote, odd)
    return [each.model_copy(update={"episode_id": f"{n}/{each.episode_id}"}) for n, each in enumerate(kinds)]


@pytest.fixture
def exporting(tmp_path: Path) -> Exporting:
    """Exports episodes in a format and returns where they are."""

    def export_episodes(name: str, *trajectories: Trajectory) -> Path:
        run = tmp_path / "run"
        run.mkdir(exist_ok=True)
        (run / "episodes.jsonl").unlink(missing_ok=True)
        with Journal(run / "episodes.jsonl") as journal:
            for trajectory in trajectories:
                journal.append(trajectory)
        path = tmp_path / f"exported-{name}"
        export(run, EXPORTERS[name], path, Selection())
        return path

    return export_episodes
