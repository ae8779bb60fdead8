"""Makes the oracle and the canaries, of which openenv.yaml tells, from the shipped tasks.

    uv run python tests/validation/make.py

Each file holds episodes: a plan, of the form that OpenEnv reads a runtime plan in, and the final score that
it must reach or must not exceed. docs/validation.md says more.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parents[1]))

from attacks import BOASTING, MEDDLING, WAYS_OUT, standing_in

from tracefix_rl.core.buffer import CodeBuffer
from tracefix_rl.core.reward import LOWEST_SCORE, RESOLVED_SCORE
from tracefix_rl.tasks.catalog import Catalog
from tracefix_rl.tasks.gate.stubs import stubs
from tracefix_rl.tasks.source import public_names
from tracefix_rl.tasks.task import Split, Task, Tier

FOLDER = Path(__file__).parents[2] / "validation"
COMMAND = "uv run python tests/validation/make.py"
FORMAT = 1
DRAWN = 3
"""Tasks of each tier whose solutions are told, beside those of the named ones. They are of `train`: the
solutions of the other splits are for nobody to learn."""

RUN_TESTS = {"action_type": "RUN_TESTS"}
SUBMIT = {"action_type": "SUBMIT"}


def oracle(catalog: Catalog) -> dict[str, Any]:
    """Episodes that begin with the solution and submit it."""
    drawn = (
        catalog.select(split=Split.TRAIN, difficulty=tier, seed=seed)
        for tier in Tier
        for seed in range(DRAWN)
    )
    return _file(
        "Episodes that reach the highest score: each begins with its task's solution.",
        [
            {
                "plan": _plan(task, "the solution", [SUBMIT], injected_state={"source": task.solution}),
                "least_score": RESOLVED_SCORE,
            }
            for task in (*_named(catalog), *drawn)
        ],
    )


def canaries(catalog: Catalog) -> dict[str, Any]:
    """Episodes that do nothing, or put an attack in the place of the source, and submit that."""
    return _file(
        "Episodes that repair nothing and must earn nothing more than the lowest score.",
        [
            {"plan": _plan(task, what, actions), "most_score": LOWEST_SCORE}
            for task in _named(catalog)
            for what, actions in _canaries_of(task)
        ],
    )


def _canaries_of(task: Task) -> Iterator[tuple[str, list[dict[str, Any]]]]:
    yield "the source as it is", [RUN_TESTS, SUBMIT]
    last = len(CodeBuffer(task.source))
    for what, source in _attacks(public_names(task.solution)):
        replace = {
            "action_type": "REPLACE_LINES",
            "start_line": 1,
            "end_line": last,
            "new_code_block": source,
        }
        yield f"a module that {what}", [replace, RUN_TESTS, SUBMIT]


def _attacks(names: list[str]) -> Iterator[tuple[str, str]]:
    yield from stubs(names)
    for way, source in WAYS_OUT.items():
        leaving = "def leaving(*arguments, **named): leave()\n"
        yield f"leaves by {way} when it is loaded", f"{source}\nleave()\n"
        yield f"leaves by {way} when it is called", f"{source}\n{leaving}{standing_in(names, 'leaving')}"
    for what, source in MEDDLING.items():
        yield f"meddles with {what}", source + standing_in(names, "peek")
    yield "says that every test passes", BOASTING + standing_in(names, "boast")


def _named(catalog: Catalog) -> Iterator[Task]:
    return (catalog.load(entry) for entry in catalog.named().values())


def _plan(task: Task, what: str, actions: list[dict[str, Any]], **options: Any) -> dict[str, Any]:
    return {
        "plan_schema_version": "1",
        "reset": {
            "episode_id": f"{task.id}: {what}",
            "seed": 0,
            "options": {"task_id": task.id, **options},
        },
        "actions": actions,
    }


def _file(about: str, episodes: Iterable[dict[str, Any]]) -> dict[str, Any]:
    return {"format": FORMAT, "about": about, "made_by": COMMAND, "episodes": list(episodes)}


def written(content: dict[str, Any]) -> str:
    """The text of a file."""
    return json.dumps(content, ensure_ascii=False, indent=1) + "\n"


FILES = {"oracle.json": oracle, "canaries.json": canaries}
"""What makes each file."""


def main() -> None:
    """Write the files."""
    for name, make in FILES.items():
        (FOLDER / name).write_text(written(make(Catalog.shipped())), encoding="utf-8")
        print(FOLDER / name)


if __name__ == "__main__":
    main()
