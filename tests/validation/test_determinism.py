"""The same play is answered the same: in another session, on another server, and by tests that are run again."""

from __future__ import annotations

import random
from collections import defaultdict
from typing import Any

import pytest
from declared_episodes import Declared, Played, play, play_all
from openenv.validation.runtime.contracts import RuntimePlan

from tracefix_rl.core.models import ActionType
from tracefix_rl.core.reward import Baseline, final_score
from tracefix_rl.sandbox import Sandbox
from tracefix_rl.tasks.catalog import Catalog

WITHOUT_END = [kind.value for kind in ActionType if kind is not ActionType.SUBMIT]
SEEDS = range(6)
LENGTH = 12
BLOCKS = ("    return None", "pass", "raise ValueError(1)", "print(id(object()), hash('a'))", "x = (", "")


def wandering(seed: int) -> RuntimePlan:
    """Draw a play of a drawn task, with edits that mostly spoil it."""
    draw = random.Random(seed)
    actions: list[dict[str, Any]] = []
    for _ in range(LENGTH):
        line = draw.randrange(1, 30)
        actions += [
            {"action_type": draw.choice(WITHOUT_END)},
            {
                "action_type": "REPLACE_LINES",
                "start_line": line,
                "end_line": line + draw.randrange(-1, 2),
                "new_code_block": draw.choice(BLOCKS),
            },
        ]
    return RuntimePlan.model_validate(
        {
            "plan_schema_version": "1",
            "reset": {"episode_id": f"wandering {seed}", "seed": seed, "options": {"difficulty": "easy"}},
            "actions": [*actions, {"action_type": "SUBMIT"}],
        }
    )


@pytest.fixture(scope="module")
def plans(probe: RuntimePlan) -> list[RuntimePlan]:
    return [probe, *map(wandering, SEEDS)]


def test_a_seed_and_actions_are_answered_the_same_to_the_byte(
    base_url: str, plans: list[RuntimePlan]
) -> None:
    first = play_all(base_url, plans)
    assert play_all(base_url, plans) == first
    drawn = {played.first["observation"]["metadata"]["task_id"] for played in first}
    assert len(drawn) == len(plans), "the seeds draw different tasks"


@pytest.mark.container
def test_a_container_answers_as_a_server_here(
    server: str, container: str, plans: list[RuntimePlan], oracle: list[Declared], canaries: list[Declared]
) -> None:
    every = [*plans, *(each.plan for each in (*oracle, *canaries))]
    for there, here in zip(play_all(container, every), play_all(server, every), strict=True):
        assert there == here


@pytest.mark.parametrize("base_url", ["server"], indirect=True)
def test_tests_that_are_run_again_say_the_same_and_what_the_server_said(
    solved: list[tuple[Declared, Played]],
    attacked: list[tuple[Declared, Played]],
    catalog: Catalog,
    sandbox: Sandbox,
) -> None:
    """The server keeps reports, so the tests are run again where nothing does."""
    for declared, played in (*solved, *attacked[::3]):
        task = catalog.find(declared.task_id)
        suites = (task.visible, task.held_out)
        source = "".join(f"{line}\n" for line in played.steps[-1]["observation"]["code_dict"].values())
        runs = [[sandbox.run(source, suite) for suite in suites] for _ in range(3)]
        verdicts = [[report.verdicts for report in reports] for reports in runs]
        assert verdicts[0] == verdicts[1] == verdicts[2], declared.plan.reset.episode_id
        assert played.verdicts == verdicts[0][0], declared.plan.reset.episode_id
        baseline = Baseline.of(*(sandbox.run(task.source, suite) for suite in suites))
        assert [final_score(baseline, *reports) for reports in runs] == [played.final_score] * 3


def test_a_source_that_is_submitted_three_times_scores_the_same(
    base_url: str, oracle: list[Declared], canaries: list[Declared]
) -> None:
    plans = [each.plan for each in (*oracle, *canaries[::20])]
    by_name = defaultdict(list)
    for plan in plans * 3:
        played = play(base_url, plan)
        by_name[plan.reset.episode_id].append((played.verdicts, played.final_score, played.rewards))
    assert len(by_name) == len(plans)
    for name, (first, *others) in by_name.items():
        assert others == [first, first], name
