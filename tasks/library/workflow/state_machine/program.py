"""A state machine that is written down as lines of text: who may go where, when, and what was before."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

LINE = re.compile(r"(\w+|\*) -(\w+)-> (\w+|=)(?: if (\w+)(?: (<|>=) (-?\d+))?)?")
ANY = "*"
SAME = "="


class DefinitionError(ValueError):
    """A line is not a transition."""


class TransitionError(Exception):
    """The event cannot happen now."""


@dataclass(frozen=True)
class Transition:
    """A way from `source` to `target`; its guard looks at the value of `name`, if there is one."""

    source: str
    event: str
    target: str
    name: str | None = None
    operator: str | None = None
    bound: int = 0

    @classmethod
    def parse(cls, line: str) -> Transition:
        """Return the transition of a line such as "open -close-> closed if votes >= 3".

        Raises:
            DefinitionError: If it is not one.
        """
        match = LINE.fullmatch(line.strip())
        if match is None:
            raise DefinitionError(f"not a transition: {line.strip()}")
        source, event, target, name, operator, bound = match.groups()
        return cls(source, event, target, name, operator, int(bound or 0))

    def applies(self, state: str, values: Mapping[str, int]) -> bool:
        """Tell whether it leads on from a state; a value that is not given is 0."""
        if self.source not in (state, ANY):
            return False
        if self.name is None:
            return True
        value = values.get(self.name, 0)
        if self.operator is None:
            return value != 0
        return value < self.bound if self.operator == "<" else value >= self.bound


class Machine:
    """A machine whose definition has a transition in each line; it starts where the first comes from.

    Of the transitions of an event, the first that applies is taken. Blank lines are skipped.

    Raises:
        DefinitionError: If there is no transition, a line is not one, or the first starts anywhere.
    """

    def __init__(self, definition: str) -> None:
        lines = [line for line in definition.splitlines() if line.strip()]
        self._transitions = [Transition.parse(line) for line in lines]
        if not self._transitions or self._transitions[0].source == ANY:
            raise DefinitionError("the first transition says where to start")
        self.state = self._transitions[0].source
        self.values: dict[str, int] = {}
        self._history: list[tuple[str, str]] = []

    def send(self, event: str) -> str:
        """Let an event happen; return the state after it.

        Raises:
            TransitionError: If no transition applies; nothing has changed then.
        """
        transition = self._find(event)
        if transition is None:
            raise TransitionError(f"{event} cannot happen in {self.state}")
        self._history.append((event, self.state))
        if transition.target != SAME:
            self.state = transition.target
        return self.state

    def events(self) -> list[str]:
        """Return the events that can happen now, in alphabetical order."""
        names = sorted({transition.event for transition in self._transitions})
        return [event for event in names if self._find(event) is not None]

    def undo(self, count: int = 1) -> str:
        """Take back the last events; values stay. Return the state.

        Raises:
            TransitionError: If there were not so many; nothing has changed then.
            ValueError: If the count is below 1.
        """
        if count < 1:
            raise ValueError(f"count must be at least 1, but is {count}")
        if count > len(self._history):
            raise TransitionError(f"only {len(self._history)} events to undo")
        self.state = self._history[-count][1]
        del self._history[-count:]
        return self.state

    def history(self) -> list[str]:
        """Return all states that were gone through, the present one last; events that stayed are left out."""
        states = [*(state for _, state in self._history), self.state]
        return [state for index, state in enumerate(states) if index == 0 or state != states[index - 1]]

    def reachable(self) -> list[str]:
        """Return the states that can be reached from here if all guards are met, alphabetically."""
        found = [self.state]
        for state in found:
            for transition in self._transitions:
                leads = transition.source in (state, ANY) and transition.target != SAME
                if leads and transition.target not in found:
                    found.append(transition.target)
        return sorted(found)

    def _find(self, event: str) -> Transition | None:
        for transition in self._transitions:
            if transition.event == event and transition.applies(self.state, self.values):
                return transition
        return None
