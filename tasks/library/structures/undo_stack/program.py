"""A text whose changes can be undone and redone, alone or in groups."""

from __future__ import annotations

from dataclasses import dataclass


class GroupError(RuntimeError):
    """A group of changes is open that should not be, or none is."""


@dataclass(frozen=True)
class _Change:
    at: int
    removed: str
    added: str

    def apply(self, text: str) -> str:
        return text[: self.at] + self.added + text[self.at + len(self.removed) :]

    def inverse(self) -> _Change:
        return _Change(self.at, self.added, self.removed)

    def continued_by(self, later: _Change) -> bool:
        """Tell whether both are typing, the later one right behind this one in the same word."""
        if self.removed or later.removed or self.added.endswith(" "):
            return False
        return later.at == self.at + len(self.added)


class Document:
    """A text, and the steps in which it came to be: changes, or groups of them.

    Raises:
        ValueError: If fewer than one step shall be kept.
    """

    def __init__(self, text: str = "", limit: int = 100) -> None:
        if limit < 1:
            raise ValueError("at least one step must be kept")
        self.text = text
        self._limit = limit
        self._done: list[list[_Change]] = []
        self._undone: list[list[_Change]] = []
        self._group: list[_Change] = []
        self._open = 0
        self._sealed = True

    @property
    def undo_depth(self) -> int:
        """Return how many steps can be undone."""
        return len(self._done)

    @property
    def redo_depth(self) -> int:
        """Return how many steps can be made again."""
        return len(self._undone)

    def insert(self, at: int, text: str) -> None:
        """Put a text in front of a place; IndexError if there is no such place."""
        self.replace(at, at, text)

    def delete(self, start: int, end: int) -> None:
        """Remove what is from `start` up to `end`; IndexError if there are no such places."""
        self.replace(start, end, "")

    def replace(self, start: int, end: int, text: str) -> None:
        """Put a text in the place of what is from `start` up to `end`.

        Raises:
            IndexError: If the places are out of the text, or out of order.
        """
        if not 0 <= start <= end <= len(self.text):
            raise IndexError(f"no text from {start} to {end}")
        change = _Change(start, self.text[start:end], text)
        if change.removed == change.added:
            return
        self.text = change.apply(self.text)
        self._undone.clear()
        if self._open:
            self._group.append(change)
        elif not self._sealed and self._done[-1][0].continued_by(change):
            last = self._done[-1][0]
            self._done[-1] = [_Change(last.at, "", last.added + change.added)]
        else:
            self._record([change])
            self._sealed = False

    def seal(self) -> None:
        """End the last step: what is typed from now on is another one."""
        self._sealed = True

    def undo(self) -> bool:
        """Take the last step back; tell whether there was one. GroupError in an open group."""
        return self._shift(self._done, self._undone, backwards=True)

    def redo(self) -> bool:
        """Make the step again that was undone last; tell whether there was one. GroupError in a group."""
        return self._shift(self._undone, self._done, backwards=False)

    def begin(self) -> None:
        """Open a group, all changes of which are one step."""
        self._open += 1

    def end(self) -> None:
        """Close the group opened last; with the outermost, its changes are a step.

        Raises:
            GroupError: If no group is open.
        """
        self._need_group()
        self._open -= 1
        if self._open == 0 and self._group:
            self._record(self._group)
            self._group = []
            self._sealed = True

    def cancel(self) -> None:
        """Close all groups and take back their changes; GroupError if none is open."""
        self._need_group()
        for change in reversed(self._group):
            self.text = change.inverse().apply(self.text)
        self._group = []
        self._open = 0

    def _record(self, step: list[_Change]) -> None:
        self._done.append(step)
        if len(self._done) > self._limit:
            del self._done[0]

    def _shift(self, source: list[list[_Change]], target: list[list[_Change]], backwards: bool) -> bool:
        if self._open:
            raise GroupError("a group is open")
        if not source:
            return False
        step = source.pop()
        for change in reversed(step) if backwards else step:
            self.text = (change.inverse() if backwards else change).apply(self.text)
        target.append(step)
        self._sealed = True
        return True

    def _need_group(self) -> None:
        if not self._open:
            raise GroupError("no group is open")
