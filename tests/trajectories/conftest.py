"""What the tests of trajectories share: the record of a short episode of each kind."""

from __future__ import annotations

import pytest
from recorded import record

from tracefix_rl.policies.random import RandomPolicy
from tracefix_rl.policies.search import SearchPolicy
from tracefix_rl.sandbox import Sandbox
from tracefix_rl.trajectories import Trajectory


@pytest.fixture(scope="session")
def solved(sandbox: Sandbox) -> Trajectory:
    """The record of an episode that was resolved."""
    return record(sandbox, SearchPolicy(0), "task1_easy")


@pytest.fixture(scope="session")
def wandered(sandbox: Sandbox) -> Trajectory:
    """The record of an episode with all kinds of actions and no good end."""
    return record(sandbox, RandomPolicy(3), "task2_medium")
