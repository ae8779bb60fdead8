"""What the server counts and times, for Prometheus.

With several workers each writes to files of its own in the folder that `PROMETHEUS_MULTIPROC_DIR` names, and
any of them answers for all.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from prometheus_client import REGISTRY as OWN_REGISTRY
from prometheus_client import (
    CollectorRegistry,
    Counter,
    Gauge,
    Histogram,
    disable_created_metrics,
    exposition,
    multiprocess,
)

FOLDER = "PROMETHEUS_MULTIPROC_DIR"
"""Of the environment, and prometheus_client's: where workers keep what they count."""

# They double the series, to say when this process started.
disable_created_metrics()  # type: ignore[no-untyped-call]

_BUCKETS_S = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0, 30.0)

CONNECTIONS = Gauge("tracefix_connections", "WebSockets that are open.", multiprocess_mode="livesum")
SESSIONS = Gauge("tracefix_sessions", "Sessions that are open.", multiprocess_mode="livesum")
SESSIONS_ENDED = Counter("tracefix_sessions_ended", "Sessions that ended, by why.", ["reason"])
REFUSED = Counter("tracefix_refused", "What was turned away, by why.", ["reason"])

EPISODES = Gauge("tracefix_episodes", "Episodes that are played.", multiprocess_mode="livesum")
EPISODES_ENDED = Counter(
    "tracefix_episodes_ended", "Episodes that ended, by how.", ["outcome", "tier", "resolved"]
)
RESET_SECONDS = Histogram("tracefix_reset_seconds", "Time a reset took.", buckets=_BUCKETS_S)
STEP_SECONDS = Histogram(
    "tracefix_step_seconds", "Time a step took, by action.", ["action"], buckets=_BUCKETS_S
)

TEST_RUN_SECONDS = Histogram(
    "tracefix_test_run_seconds",
    "Time a run of a suite took, waiting for its turn included, by whether a report was kept of it.",
    ["cached"],
    buckets=_BUCKETS_S,
)
TESTS = Counter("tracefix_tests", "Tests that ran, by verdict; none of a report that was kept.", ["verdict"])
TEST_RUN_FAILURES = Counter(
    "tracefix_test_run_failures", "Runs without a verdict: the sandbox or the suite failed."
)
RUNNER_RESTARTS = Counter("tracefix_runner_restarts", "Runners of the sandbox that were replaced.")
CACHED_REPORTS = Gauge("tracefix_cached_reports", "Reports that are kept.", multiprocess_mode="livesum")
CACHED_BYTES = Gauge("tracefix_cached_bytes", "Bytes they take.", multiprocess_mode="livesum")


def text(accept: str) -> tuple[bytes, str]:
    """Write all of it down, for this process or, if there is a folder, for all workers.

    Args:
        accept: The scraper's `Accept` header.

    Returns:
        The body and its content type.
    """
    registry = OWN_REGISTRY
    if os.environ.get(FOLDER):
        registry = CollectorRegistry()
        multiprocess.MultiProcessCollector(registry)  # type: ignore[no-untyped-call]
    encode: Callable[[CollectorRegistry], bytes]
    encode, content_type = exposition.choose_encoder(accept)
    return encode(registry), content_type


def forget_the_dead() -> None:
    """Take out what workers that are gone said of the present; what they counted stays."""
    folder = os.environ.get(FOLDER)
    if not folder:
        return
    for file in Path(folder).glob("gauge_live*_*.db"):
        number = file.stem.rpartition("_")[2]
        if number.isdecimal() and not Path("/proc", number).exists():
            with suppress(FileNotFoundError):
                file.unlink()
