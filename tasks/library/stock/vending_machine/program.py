"""A vending machine: coins in, goods and change out."""

from collections import Counter
from dataclasses import dataclass

COINS = (200, 100, 50, 20, 10, 5)


class VendingError(Exception):
    """The machine refuses; what was inserted stays inserted."""


@dataclass
class Slot:
    """One kind of goods: name, price in cents, and how many there are; `capacity` is how many fit."""

    name: str
    price: int
    pieces: int = 0
    capacity: int = 10


class CoinBox:
    """Coins, counted by kind."""

    def __init__(self, coins: dict[int, int] | None = None) -> None:
        self._coins = Counter(coins or {})

    @property
    def total(self) -> int:
        """Return what the coins are worth."""
        return sum(coin * count for coin, count in self._coins.items())

    def add(self, coin: int, count: int = 1) -> None:
        """Put coins in; VendingError if there is no such coin or the count is negative."""
        if coin not in COINS or count < 0:
            raise VendingError(f"there is no coin of {coin}, or fewer than none")
        self._coins[coin] += count

    def count(self, coin: int) -> int:
        """Return how many coins of a kind there are."""
        return self._coins[coin]

    def change(self, amount: int) -> list[int] | None:
        """Return the fewest coins in the box that make up an amount, largest first; None if none do.

        Among equally many, the one with more of the largest coins. No coin is taken out.
        """
        best: dict[int, list[int]] = {0: []}
        for coin in COINS:
            reached = dict(best)
            for start, coins in best.items():
                for count in range(1, min(self._coins[coin], (amount - start) // coin) + 1):
                    target = start + count * coin
                    new = coins + [coin] * count
                    old = reached.get(target)
                    if old is None or (len(new), old) < (len(old), new):
                        reached[target] = new
            best = reached
        return best.get(amount)

    def take(self, amount: int) -> list[int]:
        """Take the coins of `change` out and return them; VendingError if none make up the amount."""
        coins = self.change(amount)
        if coins is None:
            raise VendingError(f"no change for {amount}")
        self._coins.subtract(coins)
        return coins


class VendingMachine:
    """Slots by their code, a box of coins, and the coins inserted for the next purchase."""

    def __init__(self, slots: dict[str, tuple[str, int]], coins: dict[int, int] | None = None) -> None:
        self._slots = {code: Slot(name, price) for code, (name, price) in slots.items()}
        self._box = CoinBox(coins)
        self._inserted: list[int] = []

    @property
    def credit(self) -> int:
        """Return what is inserted."""
        return sum(self._inserted)

    @property
    def cash(self) -> int:
        """Return what is in the box, without what is inserted."""
        return self._box.total

    def slot(self, code: str) -> Slot:
        """Return a slot; VendingError if there is none with this code."""
        if code not in self._slots:
            raise VendingError(f"there is no slot {code}")
        return self._slots[code]

    def fill(self, code: str, pieces: int) -> int:
        """Put goods into a slot, as many as fit; return how many do not.

        Raises:
            VendingError: If there is no such slot, or the pieces are negative.
        """
        slot = self.slot(code)
        if pieces < 0:
            raise VendingError("pieces must not be negative")
        fitting = min(pieces, slot.capacity - slot.pieces)
        slot.pieces += fitting
        return pieces - fitting

    def insert(self, coin: int) -> int:
        """Insert a coin and return the credit; VendingError if the machine does not know it."""
        if coin not in COINS:
            raise VendingError(f"coin {coin} is refused")
        self._inserted.append(coin)
        return self.credit

    def refund(self) -> list[int]:
        """Return the inserted coins, in the order in which they came."""
        coins, self._inserted = self._inserted, []
        return coins

    def buy(self, code: str) -> list[int]:
        """Sell a piece and return the change; inserted coins may be part of it.

        Raises:
            VendingError: If there is no such slot, it is empty, the credit is too low, or there is no change.
        """
        slot = self.slot(code)
        if slot.pieces == 0:
            raise VendingError(f"{slot.name} is sold out")
        owed = self.credit - slot.price
        if owed < 0:
            raise VendingError(f"{slot.name} costs {-owed} more")
        box = CoinBox({coin: self._box.count(coin) + self._inserted.count(coin) for coin in COINS})
        change = box.take(owed)
        self._box = box
        self._inserted = []
        slot.pieces -= 1
        return change
