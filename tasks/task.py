"""What a task is, and what an agent may know of it."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from tracefix_rl.sandbox.limits import Suite


class Tier(StrEnum):
    """Difficulty band a task was measured to be in."""

    EASY = "easy"
    MEDIUM = "medium"
    HARD = "hard"


class Split(StrEnum):
    """Part of the task set; splits share no program."""

    TRAIN = "train"
    EVAL = "eval"
    TEST = "test"


class Family(StrEnum):
    """Kind of defect that a bug is."""

    ARITHMETIC = "arithmetic"
    """A term, a constant or an operator."""
    CONDITIONS = "conditions"
    """A comparison, a clause, a guard or a branch."""
    NAMES = "names"
    """A variable, an attribute, a function or a constant taken for another."""
    CALLS = "calls"
    """A wrapper, an argument or a default."""
    INDEXING = "indexing"
    """An index, or the bound of a slice or a range."""
    STATEMENTS = "statements"
    """A statement that is missing, misplaced, or does its work elsewhere."""


@dataclass(frozen=True, slots=True)
class Bug:
    """A change to a program that makes it wrong.

    Args:
        family: Kind of defect.
        kind: What kind exactly, e.g. `boundary` or `wrong variable`: the operator's name, if one made it.
        description: What was changed, in one sentence. Never shown to an agent.
    """

    family: Family
    kind: str
    description: str


@dataclass(frozen=True, slots=True)
class TaskCard:
    """What an agent may know of a task before it looks at the code.

    Args:
        task_id: Neutral id.
        title: What the program is.
        specification: What the program must do, in prose.
        module: Name under which the tests import it.
        tier: Its difficulty.
        split: Its split.
        visible_tests: Text of the visible tests.
        support: Source of each module that it may import and that cannot be changed, by dotted name.
    """

    task_id: str
    title: str
    specification: str
    module: str
    tier: Tier
    split: Split
    visible_tests: str
    support: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Task:
    """A buggy source, its tests, and what is known of the bug.

    Args:
        name: Name for manifests and papers, if it has one; it may tell the bug, so no agent sees it.
        program: Name of the program (the family that splits keep together).
        title: What the program is, neutral.
        specification: What it must do, in prose.
        tier: Measured difficulty.
        split: Split the program belongs to.
        source: The buggy source.
        solution: A source that passes every test.
        visible: What RUN_TESTS runs.
        held_out: What only SUBMIT also runs; never shown.
        bugs: What is wrong with `source`.
    """

    name: str | None
    program: str
    title: str
    specification: str
    tier: Tier
    split: Split
    source: str
    solution: str
    visible: Suite
    held_out: Suite
    bugs: tuple[Bug, ...]

    @property
    def id(self) -> str:
        """Neutral, stable id: the beginning of the content hash."""
        return f"t-{self.content_hash[:12]}"

    @property
    def content_hash(self) -> str:
        """SHA-256 of what an agent works on and is graded by: 64 hexadecimal digits."""
        digest = hashlib.sha256()
        for text in (self.source, self.visible.text, self.held_out.text):
            digest.update(hashlib.sha256(text.encode("utf-8", "surrogatepass")).digest())
        return digest.hexdigest()

    @property
    def card(self) -> TaskCard:
        """The part of the task that an agent may see."""
        return TaskCard(
            task_id=self.id,
            title=self.title,
            specification=self.specification,
            module=self.visible.module,
            tier=self.tier,
            split=self.split,
            visible_tests=self.visible.text,
            support={each.name: each.source for each in self.visible.support},
        )
