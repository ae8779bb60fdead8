"""Routes beside OpenEnv's: what tasks there are."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query
from pydantic import BaseModel, Field

from tracefix_rl.server.listing import LARGEST_PAGE, PAGE, TaskEntry, entries
from tracefix_rl.tasks.catalog import Catalog
from tracefix_rl.tasks.task import Split, Tier

router = APIRouter(tags=["Tasks"])


class TaskPage(BaseModel):
    """Part of the tasks that match."""

    tasks: list[TaskEntry]
    total: int = Field(description="Tasks that match, on all pages.")
    start: int
    limit: int


@router.get("/tasks", summary="List tasks")
def list_tasks(
    tier: Annotated[Tier | None, Query(description="Only this tier.")] = None,
    split: Annotated[Split | None, Query(description="Only this split.")] = None,
    start: Annotated[int, Query(ge=0, description="Place of the first task among those that match.")] = 0,
    limit: Annotated[int, Query(ge=1, le=LARGEST_PAGE, description="Tasks to return.")] = PAGE,
) -> TaskPage:
    """List tasks in a fixed order: by split, then by index.

    Pass a task's `task_id`, its `manifest_id`, or its `split` and `index` to `reset`.
    """
    catalog = Catalog.configured()
    choice = catalog.choice(split=split, difficulty=tier)
    return TaskPage(
        tasks=entries(catalog, choice, start, start + limit),
        total=catalog.count(choice),
        start=start,
        limit=limit,
    )
