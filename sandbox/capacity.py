"""How many processors this process may use, which in a container is seldom all that the machine has."""

from __future__ import annotations

import math
import os
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

_CONTROL_GROUP = Path("/sys/fs/cgroup")
"""A container sees its own control group here."""


def usable_processors(control_group: Path = _CONTROL_GROUP) -> int:
    """Count the processors that this process may keep busy.

    Args:
        control_group: Where the kernel shows the container's share, in either of its two versions.

    Returns:
        Those it may run on, but no more than its share of their time, rounded up; at least 1.
    """
    return min([len(os.sched_getaffinity(0)), *map(math.ceil, _shares(control_group))])


def _shares(control_group: Path) -> Iterator[float]:
    """Yield the processors' time that a limit allows, in processors; nothing where there is no limit."""
    with suppress(OSError, ValueError):
        quota, period = (control_group / "cpu.max").read_text().split()
        yield int(quota) / int(period)  # "max" is no number
    with suppress(OSError, ValueError):
        quota, period = (
            (control_group / "cpu" / name).read_text() for name in ("cpu.cfs_quota_us", "cpu.cfs_period_us")
        )
        if int(quota) > 0:  # -1 is no limit
            yield int(quota) / int(period)
