"""Rewards and scores in words."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Mapping, Sequence

from rich.text import Text

from tracefix_rl.core.reward import RESOLVED_SCORE
from tracefix_rl.terminal.text import visible_line

_WORDS = {
    "outcome": "final score",
    "progress": "progress",
    "repaid": "progress repaid",
    "step_cost": "steps",
    "invalid_action_cost": "mistakes",
}
_HELD_OUT = re.compile(r"^Held-out tests passed: (\d+)/(\d+)$", re.MULTILINE)
_TINY = 1e-9


def signed(value: float) -> Text:
    """Write a reward with its sign, e.g. `+0.300`; zero is plain."""
    if abs(value) < _TINY:
        return Text("0")
    return Text(f"{value:+.3f}", style="green" if value > 0 else "red")


def parts_in_words(parts: Mapping[str, float]) -> str:
    """Say what a reward is the sum of, e.g. `final score +0.980, steps -0.002`; empty if nothing was paid."""
    named = {_WORDS[name]: parts[name] for name in _WORDS if name in parts}
    named |= {visible_line(name): value for name, value in parts.items() if name not in _WORDS}
    return ", ".join(f"{name} {value:+.3f}" for name, value in named.items() if abs(value) >= _TINY)


def return_in_words(rewards: Sequence[float], breakdowns: Iterable[Mapping[str, float]]) -> Text:
    """Say what an episode returned, and what that is the sum of.

    Args:
        rewards: The reward of each step.
        breakdowns: Its parts, of each step.
    """
    parts = _summed(breakdowns)
    early = parts["progress"]
    if abs(early + parts["repaid"]) < _TINY:
        # What was paid for progress is taken back at the end, when the score pays for all of it.
        parts |= {"progress": 0.0, "repaid": 0.0}
    said = Text.assemble(signed(math.fsum(rewards)), " = ", parts_in_words(parts) or "nothing")
    if early > _TINY:
        said.append(f"; {early:.3f} was paid early")
    return said


def score_in_words(score: float) -> Text:
    """Say what a final score means."""
    if score >= RESOLVED_SCORE:
        return Text.assemble(
            ("repaired", "bold green"), f": every visible and held-out test passes, score {score:.2f}"
        )
    return Text.assemble(
        ("not repaired", "bold yellow"),
        f": score {score:.2f}; {RESOLVED_SCORE} is for passing every visible and held-out test, below 0.5 "
        "says how far it got",
    )


def held_out_of(output: str) -> str | None:
    """Return how many held-out tests passed, e.g. `11 of 11`, from what the end of an episode printed."""
    found = _HELD_OUT.findall(output)
    return f"{found[-1][0]} of {found[-1][1]}" if found else None


def _summed(breakdowns: Iterable[Mapping[str, float]]) -> dict[str, float]:
    """Add rewards part by part."""
    total = dict.fromkeys(_WORDS, 0.0)
    for parts in breakdowns:
        for name, value in parts.items():
            total[name] = total.get(name, 0.0) + value
    return total
