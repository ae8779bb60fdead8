"""OpenEnv's semantic checks, of which its release implements none: maximum, floor, gap, leaks, contracts."""

from __future__ import annotations

from pathlib import Path

import pytest
from declared_episodes import Declared, Played, play
from openenv.validation.graders import Subject
from openenv.validation.graders.runtime import (
    ObservationSchemaGrader,
    RewardWellFormedGrader,
    StateContractGrader,
)
from openenv.validation.manifest import NormalizedManifestV2
from openenv.validation.runtime.contracts import RuntimePlan
from openenv.validation.types import CheckStatus
from secrecy import assertions_of_held_out_tests, lines_of_solution, names_of_held_out_tests, quoted

from tracefix_rl.core.reward import LOWEST_SCORE, RESOLVED_SCORE
from tracefix_rl.tasks.catalog import Catalog

Episodes = list[tuple[Declared, Played]]


def test_the_oracle_reaches_the_maximum(solved: Episodes, manifest: NormalizedManifestV2) -> None:
    most = manifest.reward.range[1] - manifest.reward.oracle_tolerance
    for declared, played in solved:
        assert declared.least is not None
        assert played.final_score >= declared.least
        assert played.rewards == [RESOLVED_SCORE]
        assert played.rewards[-1] >= most


def test_canaries_stay_at_the_floor(attacked: Episodes) -> None:
    for declared, played in attacked:
        name = declared.plan.reset.episode_id
        assert declared.most is not None
        assert played.final_score <= declared.most, name
        assert sum(played.rewards) == pytest.approx(LOWEST_SCORE), name
        errors = [step["observation"]["metadata"]["last_action_error"] for step in played.steps]
        assert errors == [None] * len(errors), f"{name}: the attack was not carried out"


def test_the_gap_is_what_the_manifest_declares(
    solved: Episodes, attacked: Episodes, manifest: NormalizedManifestV2
) -> None:
    floor = max(sum(played.rewards) for _, played in attacked)
    ceiling = min(sum(played.rewards) for _, played in solved)
    assert ceiling - floor >= manifest.reward.floor_margin


def test_no_attack_is_told_the_solution(attacked: Episodes, catalog: Catalog) -> None:
    searched = 0
    for declared, played in attacked:
        for line in lines_of_solution(catalog.find(declared.task_id)):
            searched += 1
            assert quoted(line) not in played.requested
            assert quoted(line) not in played.received, declared.plan.reset.episode_id
    assert searched


def test_nobody_is_told_a_held_out_test(solved: Episodes, attacked: Episodes, catalog: Catalog) -> None:
    searched = 0
    for declared, played in (*solved, *attacked):
        task = catalog.find(declared.task_id)
        for text in (*names_of_held_out_tests(task), *assertions_of_held_out_tests(task)):
            searched += 1
            assert quoted(text) not in played.received, declared.plan.reset.episode_id
    assert searched


def test_every_episode_keeps_the_contracts(
    solved: Episodes, attacked: Episodes, manifest: NormalizedManifestV2, tmp_path: Path
) -> None:
    graders = (RewardWellFormedGrader(), StateContractGrader(), ObservationSchemaGrader())
    for declared, played in (*solved, *attacked[:: len(attacked) // 10]):
        subject = Subject(
            root=tmp_path,
            manifest=manifest,
            image_ref=None,
            running=None,
            outputs_dir=tmp_path,
            runtime_evidence=played.evidence,
        )
        for grader in graders:
            result = grader.run(subject)
            assert result.status is CheckStatus.PASS, (declared.plan.reset.episode_id, result.evidence)


def test_the_probe_errs_repairs_and_resolves_its_task(base_url: str, probe: RuntimePlan) -> None:
    played = play(base_url, probe)
    metadata = [step["observation"]["metadata"] for step in played.steps]
    assert len(played.steps) == len(probe.actions)
    assert sum(each["last_action_error"] is not None for each in metadata) == 2
    assert any(step["observation"]["syntax_error"] for step in played.steps)
    assert played.final_score == RESOLVED_SCORE
