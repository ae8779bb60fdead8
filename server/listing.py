"""What a listing may tell of a task: enough to choose and to name it, nothing about its bug."""

from __future__ import annotations

from typing import Any

from pydantic import BaseModel, Field

from tracefix_rl.tasks.catalog import Catalog
from tracefix_rl.tasks.storage import Choice, Entry
from tracefix_rl.tasks.task import Split, Tier

PAGE = 100
"""Tasks on a page unless somebody says otherwise."""
LARGEST_PAGE = 1_000
"""Most tasks that a page may have."""


class TaskEntry(BaseModel):
    """A task in a listing."""

    task_id: str = Field(description="Neutral id.")
    manifest_id: str | None = Field(description="Id in `openenv.yaml`, if the task is named there.")
    title: str = Field(description="What the program is.")
    program: str = Field(description="Name of the program.")
    domain: str = Field(description="Kind of programs that it is one of.")
    tier: Tier
    split: Split
    index: int = Field(description="Position in its split.")


class TaskSpec(TaskEntry):
    """A task with what its agent is told."""

    specification: str = Field(description="What the program must do.")
    module: str = Field(description="Name under which the tests import it.")
    visible_tests: str = Field(description="Text of the visible tests.")
    support: dict[str, str] = Field(description="Modules that it may import, by name: their sources.")


def entries(
    catalog: Catalog, choice: Choice, start: int | None = None, stop: int | None = None
) -> list[TaskEntry]:
    """List the tasks of a choice at the places that a slice from `start` to `stop` has."""
    return [TaskEntry(**_told(entry)) for entry in catalog.entries(choice, start or 0, stop)]


def spec(catalog: Catalog, split: str, index: int) -> TaskSpec:
    """Tell what may be known of one task.

    Raises:
        UnknownTask: If there is no such split.
        IndexError: If the split has no task at this index.
    """
    card = catalog.select(split=split, index=index).card
    return TaskSpec(
        **_told(catalog.entry(card.task_id)),
        specification=card.specification,
        module=card.module,
        visible_tests=card.visible_tests,
        support=dict(card.support),
    )


def _told(entry: Entry) -> dict[str, Any]:
    return {
        "task_id": entry.id,
        "manifest_id": entry.manifest_id,
        "title": entry.title,
        "program": entry.program,
        "domain": entry.domain,
        "tier": entry.tier,
        "split": entry.split,
        "index": entry.index,
    }
