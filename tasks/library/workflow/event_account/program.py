"""A bank account whose only truth is the list of what happened to it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

KINDS = ("opened", "deposited", "withdrawn", "frozen", "thawed", "limit_set", "closed")


class CommandError(Exception):
    """The account does not allow this now; nothing has happened."""


class ConflictError(Exception):
    """Somebody else has changed the account in the meantime."""


@dataclass(frozen=True)
class State:
    """What the events up to `version` have made of an account."""

    version: int = 0
    is_open: bool = False
    is_frozen: bool = False
    balance: int = 0
    limit: int = 0

    def after(self, kind: str, amount: int) -> State:
        """Return the state after one more event; raises ValueError if there is no such kind of event."""
        if kind not in KINDS:
            raise ValueError(f"unknown event {kind!r}")
        state = replace(self, version=self.version + 1)
        if kind in ("deposited", "withdrawn"):
            return replace(state, balance=state.balance + (amount if kind == "deposited" else -amount))
        if kind == "limit_set":
            return replace(state, limit=amount)
        if kind in ("frozen", "thawed"):
            return replace(state, is_frozen=kind == "frozen")
        return replace(state, is_open=kind == "opened")


class Account:
    """An account, built again from its events, with a snapshot after every `every` (at least 1) of them."""

    def __init__(self, events: Iterable[tuple[str, int]] = (), every: int = 3) -> None:
        if every < 1:
            raise ValueError(f"every must be at least 1, but is {every}")
        self._every = every
        self._events: list[tuple[str, int]] = []
        self._snapshots = [State()]
        self._state = State()
        for kind, amount in events:
            self._record(kind, amount)

    @property
    def version(self) -> int:
        """Return how many events there are."""
        return self._state.version

    @property
    def balance(self) -> int:
        """Return the balance now."""
        return self._state.balance

    @property
    def available(self) -> int:
        """Return how much can be withdrawn: balance and limit, 0 if the account is frozen or not open."""
        if not self._state.is_open or self._state.is_frozen:
            return 0
        return max(0, self._state.balance + self._state.limit)

    def open(self) -> None:
        """Open the account; raises CommandError if it is open or was closed."""
        if self._state.version:
            raise CommandError("the account was opened before")
        self._record("opened", 0)

    def deposit(self, amount: int, expected: int | None = None) -> int:
        """Pay in; return the version after that.

        Raises:
            ConflictError: If a version is expected, and it is not the present one.
            CommandError: If the account is not open.
            ValueError: If the amount is below 1.
        """
        self._check(expected, amount)
        self._record("deposited", amount)
        return self.version

    def withdraw(self, amount: int, expected: int | None = None) -> int:
        """Pay out as `deposit` pays in; raises CommandError also if frozen or less is available."""
        self._check(expected, amount)
        if self._state.is_frozen:
            raise CommandError("the account is frozen")
        if amount > self.available:
            raise CommandError(f"only {self.available} available")
        self._record("withdrawn", amount)
        return self.version

    def set_limit(self, limit: int) -> None:
        """Allow a balance down to -limit; raises CommandError if not open, or it is below that already."""
        self._check()
        if limit < 0 or self.balance < -limit:
            raise CommandError(f"the limit cannot be {limit}")
        self._record("limit_set", limit)

    def freeze(self, frozen: bool = True) -> bool:
        """Freeze or thaw; tell whether that changes anything; raises CommandError if not open."""
        self._check()
        if self._state.is_frozen == frozen:
            return False
        self._record("frozen" if frozen else "thawed", 0)
        return True

    def close(self) -> None:
        """Close the account; raises CommandError if it is not open, or the balance is not 0."""
        self._check()
        if self.balance:
            raise CommandError(f"the balance is {self.balance}")
        self._record("closed", 0)

    def events(self, since: int = 0) -> list[tuple[str, int]]:
        """Return the events after a version."""
        return self._events[max(0, since) :]

    def balance_at(self, version: int) -> tuple[int, int]:
        """Return a version's balance and how many events were replayed; raises ValueError if it never was."""
        if not 0 <= version <= self.version:
            raise ValueError(f"there is no version {version}")
        state = self._snapshots[version // self._every]
        replayed = self._events[state.version : version]
        for kind, amount in replayed:
            state = state.after(kind, amount)
        return state.balance, len(replayed)

    def _check(self, expected: int | None = None, amount: int = 1) -> None:
        if expected not in (None, self.version):
            raise ConflictError(f"the version is {self.version}, not {expected}")
        if not self._state.is_open:
            raise CommandError("the account is not open")
        if amount < 1:
            raise ValueError(f"amount must be at least 1, but is {amount}")

    def _record(self, kind: str, amount: int) -> None:
        self._state = self._state.after(kind, amount)
        self._events.append((kind, amount))
        if self.version % self._every == 0:
            self._snapshots.append(self._state)
