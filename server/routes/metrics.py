"""What the server counts, for Prometheus."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Header
from fastapi.responses import Response

from tracefix_rl.server import metrics

router = APIRouter(tags=["Operations"])


@router.get("/metrics", summary="Metrics for Prometheus")
def read_metrics(accept: Annotated[str, Header()] = "") -> Response:
    """Return counts and times of all workers in the format that the scraper asks for."""
    body, content_type = metrics.text(accept)
    return Response(body, headers={"Content-Type": content_type})
