"""What an episode may be reset with."""

from __future__ import annotations

from tracefix_rl.core.actions import whole_number
from tracefix_rl.core.models import RewardMode

MAX_STEPS = 1_000
"""Largest step limit of an episode."""


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


def _shown(value: object) -> str:
    text = repr(value)
    return text if len(text) <= 60 else f"{text[:60]}..."
