"""What every room's tests share: one sandbox for the session, and patience."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, settings

from tracefix_rl.sandbox import Sandbox

# Properties are about what is true, not about how busy the machine is.
settings.register_profile(
    "patient", parent=settings.default, deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
settings.load_profile("patient")


@pytest.fixture(scope="session")
def sandbox() -> Iterator[Sandbox]:
    """A strict sandbox with every layer on."""
    with Sandbox(runners=2, mode="strict") as shared:
        yield shared
