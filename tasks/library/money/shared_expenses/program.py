"""Shared expenses: who owes whom, and how to settle that with few payments."""

from collections.abc import Iterable


class ExpenseError(ValueError):
    """The group refuses something; nothing has changed."""


class Group:
    """People who pay for each other, in whole cents.

    Raises:
        ExpenseError: If a name comes twice.
    """

    def __init__(self, names: Iterable[str]) -> None:
        self._net: dict[str, int] = {}
        self._spent: dict[str, int] = {}
        for name in names:
            self.join(name)

    def join(self, name: str) -> None:
        """Add a person with no debts; ExpenseError if the person is there."""
        if name in self._net:
            raise ExpenseError(f"{name} is in the group")
        self._net[name] = 0
        self._spent[name] = 0

    def leave(self, name: str) -> None:
        """Take a person out; ExpenseError if there is no such person or something is open."""
        self._check([name])
        if self._net[name] != 0:
            raise ExpenseError(f"{name} must settle first")
        del self._net[name], self._spent[name]

    def members(self) -> list[str]:
        """Return the names in alphabetical order."""
        return sorted(self._net)

    def add(self, payer: str, amount: int, shares: dict[str, int] | None = None) -> None:
        """Record that `payer` paid for several people, in proportion to their shares.

        Without shares it was for everyone, one share each. Each part is rounded down; the cents left go one
        each to those with a share, in alphabetical order, starting with the first after the payer.

        Raises:
            ExpenseError: If the amount is below 1, a person is unknown, a share is negative, or all are 0.
        """
        if amount < 1:
            raise ExpenseError(f"an expense must be positive, not {amount}")
        shares = dict.fromkeys(self._net, 1) if shares is None else shares
        self._check([payer, *shares])
        total = sum(shares.values())
        if total == 0 or any(share < 0 for share in shares.values()):
            raise ExpenseError("shares must not be negative, nor all be 0")
        parts = {name: amount * share // total for name, share in shares.items() if share > 0}
        left = amount - sum(parts.values())
        for name in sorted(parts, key=lambda name: (name <= payer, name))[:left]:
            parts[name] += 1
        for name, part in parts.items():
            self._net[name] -= part
            self._spent[name] += part
        self._net[payer] += amount

    def pay(self, debtor: str, creditor: str, amount: int) -> None:
        """Record that one person gave money to another.

        Raises:
            ExpenseError: If a person is unknown, both are the same, or the amount is below 1.
        """
        self._check([debtor, creditor])
        if debtor == creditor:
            raise ExpenseError(f"{debtor} cannot pay {debtor}")
        if amount < 1:
            raise ExpenseError(f"a payment must be positive, not {amount}")
        self._net[debtor] += amount
        self._net[creditor] -= amount

    def balance(self, name: str) -> int:
        """Return what a person is owed, negative if the person owes; ExpenseError if unknown."""
        self._check([name])
        return self._net[name]

    def spent(self, name: str) -> int:
        """Return what all expenses together cost a person; ExpenseError if unknown."""
        self._check([name])
        return self._spent[name]

    def settlement(self) -> list[tuple[str, str, int]]:
        """Return payments (from, to, amount) after which nobody owes anything; records nothing.

        First come those that settle two people at once: each who owes, in alphabetical order, pays the
        first who is owed exactly as much. The rest pay in alphabetical order, each the next
        who is still owed something.
        """
        open_ = {name: net for name, net in sorted(self._net.items()) if net != 0}
        payments: list[tuple[str, str, int]] = []
        for debtor in [name for name, net in open_.items() if net < 0]:
            match = next((name for name, net in open_.items() if net == -open_[debtor]), None)
            if match is not None:
                payments.append((debtor, match, open_.pop(match)))
                del open_[debtor]
        creditors = [name for name, net in open_.items() if net > 0]
        for debtor in [name for name, net in open_.items() if net < 0]:
            for creditor in creditors:
                amount = min(-open_[debtor], open_[creditor])
                if amount > 0:
                    payments.append((debtor, creditor, amount))
                    open_[debtor] += amount
                    open_[creditor] -= amount
        return payments

    def settle(self) -> int:
        """Record all payments of the settlement and return how many there were."""
        payments = self.settlement()
        for debtor, creditor, amount in payments:
            self.pay(debtor, creditor, amount)
        return len(payments)

    def _check(self, names: Iterable[str]) -> None:
        for name in names:
            if name not in self._net:
                raise ExpenseError(f"{name} is not in the group")
