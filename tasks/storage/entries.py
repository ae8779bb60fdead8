"""What is known of a task before it is loaded."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from tracefix_rl.tasks.edits import Edit
from tracefix_rl.tasks.task import Bug, Family, Split, Tier


@dataclass(frozen=True, slots=True)
class Choice:
    """Which tasks are meant: those that agree with everything that is given.

    Args:
        split: Their split.
        tier: Their tier.
        bug_family: The family of one of their bugs.
        program: The name of their program.
    """

    split: Split | None = None
    tier: Tier | None = None
    bug_family: Family | None = None
    program: str | None = None


@dataclass(frozen=True, slots=True)
class Entry:
    """A task in a list.

    Args:
        id: Its neutral id.
        name: Its name, if it has one.
        manifest_id: Its id in the manifest, if it has one.
        program: The name of its program.
        domain: The kind of programs that it is one of.
        title: What the program is.
        split: Its split.
        tier: Its tier.
        index: Its place in its split, from 0.
        score: How hard it was measured to be, from 0 to 1.
        families: Those of its bugs, one for each. Never shown to an agent.
    """

    id: str
    name: str | None
    manifest_id: str | None
    program: str
    domain: str
    title: str
    split: Split
    tier: Tier
    index: int
    score: float
    families: tuple[Family, ...]


@dataclass(frozen=True, slots=True)
class Parts:
    """How a task differs from its program, and what was measured of it.

    Args:
        edits: The differences: one edit for each bug, if that is how the task was made.
        bugs: What is known of its bugs.
        measured: What its score was computed from.
    """

    edits: tuple[Edit, ...]
    bugs: tuple[Bug, ...]
    measured: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Band:
    """Tasks of one split that are about as hard as each other.

    Args:
        number: Its number, from 0, which is the easiest.
        count: How many tasks it has.
        score: Their mean score.
    """

    number: int
    count: int
    score: float
