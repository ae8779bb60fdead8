"""What every room's tests share: one sandbox for the session."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tracefix_rl.sandbox import Sandbox


@pytest.fixture(scope="session")
def sandbox() -> Iterator[Sandbox]:
    """A strict sandbox with every layer on."""
    with Sandbox(runners=2, mode="strict") as shared:
        yield shared
