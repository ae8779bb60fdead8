from datetime import datetime, timedelta

import pytest
from program import Log

TEXT = """
starting up

2024-05-01 12:00:00 INFO web: served 12 pages in 3 s
2024-05-01T12:00:05 [error] db.pool:  connection 7 lost
  Traceback:

    line 3

2024-05-01 12:00:05 Warning low on disk
2024-05-01 12:01:05 INFO web: served 9 pages in 1 s
2024-05-01 12:01:06 TRACE web: not a level
2024-05-01 12:61:06 INFO web: not a time
"""


def at(seconds):
    return datetime(2024, 5, 1, 12) + timedelta(seconds=seconds)


@pytest.fixture
def log():
    return Log(TEXT)


def errors(*seconds):
    return Log("\n".join(f"{at(second)} FATAL x" for second in seconds))


def test_reads_entries(log):
    fields = [(entry.time, entry.level, entry.source, entry.message) for entry in log.entries]
    assert fields == [
        (at(0), "INFO", "web", "served 12 pages in 3 s"),
        (at(5), "ERROR", "db.pool", "connection 7 lost"),
        (at(5), "WARN", "", "low on disk"),
        (at(65), "INFO", "web", "served 9 pages in 1 s"),
    ]


def test_details(log):
    assert log.entries[1].details == ["  Traceback:", "", "    line 3"]
    assert log.entries[2].details == []
    assert len(log.entries[3].details) == 2


def test_stray_lines(log):
    assert log.stray == ["starting up"]
    assert Log("").entries == []


def test_between(log):
    assert log.between(at(0), at(5)) == ["served 12 pages in 3 s"]
    assert log.between(at(5), at(66), "warning") == ["connection 7 lost", "low on disk"]
    with pytest.raises(ValueError, match="unknown level LOUD"):
        log.between(at(0), at(5), "LOUD")


def test_severity(log):
    warning = log.entries[2]
    assert [warning.is_at_least(level) for level in ("info", "WARN", "critical")] == [True, True, False]


def test_summary(log):
    log = Log(TEXT + "2024-05-01 12:00:00 FATAL web: gone")
    summary = log.summary()
    assert summary == {"": {"WARN": 1}, "db.pool": {"ERROR": 1}, "web": {"FATAL": 1, "INFO": 2}}
    assert list(summary) == ["", "db.pool", "web"]
    assert list(summary["web"]) == ["FATAL", "INFO"]


def test_common(log):
    assert log.common(2) == [("served # pages in # s", 2), ("connection # lost", 1)]
    assert log.common(-1) == []


def test_gaps():
    log = errors(50, 0, 10, 21)
    assert log.gaps(timedelta(seconds=11)) == [(at(21), at(50))]
    assert log.gaps(timedelta(seconds=10)) == [(at(10), at(21)), (at(21), at(50))]


def test_bursts():
    log = errors(0, 20, 25, 30, 31, 50, 60)
    assert log.bursts(2, timedelta(seconds=10)) == [at(20), at(50)]
    assert log.bursts(3, timedelta(seconds=10)) == [at(20)]
    with pytest.raises(ValueError, match="at least one"):
        log.bursts(0, timedelta(seconds=10))


def test_only_errors_burst(log):
    assert log.bursts(1, timedelta(0)) == [at(5)]
