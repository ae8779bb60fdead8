"""How tests type a game into a pipe."""

from __future__ import annotations

from collections.abc import Callable

from click.testing import Result

Play = Callable[..., Result]
"""Plays a task with lines that are typed; what it printed, and its exit code."""
