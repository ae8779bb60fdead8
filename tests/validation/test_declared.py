"""What openenv.yaml declares is there, is what its command makes, and tells no solution that is to be kept."""

from __future__ import annotations

from typing import Any

import pytest
from declared_episodes import ROOT, Declared
from make import COMMAND, FILES, written
from openenv.validation.manifest import NormalizedManifestV2
from openenv.validation.runtime.contracts import RuntimePlan

from tracefix_rl.core.actions import ACTIONS
from tracefix_rl.core.reward import LOWEST_SCORE, RESOLVED_SCORE
from tracefix_rl.tasks.catalog import Catalog
from tracefix_rl.tasks.task import Split


@pytest.mark.parametrize("name", FILES)
def test_a_file_is_what_its_command_makes(name: str, catalog: Catalog) -> None:
    made = written(FILES[name](catalog))
    assert (ROOT / "validation" / name).read_text(encoding="utf-8") == made, f"write it anew: {COMMAND}"


def test_the_files_are_those_of_the_manifest(manifest: NormalizedManifestV2) -> None:
    told: Any = manifest.capabilities
    assert (told.oracle.form, told.oracle.location) == ("injected_state", "validation/oracle.json")
    assert told.canaries == "validation/canaries.json"
    assert {path.name for path in (ROOT / "validation").iterdir()} == {*FILES, "runtime.json"}
    assert manifest.execution.probe_path == "validation/runtime.json"


def test_what_is_declared_of_the_tasks_is_true(manifest: NormalizedManifestV2, catalog: Catalog) -> None:
    pins = manifest.task_distribution
    assert pins is not None
    assert str(pins.generator_seed) == catalog.about["seed"]
    assert (manifest.capabilities.task_api, manifest.capabilities.llm_judged) == (True, False)


def test_the_oracle_solves_the_named_tasks_and_tells_no_other_solution_of_their_splits(
    oracle: list[Declared], catalog: Catalog
) -> None:
    named = {entry.id for entry in catalog.named().values()}
    tasks = [catalog.entry(each.task_id) for each in oracle]
    others = [task for task in tasks if task.id not in named]
    assert named < {task.id for task in tasks}
    assert {task.split for task in others} == {Split.TRAIN}
    assert {each.least for each in oracle} == {RESOLVED_SCORE}


def test_canaries_attack_every_named_task_and_only_act_as_an_agent_can(
    canaries: list[Declared], catalog: Catalog
) -> None:
    named = {entry.id for entry in catalog.named().values()}
    assert {each.task_id for each in canaries} == named
    assert {each.most for each in canaries} == {LOWEST_SCORE}
    assert len({each.plan.reset.episode_id for each in canaries}) == len(canaries) >= 40 * len(named)
    for canary in canaries:
        assert canary.plan.reset.options.keys() == {"task_id"}


def test_the_probe_takes_every_action(probe: RuntimePlan) -> None:
    assert {action["action_type"] for action in probe.actions} >= {*map(str, ACTIONS)}
