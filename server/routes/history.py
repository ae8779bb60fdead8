"""Routes that show the episodes which the server recorded."""

from __future__ import annotations

import json
import math
from typing import Annotated, Any

from fastapi import APIRouter, HTTPException, Query
from fastapi.responses import Response
from pydantic import BaseModel, Field

from tracefix_rl.server import recording
from tracefix_rl.server.history import Summary
from tracefix_rl.server.listing import LARGEST_PAGE, PAGE
from tracefix_rl.server.settings import RECORD
from tracefix_rl.trajectories import Damage

router = APIRouter(tags=["History"])

HINT = f"this server does not record episodes; start it with {RECORD}=<folder> to have them here"


class HistoryPage(BaseModel):
    """Part of the recorded episodes that match, those that ended last first."""

    episodes: list[Summary]
    total: int = Field(description="Episodes that match, on all pages.")
    start: int
    limit: int
    damaged: int = Field(default=0, description="Records that cannot be read and are left out.")
    lost: int = Field(default=0, description="Records that this process could not write since it started.")
    hint: str | None = Field(default=None, description="Why there are none, if the server does not record.")


@router.get("/history", summary="List recorded episodes")
def list_episodes(
    task_id: Annotated[str | None, Query(description="Only of this task, by its neutral id.")] = None,
    resolved: Annotated[bool | None, Query(description="Only those that were, or were not.")] = None,
    start: Annotated[int, Query(ge=0, description="Place of the first one among those that match.")] = 0,
    limit: Annotated[int, Query(ge=1, le=LARGEST_PAGE, description="Episodes to return.")] = PAGE,
) -> HistoryPage:
    """List the episodes of all workers and of earlier runs of the server that recorded to the same folder.

    They show how tasks were repaired: keep this from agents that are evaluated.
    """
    archive = recording.archive()
    if archive is None:
        return HistoryPage(episodes=[], total=0, start=start, limit=limit, hint=HINT)
    found = archive.history.newest(task_id=task_id, resolved=resolved)
    return HistoryPage(
        episodes=found[start : start + limit],
        total=len(found),
        start=start,
        limit=limit,
        damaged=archive.history.damaged,
        lost=archive.lost,
    )


@router.get("/history/{episode_id:path}", summary="Read a recorded episode")
def read_episode(episode_id: str) -> Response:
    """Return one record whole: what the client was told, what it did, and what came of it."""
    archive = recording.archive()
    if archive is None:
        raise HTTPException(404, HINT)
    try:
        found = archive.history.find(episode_id)
    except (Damage, OSError) as error:
        raise HTTPException(404, f"this record can no longer be read: {error}") from None
    if found is None:
        raise HTTPException(404, "there is no record of such an episode; GET /history lists those there are")
    # Escaped, because an action may hold what is no valid Unicode.
    text = json.dumps(_strict(found.model_dump(mode="json")))
    return Response(text, media_type="application/json")


def _strict(value: Any) -> Any:
    """Numbers that JSON has no word for, which an action may hold, as texts."""
    if isinstance(value, float) and not math.isfinite(value):
        return str(value)
    if isinstance(value, dict):
        return {key: _strict(each) for key, each in value.items()}
    return [_strict(each) for each in value] if isinstance(value, list) else value
