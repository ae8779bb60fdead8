"""Which of the knowledge about bugs a search uses."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Guidance:
    """What decides which candidate a search tries next; without any of it, chance does.

    Args:
        where: Prefer lines that failing tests reach or name.
        what: Prefer the repairs of frequent mistakes, and those that the words of the failures suggest.
        learning: Prefer what resembles no attempt that was fruitless.
    """

    where: bool = True
    what: bool = True
    learning: bool = True
