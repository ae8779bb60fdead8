"""Reports of earlier runs: a run is a pure function of the source, the suite and its limits."""

from __future__ import annotations

import hashlib
import sys
import threading
from collections import OrderedDict
from dataclasses import replace

from tracefix_rl.sandbox.bootstrap import Setup
from tracefix_rl.sandbox.report import SuiteReport, Verdict

_UNREPEATABLE = frozenset({Verdict.TIMEOUT, Verdict.CRASHED})
"""Verdicts that the machine has a part in: a second run might end otherwise."""

_OBJECT_BYTES = 120
"""What a report, or one test's, takes besides its texts."""


class ReportCache:
    """Keeps reports, those used last, within a number of entries and of bytes.

    It may be used from several threads and by several sandboxes. A report is kept only if the same run
    would give it again: with no timeout, no crash, and every isolation layer on.

    Args:
        entries: Most reports that are kept.
        size_bytes: Most memory they may take, in bytes.

    Raises:
        ValueError: If either is not positive.
    """

    def __init__(self, *, entries: int = 4096, size_bytes: int = 32 << 20) -> None:
        if entries < 1 or size_bytes < 1:
            raise ValueError(f"a cache of {entries} entries and {size_bytes} bytes keeps nothing; pass None")
        self._max_entries = entries
        self._max_bytes = size_bytes
        self._lock = threading.Lock()
        self._reports: OrderedDict[bytes, tuple[SuiteReport, int]] = OrderedDict()
        self._bytes = 0

    def __len__(self) -> int:
        return len(self._reports)

    @property
    def size_bytes(self) -> int:
        """About how much memory the reports take."""
        return self._bytes

    def get(self, key: bytes) -> SuiteReport | None:
        """Return the report kept under `key`, marked as cached, if there is one."""
        with self._lock:
            if key not in self._reports:
                return None
            self._reports.move_to_end(key)
            report, _ = self._reports[key]
        return replace(report, cached=True)

    def put(self, key: bytes, report: SuiteReport) -> None:
        """Keep a report, if a second run would give it again and it fits."""
        size = _size(report)
        if not _is_repeatable(report) or size > self._max_bytes:
            return
        with self._lock:
            self._drop(key)
            self._reports[key] = report, size
            self._bytes += size
            while len(self._reports) > self._max_entries or self._bytes > self._max_bytes:
                self._drop(next(iter(self._reports)))

    def _drop(self, key: bytes) -> None:
        _, size = self._reports.pop(key, (None, 0))
        self._bytes -= size


def key_of(request: bytes, setup: Setup) -> bytes:
    """Return the name of a run: a hash of everything that decides its report.

    Args:
        request: The encoded request: source, suite and limits.
        setup: What the runner was started with.
    """
    person = hashlib.blake2b(setup.as_text().encode(), digest_size=32).digest()
    return hashlib.blake2b(request, key=person, digest_size=32).digest()


def _is_repeatable(report: SuiteReport) -> bool:
    return not report.missing_layers and not any(test.verdict in _UNREPEATABLE for test in report.tests)


def _size(report: SuiteReport) -> int:
    texts = [report.load_error or ""]
    for test in report.tests:
        texts += (test.name, test.message, test.output)
    return _OBJECT_BYTES * (1 + len(report.tests)) + sum(map(sys.getsizeof, texts))
