"""Routes beside OpenEnv's: what tasks there are."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query
from pydantic import BaseModel, Field

from tracefix_rl.server.listing import TaskEntry, entries
from tracefix_rl.tasks.catalog import Catalog
from tracefix_rl.tasks.task import Split, Tier

router = APIRouter(tags=["Tasks"])

PAGE = 100
"""Tasks on a page unless `limit` says otherwise."""


class TaskPage(BaseModel):
    """Part of the tasks that match."""

    tasks: list[TaskEntry]
    total: int = Field(description="Tasks that match, on all pages.")
    offset: int
    limit: int


@router.get("/tasks", summary="List tasks")
def list_tasks(
    tier: Annotated[Tier | None, Query(description="Only this tier.")] = None,
    split: Annotated[Split | None, Query(description="Only this split.")] = None,
    offset: Annotated[int, Query(ge=0, description="Tasks to skip.")] = 0,
    limit: Annotated[int, Query(ge=1, le=1000, description="Tasks to return.")] = PAGE,
) -> TaskPage:
    """List tasks in a fixed order: by split, then by index.

    Pass a task's `task_id`, its `manifest_id`, or its `split` and `index` to `reset`.
    """
    found = [
        entry
        for name in Catalog.shipped().splits()
        if split in (None, name)
        for entry in entries(Catalog.shipped(), name)
        if tier in (None, entry.tier)
    ]
    return TaskPage(tasks=found[offset : offset + limit], total=len(found), offset=offset, limit=limit)
