"""Limits and suites that no run could honour are refused where they are made."""

from __future__ import annotations

from typing import Any

import pytest

from tracefix_rl.sandbox import Limits, LimitsError, Sandbox, Suite


@pytest.mark.parametrize(
    "name", ["test_cpu_s", "run_wall_s", "memory_mb", "output_bytes", "open_files", "threads", "calls"]
)
@pytest.mark.parametrize("value", [0, -1, float("nan"), float("inf"), "1", None, True, 1e300])
def test_a_limit_is_a_positive_number(name: str, value: Any) -> None:
    with pytest.raises(LimitsError, match=name):
        Limits(**{name: value})


@pytest.mark.parametrize("text", ["", "  \n", "x" * 1_000_001])
def test_a_suite_has_a_text_of_reasonable_size(text: str) -> None:
    with pytest.raises(LimitsError):
        Suite(text)


@pytest.mark.parametrize("module", ["", "a b", "a..b", ".a", "1a", "a/b"])
def test_a_module_has_a_dotted_name(module: str) -> None:
    with pytest.raises(LimitsError, match="dotted name"):
        Suite("def test_it(): pass", module)


def test_a_sandbox_has_a_runner() -> None:
    with pytest.raises(ValueError, match="at least one runner"):
        Sandbox(runners=0)
