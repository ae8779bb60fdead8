"""Keep accounts and move money between them."""


class LedgerError(Exception):
    """The ledger refuses an operation; nothing has changed."""


class InsufficientFundsError(LedgerError):
    """The account does not hold enough."""


class Ledger:
    """Accounts with balances in whole cents, never below zero."""

    def __init__(self) -> None:
        self._balances: dict[str, int] = {}
        self._journal: list[tuple[str, str, int]] = []

    def open(self, account: str, deposit: int = 0) -> None:
        """Open an account that holds `deposit`."""
        if account in self._balances:
            raise LedgerError(f"account {account} is already open")
        self._balances[account] = 0
        if deposit:
            self.deposit(account, deposit)

    def balance(self, account: str) -> int:
        """Return what the account holds."""
        if account not in self._balances:
            raise LedgerError(f"there is no account {account}")
        return self._balances[account]

    def deposit(self, account: str, amount: int) -> None:
        """Put `amount` into the account."""
        self._check_amount(amount)
        self._balances[account] = self.balance(account) + amount
        self._journal.append(("deposit", account, amount))

    def withdraw(self, account: str, amount: int) -> None:
        """Take `amount` out of the account, all it holds at most."""
        self._check_amount(amount)
        held = self.balance(account)
        if amount > held:
            raise InsufficientFundsError(f"{account} holds {held}, not {amount}")
        self._balances[account] = held - amount
        self._journal.append(("withdraw", account, amount))

    def transfer(self, source: str, target: str, amount: int) -> None:
        """Move `amount` between two accounts, or change neither."""
        self.balance(target)
        self.withdraw(source, amount)
        self.deposit(target, amount)

    def total(self) -> int:
        """Return what all accounts hold together."""
        return sum(self._balances.values())

    def statement(self, account: str) -> list[tuple[str, int]]:
        """Return the operations on one account, oldest first."""
        self.balance(account)
        return [(kind, amount) for kind, name, amount in self._journal if name == account]

    def _check_amount(self, amount: int) -> None:
        if amount <= 0:
            raise LedgerError(f"an amount must be positive, not {amount}")
