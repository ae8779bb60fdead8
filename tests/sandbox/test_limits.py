"""Limits and suites that no run could honour are refused where they are made."""

from __future__ import annotations

from typing import Any

import pytest

from tracefix_rl.sandbox import Limits, LimitsError, Sandbox, Suite


@pytest.mark.parametrize(
    "name",
    ["test_cpu_s", "run_cpu_s", "run_wall_s", "memory_mb", "output_bytes", "open_files", "threads", "calls"],
)
@pytest.mark.parametrize("value", [0, -1, float("nan"), float("inf"), "1", None, True, 1e300])
def test_a_limit_is_a_positive_number(name: str, value: Any) -> None:
    with pytest.raises(LimitsError, match=name):
        Limits(**{name: value})


@pytest.mark.parametrize("text", [None, b"def test_it(): pass", 3])
def test_a_suite_is_text(text: Any) -> None:
    with pytest.raises(LimitsError, match=f"text is .*, not {type(text).__name__}"):
        Suite(text)


@pytest.mark.parametrize("text", ["", "  \n", "x" * 1_000_001])
def test_a_suite_has_a_text_of_reasonable_size(text: str) -> None:
    with pytest.raises(LimitsError):
        Suite(text)


@pytest.mark.parametrize("module", ["", "a b", "a..b", ".a", "1a", "a/b"])
def test_a_module_has_a_dotted_name(module: str) -> None:
    with pytest.raises(LimitsError, match="dotted name"):
        Suite("def test_it(): pass", module)


@pytest.mark.parametrize("module", [None, 3, b"program"])
def test_a_module_has_a_name_of_text(module: Any) -> None:
    with pytest.raises(LimitsError, match=f"module is .*, not {type(module).__name__}"):
        Suite("def test_it(): pass", module)


@pytest.mark.parametrize("module", ["class", "None", "a.import.b"])
def test_a_module_can_be_imported(module: str) -> None:
    with pytest.raises(LimitsError, match="keyword"):
        Suite("def test_it(): pass", module)


def test_a_modules_name_has_a_reasonable_length() -> None:
    with pytest.raises(LimitsError, match="module may have 200 characters, not 100,000"):
        Suite("def test_it(): pass", "a" * 100_000)


@pytest.mark.parametrize("limits", [3, None, {}])
def test_limits_are_limits(limits: Any) -> None:
    with pytest.raises(LimitsError, match=f"limits are `Limits`, not {type(limits).__name__}"):
        Suite("def test_it(): pass", limits=limits)


@pytest.mark.parametrize("runners", [0, -1])
def test_a_sandbox_has_a_runner(runners: int) -> None:
    with pytest.raises(ValueError, match="at least one runner"):
        Sandbox(runners=runners)


@pytest.mark.parametrize("runners", [1.5, "2", True])
def test_runners_are_counted_in_whole_numbers(runners: Any) -> None:
    with pytest.raises(TypeError, match="runners must be a whole number"):
        Sandbox(runners=runners)


@pytest.mark.parametrize("hash_seed", [-1, 2**32, 2**40])
def test_a_hash_seed_is_one_that_python_takes(hash_seed: int) -> None:
    with pytest.raises(ValueError, match="hash_seed must lie between 0 and 4294967295"):
        Sandbox(hash_seed=hash_seed)


@pytest.mark.parametrize("hash_seed", ["q", None, 1.0, False])
def test_a_hash_seed_is_a_whole_number(hash_seed: Any) -> None:
    with pytest.raises(TypeError, match="hash_seed must be a whole number"):
        Sandbox(hash_seed=hash_seed)


@pytest.mark.parametrize("cache", [{}, True])
def test_a_cache_is_a_cache(cache: Any) -> None:
    with pytest.raises(TypeError, match=f"cache must be a `ReportCache` or None, not {type(cache).__name__}"):
        Sandbox(cache=cache)


@pytest.mark.parametrize("mode", [3, "", "loose"])
def test_a_wrong_mode_is_blamed_on_who_gave_it(monkeypatch: pytest.MonkeyPatch, mode: Any) -> None:
    with pytest.raises(ValueError, match=r"^mode is"):
        Sandbox(mode=mode)
    monkeypatch.setenv("TRACEFIX_SANDBOX", "loose")
    with pytest.raises(ValueError, match=r"^TRACEFIX_SANDBOX is 'loose'"):
        Sandbox()
