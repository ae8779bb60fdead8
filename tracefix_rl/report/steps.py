"""The steps of episodes, compressed, as many as there is room for."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import chain, zip_longest
from typing import Any

from tracefix_rl.report.embedding import packed
from tracefix_rl.trajectories.record import Trajectory

ROOM = 32 * 1024 * 1024
"""Characters that the compressed steps of all episodes may take in the page."""

_SHOWN = {
    "task": {"bug_spans", "visible_tests", "held_out_tests"},
    "options": True,
    "error": True,
    "tokens": True,
    "steps": {
        "__all__": {
            "action",
            "reward",
            "reward_parts",
            "error",
            "note",
            "output",
            "verdicts",
            "syntax_error",
            "edit",
            "messages",
            "policy_s",
            "environment_s",
        }
    },
}


@dataclass(slots=True)
class Shelf:
    """Takes in episodes, and gives out what goes into the page.

    What attempts at the same task have in common, its brief and its source, is kept once.
    """

    scenes: list[str] = field(default_factory=list)
    episodes: list[str] = field(default_factory=list)
    _scene_of: list[int] = field(default_factory=list)
    _known: dict[tuple[str, tuple[str, ...]], int] = field(default_factory=dict)

    def add(self, trajectory: Trajectory) -> None:
        """Take in an episode."""
        scene = self._scene(trajectory)
        self._scene_of.append(scene)
        self.episodes.append(packed({"scene": scene, **_shown(trajectory)}))

    def chosen(self, is_resolved: Sequence[bool], room: int = ROOM) -> list[int]:
        """Return the indexes of the episodes that fit, in their order: all, or an even choice.

        If not all fit, half of those that do are unresolved, as far as there are so many: they tell more. Of
        either kind every n-th is taken.

        Args:
            is_resolved: Of each episode, in the order they were taken in.
            room: Characters there are.
        """
        taken: list[int] = []
        scenes: set[int] = set()
        for index in _in_turns(is_resolved):
            scene = self._scene_of[index]
            size = len(self.episodes[index]) + (0 if scene in scenes else len(self.scenes[scene]))
            if size <= room:
                room -= size
                scenes.add(scene)
                taken.append(index)
        return sorted(taken)

    def scenes_of(self, chosen: Sequence[int]) -> list[int]:
        """Return the indexes of the scenes that these episodes need."""
        return sorted({self._scene_of[index] for index in chosen})

    def _scene(self, trajectory: Trajectory) -> int:
        key = (trajectory.brief, trajectory.lines)
        if key not in self._known:
            self._known[key] = len(self.scenes)
            self.scenes.append(packed({"brief": trajectory.brief, "lines": list(trajectory.lines)}))
        return self._known[key]


def _shown(trajectory: Trajectory) -> dict[str, Any]:
    # Not as JSON: Pydantic cannot make that of a key that is no valid Unicode.
    shown = trajectory.model_dump(include=_SHOWN)  # type: ignore[arg-type]
    for step in shown["steps"]:
        # The page shows the brief once, with the source.
        step["messages"] = [each for each in step["messages"] if each.get("content") != trajectory.brief]
    return shown


def _in_turns(is_resolved: Sequence[bool]) -> Iterator[int]:
    """Indexes of unresolved and resolved episodes in turns, either kind spread evenly wherever one stops."""
    kinds = [[index for index, kind in enumerate(is_resolved) if kind is wanted] for wanted in (False, True)]
    pairs = zip_longest(*(_spread(kind) for kind in kinds))
    return (index for index in chain.from_iterable(pairs) if index is not None)


def _spread(items: Sequence[int]) -> Iterator[int]:
    """Every item once: the first of each 2^n, then those halfway between, and so on."""
    stride = 1 << max(0, len(items) - 1).bit_length()
    yield from items[:1]
    while stride > 1:
        yield from items[stride // 2 :: stride]
        stride //= 2
