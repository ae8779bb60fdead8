"""Plays shipped tasks in the real sandbox; as a script it prints what a fixed play of them looks like."""

from __future__ import annotations

import difflib
import random
import sys
from collections.abc import Iterator
from dataclasses import replace

from tracefix_rl.core.buffer import CodeBuffer, split_rows
from tracefix_rl.core.episode import Episode
from tracefix_rl.core.models import Action, Observation
from tracefix_rl.sandbox import Sandbox, Suite
from tracefix_rl.tasks.curation import read_curated
from tracefix_rl.tasks.task import Task

SIMPLE = ("VIEW_CODE", "RUN_TESTS", "RUN_TESTS", "UNDO_EDIT", "RESET_TO_ORIGINAL", "NO_SUCH_THING")
SPOILERS = ("return None", "raise ValueError(1)", "raise SystemExit", "return (", "pass", "print('seen', id)")


def tasks() -> list[Task]:
    """Return the curated tasks, with a shorter time limit: a random edit may well hang."""
    return [
        replace(task, visible=_hurried(task.visible), held_out=_hurried(task.held_out))
        for task in read_curated().tasks
    ]


def repair(task: Task) -> Iterator[Action]:
    """Yield edits that lead from a task's source to its solution, last lines first."""
    old, new = split_rows(task.source), split_rows(task.solution)
    changes = difflib.SequenceMatcher(None, old, new, autojunk=False).get_opcodes()
    for tag, first, last, new_first, new_last in reversed(changes):
        if tag != "equal":
            yield Action(
                action_type="REPLACE_LINES",
                start_line=first + 1,
                end_line=last,
                new_code_block="".join(new[new_first:new_last]),
            )


def random_actions(task: Task, seed: int, length: int) -> list[Action]:
    """Draw actions that repair, spoil, run and take back in some order."""
    draw = random.Random(seed)
    steps = [*repair(task)] * 2
    for _ in range(length):
        steps.append(
            _spoiling(task, draw) if draw.random() < 0.3 else Action(action_type=draw.choice(SIMPLE))
        )
    draw.shuffle(steps)
    return steps


def play(episode: Episode, task: Task, actions: list[Action], **options: int) -> list[Observation]:
    """Play to the end: the actions, then SUBMIT if the episode still runs."""
    observations = [episode.reset(task, **options)]  # type: ignore[arg-type]
    for action in [*actions, Action(action_type="SUBMIT")]:
        observations.append(episode.step(action))
        if observations[-1].done:
            break
    return observations


def fixed_play(episode: Episode) -> str:
    """Play the first tasks always the same way and return all observations as text."""
    return "\n".join(
        observation.model_dump_json()
        for seed, task in enumerate(tasks()[:4])
        for observation in play(episode, task, random_actions(task, seed, 8), seed=seed)
    )


def _spoiling(task: Task, draw: random.Random) -> Action:
    lines = CodeBuffer(task.source).lines
    number = draw.randrange(len(lines))
    indentation = lines[number][: len(lines[number]) - len(lines[number].lstrip())]
    return Action(
        action_type="REPLACE_LINES",
        start_line=number + 1,
        end_line=number + draw.choice((0, 1, 1, 2)),
        new_code_block=indentation + draw.choice(SPOILERS),
    )


def _hurried(suite: Suite) -> Suite:
    return replace(suite, limits=replace(suite.limits, test_cpu_s=0.2))


if __name__ == "__main__":
    with Sandbox() as sandbox:
        sys.stdout.write(fixed_play(Episode(sandbox)))
