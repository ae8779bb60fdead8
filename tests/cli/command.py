"""How tests of the command line call it."""

from __future__ import annotations

from collections.abc import Callable

from click.testing import Result

Tracefix = Callable[..., Result]
"""Runs `tracefix tasks` with arguments."""
