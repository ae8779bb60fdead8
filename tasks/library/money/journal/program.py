"""A double-entry journal: postings that balance, statements, a trial balance."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

DEBIT_KINDS = ("asset", "expense")
CREDIT_KINDS = ("liability", "equity", "income")


class JournalError(Exception):
    """The journal refuses an operation; nothing has changed."""


@dataclass(frozen=True)
class Entry:
    """One posting: signed amounts in cents by account, debits above zero, credits below."""

    number: int
    day: date
    lines: tuple[tuple[str, int], ...]
    reverses: int | None = None

    @property
    def amount(self) -> int:
        """Return what the debits of the entry add up to."""
        return sum(amount for _, amount in self.lines if amount > 0)


class Journal:
    """Accounts of a kind each, and the entries posted to them, numbered from 1."""

    def __init__(self) -> None:
        self._kinds: dict[str, str] = {}
        self._entries: list[Entry] = []
        self._closed_until = date.min

    def add_account(self, name: str, kind: str) -> None:
        """Add an account.

        Raises:
            JournalError: If there is one of that name, or the kind is unknown.
        """
        if name in self._kinds:
            raise JournalError(f"account {name} exists")
        if kind not in DEBIT_KINDS + CREDIT_KINDS:
            raise JournalError(f"unknown kind: {kind}")
        self._kinds[name] = kind

    def post(self, day: date, lines: list[tuple[str, int]]) -> int:
        """Add an entry and return its number.

        Raises:
            JournalError: If the day is closed, there are fewer than two lines, an account is unknown, an
                amount is zero, or debits and credits differ.
        """
        return self._append(day, tuple(lines), None)

    def reverse(self, number: int, day: date) -> int:
        """Post the opposite of an entry and return the number of that.

        Raises:
            JournalError: If there is no such entry, it is a reversal or was reversed already, the day is
                before the entry's, or the day is closed.
        """
        entry = self.entry(number)
        if entry.reverses is not None or any(other.reverses == number for other in self._entries):
            raise JournalError(f"entry {number} cannot be reversed")
        if day < entry.day:
            raise JournalError(f"entry {number} is of a later day")
        return self._append(day, tuple((account, -amount) for account, amount in entry.lines), number)

    def close(self, until: date) -> None:
        """Accept no more entries for `until` and the days before it.

        Raises:
            JournalError: If that day is closed already.
        """
        if until <= self._closed_until:
            raise JournalError(f"{until} is closed already")
        self._closed_until = until

    def entry(self, number: int) -> Entry:
        """Return an entry, or raise JournalError."""
        if not 1 <= number <= len(self._entries):
            raise JournalError(f"there is no entry {number}")
        return self._entries[number - 1]

    def balance(self, account: str, until: date = date.max) -> int:
        """Return the balance at the end of a day, above zero on the side that is usual for the kind."""
        if account not in self._kinds:
            raise JournalError(f"there is no account {account}")
        debits = sum(amount for entry, amount in self._postings(account) if entry.day <= until)
        return debits if self._kinds[account] in DEBIT_KINDS else -debits

    def statement(self, account: str) -> list[tuple[int, int, int]]:
        """Return entry number, signed amount and running balance of each posting, by day, then number."""
        if account not in self._kinds:
            raise JournalError(f"there is no account {account}")
        sign = 1 if self._kinds[account] in DEBIT_KINDS else -1
        running = 0
        rows: list[tuple[int, int, int]] = []
        for entry, amount in sorted(self._postings(account), key=lambda pair: pair[0].day):
            running += sign * amount
            rows.append((entry.number, amount, running))
        return rows

    def trial_balance(self, until: date = date.max) -> list[tuple[str, int, int]]:
        """Return name, debit and credit of the accounts that are not even, in alphabetical order."""
        rows: list[tuple[str, int, int]] = []
        for account, kind in sorted(self._kinds.items()):
            balance = self.balance(account, until)
            if balance:
                debit = balance if kind in DEBIT_KINDS else -balance
                rows.append((account, max(debit, 0), max(-debit, 0)))
        return rows

    def profit(self, until: date = date.max) -> int:
        """Return what income is above expenses, below zero for a loss."""
        income = sum(self.balance(name, until) for name, kind in self._kinds.items() if kind == "income")
        costs = sum(self.balance(name, until) for name, kind in self._kinds.items() if kind == "expense")
        return income - costs

    def _postings(self, account: str) -> Iterator[tuple[Entry, int]]:
        for entry in self._entries:
            for name, amount in entry.lines:
                if name == account:
                    yield entry, amount

    def _append(self, day: date, lines: tuple[tuple[str, int], ...], reverses: int | None) -> int:
        if day <= self._closed_until:
            raise JournalError(f"{day} is closed")
        if len(lines) < 2:
            raise JournalError("an entry has at least two lines")
        for account, amount in lines:
            if account not in self._kinds:
                raise JournalError(f"there is no account {account}")
            if amount == 0:
                raise JournalError(f"nothing is posted to {account}")
        difference = sum(amount for _, amount in lines)
        if difference:
            raise JournalError(f"debits and credits differ by {abs(difference)}")
        self._entries.append(Entry(len(self._entries) + 1, day, lines, reverses))
        return len(self._entries)
