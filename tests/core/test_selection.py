"""Which tasks a session plays."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from tracefix_rl.core.selection import Selection
from tracefix_rl.tasks.catalog import Catalog, UnknownTask
from tracefix_rl.tasks.task import Split, Task

RESOLVED, MISSED = 0.98, 0.25


@pytest.fixture
def selection() -> Selection:
    return Selection(Catalog.shipped())


def played(selection: Selection, score: float | None, **options: Any) -> Task:
    """Play one episode, to its end if it has a score."""
    selected = selection.choose(**options)
    selection.begin(selected)
    if score is not None:
        selection.end(score)
    return selected.task


def course(outcomes: list[float | None], **options: Any) -> list[str]:
    """The tasks of a session that plays by the curriculum."""
    selection = Selection(Catalog.shipped())
    return [played(selection, score, curriculum="adaptive", **options).id for score in outcomes]


def test_a_task_is_chosen_as_the_catalog_does(selection: Selection) -> None:
    catalog = Catalog.shipped()
    for options in ({"seed": 4}, {"seed": 4, "bug_family": "calls"}, {"index": 2, "split": "eval"}):
        assert selection.choose(**options).task == catalog.select(**options)  # type: ignore[arg-type]


def test_a_seed_that_was_drawn_is_told(selection: Selection) -> None:
    drawn = selection.choose(difficulty="easy")
    assert drawn.seed is not None
    assert selection.choose(difficulty="easy", seed=drawn.seed).task == drawn.task
    assert selection.choose(index=0).seed is None


def test_the_same_seed_and_the_same_outcomes_give_the_same_tasks() -> None:
    outcomes: list[float | None] = [RESOLVED, MISSED, None] * 10
    tasks = course(outcomes, seed=5)
    assert course(outcomes, seed=5) == tasks
    assert course(outcomes, seed=6) != tasks
    assert len(set(tasks)) > 20


def test_outcomes_decide_how_hard_the_tasks_become() -> None:
    catalog = Catalog.shipped()

    def late(outcome: float) -> float:
        scores = [catalog.entry(key).score for key in course([outcome] * 80, seed=1)[30:]]
        return sum(scores) / len(scores)

    assert late(RESOLVED) > late(MISSED) + 0.02


def test_an_episode_that_is_abandoned_teaches_nothing() -> None:
    def bands_after(outcome: float | None) -> list[str]:
        return course([outcome] * 40 + [None] * 20, seed=2)[40:]

    assert bands_after(None) != bands_after(RESOLVED)
    unfinished = Selection(Catalog.shipped())
    for _ in range(40):
        played(unfinished, None, curriculum="adaptive", seed=2)
    played(unfinished, RESOLVED, task_id="task1_easy")
    unfinished.end(RESOLVED)
    tasks = [played(unfinished, None, curriculum="adaptive").id for _ in range(20)]
    assert tasks == bands_after(None)


def test_an_episode_that_does_not_start_changes_nothing(selection: Selection) -> None:
    expected = course([RESOLVED] * 6, seed=3)
    for key in expected:
        for _ in range(3):
            assert selection.choose(curriculum="adaptive", seed=3).task.id == key
        played(selection, RESOLVED, curriculum="adaptive", seed=3)


def test_the_running_episode_still_counts_if_the_next_does_not_start(selection: Selection) -> None:
    expected = course([RESOLVED] * 30, seed=3)
    tasks = []
    for _ in expected:
        selected = selection.choose(curriculum="adaptive", seed=3)
        selection.begin(selected)
        selection.choose(curriculum="adaptive")
        selection.end(RESOLVED)
        tasks.append(selected.task.id)
    assert tasks == expected


def seeded(seed: int) -> Callable[[int], dict[str, int]]:
    return lambda number: {"seed": seed}


@pytest.mark.parametrize(
    "options",
    [
        seeded(9),
        lambda number: {} if number else {"seed": 9},
        lambda number: {} if number % 2 else {"seed": 9},
    ],
    ids=["every time", "once", "now and then"],
)
def test_a_seed_that_stays_lets_the_curriculum_go_on(
    selection: Selection, options: Callable[[int], dict[str, int]]
) -> None:
    expected = course([RESOLVED] * 10, seed=9)
    tasks = [played(selection, RESOLVED, curriculum="adaptive", **options(n)).id for n in range(10)]
    assert tasks == expected
    assert selection.choose(curriculum="adaptive").seed == 9


def test_another_seed_or_split_makes_it_anew(selection: Selection) -> None:
    expected = course([RESOLVED] * 5, seed=9)
    for _ in range(5):
        played(selection, RESOLVED, curriculum="adaptive", seed=8)
    assert [played(selection, RESOLVED, curriculum="adaptive", seed=9).id for _ in range(5)] == expected
    other = [played(selection, RESOLVED, curriculum="adaptive", split="eval") for _ in range(3)]
    assert {task.split for task in other} == {Split.EVAL}
    assert [task.id for task in other] == course([RESOLVED] * 3, seed=9, split="eval")
    assert played(selection, None, curriculum="adaptive").split is Split.EVAL


def test_tasks_are_of_train_unless_a_split_is_named() -> None:
    catalog = Catalog.shipped()
    assert {catalog.entry(key).split for key in course([MISSED] * 20, seed=0)} == {Split.TRAIN}


def test_what_is_played_between_does_not_disturb_it(selection: Selection) -> None:
    expected = course([RESOLVED, MISSED] * 10, seed=4)
    tasks = []
    for score in [RESOLVED, MISSED] * 10:
        tasks.append(played(selection, score, curriculum="adaptive", seed=4).id)
        played(selection, RESOLVED, task_id="task3_hard")
    assert tasks == expected


@pytest.mark.parametrize("option", ["task_id", "task_name", "index", "difficulty", "bug_family", "program"])
def test_it_chooses_alone(selection: Selection, option: str) -> None:
    with pytest.raises(ValueError, match=f"so it cannot go with {option}; leave one out"):
        selection.choose(curriculum="adaptive", **{option: 0})  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("adaptiv", "there is no curriculum 'adaptiv'; did you mean adaptive?"),
        ("zzz", "there is no curriculum 'zzz'; there are adaptive"),
        (3, "there is no curriculum 3; there is adaptive"),
        (["adaptive"], "there is no curriculum ['adaptive']; there is adaptive"),
    ],
)
def test_an_unknown_curriculum(selection: Selection, name: str, message: str) -> None:
    with pytest.raises(ValueError, match="there is no curriculum") as caught:
        selection.choose(curriculum=name)
    assert str(caught.value) == message


def test_an_unknown_split_of_a_curriculum(selection: Selection) -> None:
    with pytest.raises(UnknownTask, match="did you mean train"):
        selection.choose(curriculum="adaptive", split="trian")
