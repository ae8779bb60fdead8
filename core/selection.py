"""Which task each episode of a session plays."""

from __future__ import annotations

import copy
import inspect
import random
import secrets
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from tracefix_rl.core.reward import RESOLVED_SCORE
from tracefix_rl.tasks.catalog import Catalog, UnknownTask
from tracefix_rl.tasks.curriculum import AdaptiveCurriculum
from tracefix_rl.tasks.suggestions import near, shown
from tracefix_rl.tasks.task import Split, Task


class Curriculum(StrEnum):
    """How a session's tasks follow from how its episodes ended."""

    ADAPTIVE = "adaptive"
    """Favours tasks on which a group of rollouts is likely to disagree; see `AdaptiveCurriculum`."""


@dataclass(frozen=True, slots=True)
class Selected:
    """A task that was chosen, and is not played yet.

    Args:
        task: The task.
        seed: What it was drawn with; `None` if it was named and no seed was given.
        draw: What the session's curriculum becomes with it, if that chose it.
    """

    task: Task
    seed: int | None
    draw: _Draw | None = None


class Selection:
    """Chooses the tasks of one session, and keeps its curriculum.

    `choose` changes nothing: if the episode does not start, the same call chooses the same task. `begin` says
    that it started and `end` how it ended. Not safe for use by several threads at once.

    Args:
        catalog: Where tasks come from.
    """

    def __init__(self, catalog: Catalog) -> None:
        self._catalog = catalog
        self._course: _Course | None = None
        self._band: int | None = None

    def choose(
        self,
        *,
        seed: int | None = None,
        task_id: str | None = None,
        task_name: str | None = None,
        difficulty: str | None = None,
        split: str | None = None,
        bug_family: str | None = None,
        program: str | None = None,
        index: int | None = None,
        curriculum: str | None = None,
    ) -> Selected:
        """Choose the next task, as `Catalog.select` does or as the session's curriculum says.

        The curriculum is made when it is first asked for and stays the session's. A seed or a split other
        than those it was made with makes it anew; one that is left out, or is the same, lets it go on.

        Args:
            seed: What is drawn depends on it; drawn itself if nothing else decides.
            task_id: See `Catalog.select`.
            task_name: See `Catalog.select`.
            difficulty: See `Catalog.select`.
            split: See `Catalog.select`.
            bug_family: See `Catalog.select`.
            program: See `Catalog.select`.
            index: See `Catalog.select`.
            curriculum: `adaptive`, or nothing. Of the other options it goes with `seed` and `split` only.

        Raises:
            UnknownTask: If there is no such task, tier, split, family or program, or no task that fits.
            IndexError: If there are not so many.
            ValueError: If a value has the wrong type or names no curriculum, or two contradict each other.
        """
        wanted: dict[str, Any] = {
            "task_id": task_id,
            "task_name": task_name,
            "index": index,
            "difficulty": difficulty,
            "bug_family": bug_family,
            "program": program,
        }
        if curriculum is not None:
            _check_curriculum(curriculum, [name for name, value in wanted.items() if value is not None])
            return self._draw(seed, split)
        if (seed, task_id, task_name, index) == (None, None, None, None):
            seed = _new_seed()
        return Selected(self._catalog.select(**wanted, split=split, seed=seed), seed)

    def begin(self, selected: Selected) -> None:
        """Take in that an episode of a chosen task started. The one before, if it runs, ends unknown."""
        self._band = None
        if selected.draw is not None:
            self._course, self._band = selected.draw.course, selected.draw.band

    def end(self, final_score: float) -> None:
        """Take in how the running episode ended; only those of a task that the curriculum chose teach it."""
        if self._course is not None and self._band is not None:
            self._course.learn(self._band, final_score == RESOLVED_SCORE)
        self._band = None

    def _draw(self, seed: int | None, split: str | None) -> Selected:
        wanted = self._catalog.choice(split=split).split
        course = self._course
        if course is None or seed not in (None, course.seed) or wanted not in (None, course.split):
            kept = (None, Split.TRAIN) if course is None else (course.seed, course.split)
            seed = kept[0] if seed is None else seed
            course = _Course(self._catalog, wanted or kept[1], _new_seed() if seed is None else seed)
        course = copy.copy(course)
        band, task = course.draw()
        return Selected(task, course.seed, _Draw(course, band))


OPTIONS = tuple(name for name in inspect.signature(Selection.choose).parameters if name != "self")
"""What `Selection.choose` takes."""


class _Course:
    """A curriculum over the bands of a split; a copy goes its own way."""

    def __init__(self, catalog: Catalog, split: Split, seed: int) -> None:
        self._catalog = catalog
        self._bands = catalog.bands(split)
        if not self._bands:
            raise UnknownTask(f"there is no task in {split}; there are some in {', '.join(catalog.splits())}")
        self._curriculum = AdaptiveCurriculum([band.score for band in self._bands], seed=seed)
        self._places = random.Random(f"place {seed}")
        self.split = split
        self.seed = seed

    def __copy__(self) -> _Course:
        other = object.__new__(_Course)
        other.__dict__.update(self.__dict__)
        other._curriculum = copy.deepcopy(self._curriculum)
        other._places = copy.deepcopy(self._places)
        return other

    def draw(self) -> tuple[int, Task]:
        """Draw a band, and a task in it, each as likely as the others."""
        position = self._curriculum.draw()
        band = self._bands[position]
        place = self._places.randrange(band.count)
        return position, self._catalog.in_band(self.split, band.number, place)

    def learn(self, position: int, resolved: bool) -> None:
        """Take in how an episode of a task in a band ended."""
        self._curriculum.learn(position, resolved)


@dataclass(frozen=True, slots=True)
class _Draw:
    course: _Course
    band: int


def _new_seed() -> int:
    return secrets.randbits(32)


def _check_curriculum(name: object, others: list[str]) -> None:
    if not isinstance(name, str) or name not in list(Curriculum):
        hint = near(name, Curriculum) if isinstance(name, str) else f"there is {', '.join(Curriculum)}"
        raise ValueError(f"there is no curriculum {shown(name)}; {hint}")
    if others:
        told = ", ".join(others)
        raise ValueError(f"curriculum chooses the task itself, so it cannot go with {told}; leave one out")
