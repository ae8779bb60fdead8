"""What a listing may tell of a task: enough to choose and to name it, nothing about its bug."""

from __future__ import annotations

from typing import Any

from pydantic import BaseModel, Field

from tracefix_rl.tasks.catalog import Catalog
from tracefix_rl.tasks.task import Split, Task, Tier


class TaskEntry(BaseModel):
    """A task in a listing."""

    task_id: str = Field(description="Neutral id.")
    manifest_id: str | None = Field(description="Id in `openenv.yaml`, if the task is named there.")
    title: str = Field(description="What the program is.")
    tier: Tier
    split: Split
    index: int = Field(description="Position in its split.")


class TaskSpec(TaskEntry):
    """A task with what its agent is told."""

    specification: str = Field(description="What the program must do.")
    module: str = Field(description="Name under which the tests import it.")
    visible_tests: str = Field(description="Text of the visible tests.")


def entries(catalog: Catalog, split: str) -> list[TaskEntry]:
    """List a split's tasks in order.

    Raises:
        UnknownTask: If there is no such split.
    """
    manifest_ids = _manifest_ids(catalog)
    return [
        TaskEntry(**_entry(task, index, manifest_ids))
        for index, task in enumerate(catalog.tasks(split=split))
    ]


def spec(catalog: Catalog, split: str, index: int) -> TaskSpec:
    """Tell what may be known of one task.

    Raises:
        UnknownTask: If there is no such split.
        IndexError: If the split has no task at this index.
    """
    task = catalog.select(split=split, index=index)
    card = task.card
    return TaskSpec(
        **_entry(task, index, _manifest_ids(catalog)),
        specification=card.specification,
        module=card.module,
        visible_tests=card.visible_tests,
    )


def _manifest_ids(catalog: Catalog) -> dict[str, str]:
    return {task.id: manifest_id for manifest_id, task in catalog.named().items()}


def _entry(task: Task, index: int, manifest_ids: dict[str, str]) -> dict[str, Any]:
    return {
        "task_id": task.id,
        "manifest_id": manifest_ids.get(task.id),
        "title": task.title,
        "tier": task.tier,
        "split": task.split,
        "index": index,
    }
