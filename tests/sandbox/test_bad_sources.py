"""Sources, suites and limits that nobody would send on purpose: an answer or a clear error each."""

from __future__ import annotations

from typing import Any

import pytest

from tracefix_rl.sandbox import Limits, LimitsError, Sandbox, Suite, SuiteError, Verdict
from tracefix_rl.sandbox.limits import MAX_SECONDS, MAX_SUITE_BYTES
from tracefix_rl.sandbox.pool import MAX_SOURCE_BYTES

SUITE = Suite("import program\ndef test_it(): assert program.x == 1\n")


def padded(size: int) -> str:
    """A source of so many bytes."""
    head = "x = 1\n#"
    return head + "." * (size - len(head))


@pytest.mark.parametrize("source", [None, b"x = 1", 1, ["x = 1"]])
def test_a_source_is_text(sandbox: Sandbox, source: Any) -> None:
    with pytest.raises(LimitsError, match=f"text, not {type(source).__name__}"):
        sandbox.run(source, SUITE)


@pytest.mark.parametrize(
    "source",
    [padded(MAX_SOURCE_BYTES + 1), "#" + "é" * (MAX_SOURCE_BYTES // 2), padded(20_000_000)],
    ids=["one byte more", "letters of two bytes", "20 MB"],
)
def test_a_source_has_a_reasonable_size(sandbox: Sandbox, source: str) -> None:
    with pytest.raises(LimitsError, match="1,000,000 bytes, not"):
        sandbox.run(source, SUITE)
    assert sandbox.run("x = 1", SUITE).all_passed


def test_what_is_small_but_travels_badly_is_refused_as_well(sandbox: Sandbox) -> None:
    with pytest.raises(LimitsError, match="escapes"):
        sandbox.run("\x01" * 900_000, SUITE)
    assert sandbox.run("x = 1", SUITE).all_passed


@pytest.mark.parametrize("size", [20_000, 200_000])
def test_a_large_source_runs(sandbox: Sandbox, size: int) -> None:
    assert sandbox.run(padded(size), SUITE).all_passed


@pytest.mark.parametrize(
    "source",
    [
        "\ufeffx = 1",
        "\ufeff\ufeffx = 1",
        "x = '\ufeff'\nx = 1 # \ufeff",
        "# -*- coding: utf-16 -*-\nx = 1",
        "# -*- coding: no-such-codec -*-\nx = 1",
        "x = 1\r\ny = 2\r",
        "x = 1\n\f\n",
        "x = 1\n\x1a",
        "\\\nx = 1",
        "x = 1 # \U0001f600 \u202e",
        "\x7fELF\x02\x01\x01\x00",
        "MZ\x90\x00\x03",
        "".join(map(chr, range(256))),
        "(" * 10_000,
        "x = " + "-" * 50_000 + "1",
        "x = " + "9" * 10_000,
        "\ud800",
        "\n" * 100_000 + "x = 1",
        "\t x = 1",
        " ",
    ],
)
def test_a_strange_source_gives_a_verdict(sandbox: Sandbox, source: str) -> None:
    report = sandbox.run(source, SUITE)
    (test,) = report.tests
    assert test.verdict in (Verdict.PASSED, Verdict.FAILED, Verdict.ERROR, Verdict.CRASHED)
    try:
        namespace: dict[str, Any] = {}
        # A byte order mark is no part of a source that is read from a file.
        exec(compile(source.removeprefix("\ufeff"), "program.py", "exec"), namespace)
    except (SyntaxError, ValueError, MemoryError, RecursionError):
        assert report.load_error
        assert test.verdict in (Verdict.ERROR, Verdict.CRASHED)
    else:
        assert report.load_error is None
        assert (test.verdict is Verdict.PASSED) == (namespace.get("x") == 1)


@pytest.mark.parametrize("name", ["test_cpu_s", "test_wall_s", "run_cpu_s", "run_wall_s"])
def test_a_time_is_at_most_a_day(sandbox: Sandbox, name: str) -> None:
    too_long: dict[str, Any] = {name: MAX_SECONDS + 1}
    with pytest.raises(LimitsError, match=f"{name} may be 86,400 seconds"):
        Limits(**too_long)
    longest = Limits(test_cpu_s=MAX_SECONDS, test_wall_s=MAX_SECONDS, run_wall_s=MAX_SECONDS)
    assert sandbox.run("x = 1", Suite(SUITE.text, limits=longest)).all_passed


@pytest.mark.parametrize(
    "name", ["memory_mb", "output_bytes", "file_bytes", "open_files", "threads", "calls"]
)
def test_counts_are_whole_numbers(sandbox: Sandbox, name: str) -> None:
    broken: dict[str, Any] = {name: 1.5}
    with pytest.raises(LimitsError, match=f"{name} must be a whole number"):
        Limits(**broken)
    huge: dict[str, Any] = {name: 10**12 - 1}
    assert sandbox.run("x = 1", Suite(SUITE.text, limits=Limits(**huge))).all_passed


@pytest.mark.parametrize(
    ("limits", "source", "word"),
    [
        (Limits(test_cpu_s=1e-9), "x = sum(range(10**9))", "CPU time"),
        (Limits(run_wall_s=1e-9), "x = 1", "run's"),
        (Limits(run_cpu_s=1e-9), "x = 1", "run's 1e-09 s of CPU time"),
        (Limits(memory_mb=1), "x = 1 if bytes(2 << 20) else 0", "1 MB"),
        (Limits(calls=1), "x = 1", "calls"),
    ],
)
def test_a_tiny_limit_is_named_by_the_verdict(
    sandbox: Sandbox, limits: Limits, source: str, word: str
) -> None:
    (test,) = sandbox.run(source, Suite(SUITE.text, limits=limits)).tests
    assert test.verdict is not Verdict.PASSED
    assert word in test.message


def test_tiny_limits_that_do_not_matter_change_nothing(sandbox: Sandbox) -> None:
    limits = Limits(output_bytes=1, file_bytes=1, open_files=1)
    assert sandbox.run("print('much')\nx = 1", Suite(SUITE.text, limits=limits)).all_passed


def test_a_suite_that_is_too_large_is_refused_in_bytes() -> None:
    with pytest.raises(LimitsError, match="1,000,000 bytes, not"):
        Suite("#" + "é" * (MAX_SUITE_BYTES // 2))


@pytest.mark.parametrize(
    "text",
    [
        "import time\ntime.sleep(60)\ndef test_it(): pass",
        "import threading\nthreading.Event().wait()\ndef test_it(): pass",
        "def test_it(): pass\nwhile True:\n    try:\n        while True: pass\n    except Exception: pass",
    ],
)
def test_a_suite_that_hangs_at_import_is_our_error(sandbox: Sandbox, text: str) -> None:
    with pytest.raises(SuiteError, match=r"importing it took more than 0\.5 s"):
        sandbox.run("x = 1", Suite(text, limits=Limits(test_wall_s=0.5)))
    assert sandbox.run("x = 1", SUITE).all_passed


@pytest.mark.parametrize("text", ["\x00", "\ud800", "def test_it(): pass\x00", "(" * 10_000, "\x7fELF\x02"])
def test_a_suite_that_is_no_text_of_a_module_is_our_error(sandbox: Sandbox, text: str) -> None:
    with pytest.raises(SuiteError, match="does not parse"):
        sandbox.run("x = 1", Suite(text))
    assert sandbox.run("x = 1", SUITE).all_passed


def test_a_suite_may_start_with_a_byte_order_mark(sandbox: Sandbox) -> None:
    assert sandbox.run("x = 1", Suite("\ufeff" + SUITE.text)).all_passed


def test_a_source_may_remove_itself_from_the_imported_modules(sandbox: Sandbox) -> None:
    assert sandbox.run("import sys\ndel sys.modules[__name__]\nx = 1", SUITE).all_passed


@pytest.mark.parametrize("suite", ["def test_it(): pass", None])
def test_a_suite_is_a_suite(sandbox: Sandbox, suite: Any) -> None:
    with pytest.raises(LimitsError, match="a suite is a `Suite`"):
        sandbox.run("x = 1", suite)
