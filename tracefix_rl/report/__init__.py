"""A run as one page that needs nothing else: what it measured, and every episode step by step.

- `write_report`: makes the page
- `ROOM`: how much of it the episodes' steps may take
"""

from __future__ import annotations

from tracefix_rl.report.steps import ROOM
from tracefix_rl.report.write import write_report

__all__ = ["ROOM", "write_report"]
