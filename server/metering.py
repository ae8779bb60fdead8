"""What tells the metrics: of episodes and of test runs."""

from __future__ import annotations

import threading
import time
from collections import Counter

from tracefix_rl.core.models import Action, Observation
from tracefix_rl.core.reward import RESOLVED_SCORE
from tracefix_rl.sandbox import IsolationReport, ReportCache, Sandbox, SandboxError, Suite, SuiteReport
from tracefix_rl.server import metrics
from tracefix_rl.server.watching import Begun, Watcher, kind_of
from tracefix_rl.trajectories import Outcome


class EpisodeMeter(Watcher):
    """Counts and times one session's episodes."""

    def __init__(self) -> None:
        self._tier = ""

    def begun(self, episode: Begun) -> None:
        """Time the reset."""
        self._tier = str(episode.task.tier)
        metrics.RESET_SECONDS.observe(episode.seconds)

    def stepped(self, action: Action, observation: Observation, seconds: float) -> None:
        """Time the step; count the episode if it was the last."""
        metrics.STEP_SECONDS.labels(kind_of(action)).observe(seconds)
        if observation.done:
            told = observation.metadata
            self._end(told["stop_reason"], is_resolved=told["final_score"] == RESOLVED_SCORE)

    def abandoned(self) -> None:
        """Count the episode."""
        self._end(Outcome.ABANDONED, is_resolved=False)

    def _end(self, outcome: str, *, is_resolved: bool) -> None:
        metrics.EPISODES_ENDED.labels(outcome, self._tier, str(is_resolved).lower()).inc()


class MeteredSandbox:
    """A sandbox that tells the metrics of every run. It may be used from several threads.

    Args:
        sandbox: Runs the suites; it is closed with this.
        cache: Where it keeps reports.
    """

    def __init__(self, sandbox: Sandbox, cache: ReportCache) -> None:
        self._sandbox = sandbox
        self._cache = cache
        self._lock = threading.Lock()
        self._restarts = 0

    def run(self, source: str, suite: Suite) -> SuiteReport:
        """Run a suite against a source; see `Sandbox.run`."""
        began = time.perf_counter()
        try:
            report = self._sandbox.run(source, suite)
        except SandboxError:
            metrics.TEST_RUN_FAILURES.inc()
            raise
        finally:
            self._count_restarts()
        metrics.TEST_RUN_SECONDS.labels(str(report.cached).lower()).observe(time.perf_counter() - began)
        if not report.cached:
            for verdict, count in Counter(test.verdict for test in report.tests).items():
                metrics.TESTS.labels(verdict).inc(count)
            metrics.CACHED_REPORTS.set(len(self._cache))
            metrics.CACHED_BYTES.set(self._cache.size_bytes)
        return report

    def isolation(self) -> IsolationReport:
        """Tell which isolation layers hold; see `Sandbox.isolation`."""
        return self._sandbox.isolation()

    def close(self) -> None:
        """Close the sandbox; see `Sandbox.close`."""
        self._sandbox.close()

    def _count_restarts(self) -> None:
        with self._lock:
            restarts = self._sandbox.restarts
            metrics.RUNNER_RESTARTS.inc(restarts - self._restarts)
            self._restarts = restarts
