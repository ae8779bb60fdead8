"""What an episode may be reset with."""

from __future__ import annotations

from collections.abc import Mapping

from tracefix_rl.core.actions import whole_number
from tracefix_rl.core.buffer import has_lone_surrogate
from tracefix_rl.core.models import RewardMode

MAX_STEPS = 1_000
"""Largest step limit of an episode."""

_STATE = 'such as {"source": "x = 1"}'


class OptionError(ValueError):
    """A reset option that is of no use; the message says what would be right."""


def max_steps_of(value: object) -> int:
    """Check a step limit.

    Raises:
        OptionError: If it is not a whole number from 1 to `MAX_STEPS`.
    """
    steps = whole_number(value)
    if steps is None or not 1 <= steps <= MAX_STEPS:
        raise OptionError(f"max_steps must be a whole number from 1 to {MAX_STEPS:,}, not {_shown(value)}")
    return steps


def reward_mode_of(value: RewardMode | str) -> RewardMode:
    """Check a reward mode.

    Raises:
        OptionError: If it names none.
    """
    try:
        return RewardMode(value)
    except ValueError:
        modes = ", ".join(RewardMode)
        raise OptionError(f"reward_mode must be one of {modes}, not {_shown(value)}") from None


def seed_of(value: object) -> int | None:
    """Check a seed.

    Raises:
        OptionError: If it is neither a whole number nor `None`.
    """
    if value is None or (isinstance(value, int) and not isinstance(value, bool)):
        return value
    raise OptionError(f"seed must be a whole number such as 42, or left out, not {_shown(value)}")


def episode_id_of(value: object) -> str | None:
    """Check an episode's id.

    Raises:
        OptionError: If it is neither a text nor `None`.
    """
    if value is None or isinstance(value, str):
        return value
    raise OptionError(f"episode_id must be a text, or left out, not {_shown(value)}")


def injected_source_of(value: object) -> str | None:
    """Check a state to begin with, and return the source it holds.

    Raises:
        OptionError: If it is neither an object that holds a `source` and nothing else, nor `None`.
    """
    if value is None:
        return None
    if not isinstance(value, Mapping):
        raise OptionError(f"injected_state must be an object {_STATE}, or left out, not {_shown(value)}")
    if set(value) != {"source"}:
        held = ", ".join(map(_shown, value)) or "nothing"
        raise OptionError(f"injected_state must hold `source` and nothing else, {_STATE}; it holds {held}")
    source = value["source"]
    if not isinstance(source, str):
        raise OptionError(f"the source in injected_state must be a text, {_STATE}, not {_shown(source)}")
    if has_lone_surrogate(source):
        raise OptionError("the source in injected_state must be valid Unicode: it has half a surrogate pair")
    return source


def _shown(value: object) -> str:
    text = repr(value)
    return text if len(text) <= 60 else f"{text[:60]}..."
