"""What OpenEnv's validator says of the package, and which of its checks are only names yet."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from click.testing import Result
from declared_episodes import ROOT
from make import FILES
from openenv.cli.__main__ import app
from openenv.validation import Level, Verdict, load_policy, run_validation
from openenv.validation.providers.docker import DockerRunningSubject, DockerValidationProvider
from openenv.validation.runner import default_grader_registry
from openenv.validation.types import CheckStatus, Lane
from typer.testing import CliRunner

from tracefix_rl.tasks.catalog import SHIPPED

POLICY = load_policy("v2")
CHECKED = {
    "static.manifest",
    "runtime.startup",
    "runtime.reward_well_formed",
    "runtime.observation_schema",
    "runtime.state_contract",
    "runtime.network_policy",
}
"""What this release of OpenEnv can look at."""

NOT_YET = {
    "runtime.rubric_introspectable",
    "runtime.trajectory_record",
    "runtime.reward_attribution",
    "runtime.tool_declaration_accuracy",
    "runtime.task_declaration_accuracy",
    "runtime.seed_control",
    "runtime.episode_determinism",
    "runtime.host_containment",
    "runtime.resource_bounds",
    "runtime.episode_isolation",
    "runtime.oracle_containment",
    "semantic.oracle_max",
    "semantic.floor_gap",
    "semantic.canary_floor",
    "semantic.no_solution_leakage",
    "semantic.verifier_determinism",
    "semantic.verifier_portability",
    "semantic.resource_envelope",
    "semantic.replayability",
}
"""What it lists and passes over."""

SILENT = {
    "static.reproducible_build",
    "static.image_hygiene",
    "static.layout",
    "static.sbom",
    "static.oci_labels",
    "static.resource_declaration",
    "static.timeout_ceiling",
    "static.dependency_pinning",
    "static.task_distribution_pinning",
}
"""What its policy names and no report mentions."""


def openenv(*arguments: str) -> Result:
    return CliRunner().invoke(app, arguments)


@pytest.mark.container
def test_every_check_that_there_is_passes(package: Path, provider: DockerValidationProvider) -> None:
    report = run_validation(package, max_level=Level.RUNTIME, provider=provider)
    found = {result.check_id: (result.status, result.evidence) for result in report.results}
    passed = {check for check, (status, _) in found.items() if status is CheckStatus.PASS}
    assert passed == CHECKED, found
    levels = {entry.check_id: entry.level for entry in POLICY.entries}
    assert {check: found[check] for check in found.keys() - passed} == {
        check: (CheckStatus.SKIP, ["grader not implemented in this build"])
        for check in NOT_YET
        if levels[check] <= Level.RUNTIME
    }
    assert report.verdict is Verdict.WARN  # on which the command ends with 0


@pytest.mark.container
def test_no_solution_lies_in_the_image(subject: DockerRunningSubject) -> None:
    """The episodes that OpenEnv reads come from the package's source."""
    names = [part for name in (*FILES, "runtime.json", SHIPPED.name) for part in ("-name", name, "-o")]
    found = subject.exec(["find", "/", "-xdev", "(", *names[:-1], ")"], 60).stdout.split()
    assert {Path(path).name for path in found} == {SHIPPED.name}  # the tasks themselves, as it must be


@pytest.mark.container
@pytest.mark.usefixtures("attacked", "solved")
@pytest.mark.parametrize("base_url", [pytest.param("container")], indirect=True)
def test_all_episodes_fit_into_the_declared_resources(base_url: str, subject: DockerRunningSubject) -> None:
    state = subject.inspect()
    assert (state["running"], state["oom_killed"]) == (True, False)
    assert state["limits"]["NetworkMode"] == "none"


def test_the_command_passes_over_what_needs_an_engine(package: Path) -> None:
    done = openenv("validate", "--level", "runtime", "--skip-build", str(package))
    assert done.exit_code == 0, done.output
    assert "PASS  static.manifest" in done.stdout
    assert "FAIL" not in done.stdout
    assert "ERROR" not in done.stdout
    assert "Verdict: WARN" in done.stdout


def test_every_check_of_the_policy_is_known_here() -> None:
    local = set(POLICY.entries_for_lane(Lane.LOCAL))
    assert local == CHECKED | NOT_YET | SILENT
    graders = default_grader_registry(POLICY)
    assert {check for check in local if graders.get(check)} == CHECKED - {"runtime.startup"}


def test_the_page_tells_of_every_check() -> None:
    page = (ROOT / "docs" / "validation.md").read_text(encoding="utf-8")
    told = re.findall(r"`((?:static|runtime|semantic)\.\w+)`", page)
    assert {*told} == CHECKED | NOT_YET | SILENT
