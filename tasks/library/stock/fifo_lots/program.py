"""Cost of goods by lots: what was bought first is sold first."""

from collections import deque
from dataclasses import dataclass


class StockError(Exception):
    """There is not enough, or the numbers make no sense; nothing has changed."""


@dataclass
class Lot:
    """Pieces that were bought together: how many are left, and what they cost together, in cents."""

    number: int
    pieces: int
    cost: int

    def take(self, pieces: int) -> int:
        """Take out some pieces and return their cost.

        It is their part of what the lot still costs, rounded down; the last pieces take all that is left.
        """
        cost = self.cost * pieces // self.pieces
        self.pieces -= pieces
        self.cost -= cost
        return cost


@dataclass(frozen=True)
class Sale:
    """What was sold: revenue in cents, and (lot, pieces, cost) for each lot it came from."""

    number: int
    revenue: int
    parts: tuple[tuple[int, int, int], ...]

    @property
    def pieces(self) -> int:
        """Return how many pieces were sold."""
        return sum(pieces for _, pieces, _ in self.parts)

    @property
    def cost(self) -> int:
        """Return what these pieces had cost."""
        return sum(cost for _, _, cost in self.parts)


class Article:
    """The lots of one article, oldest first, and its sales. Lots and sales are numbered from 1."""

    def __init__(self) -> None:
        self._lots: deque[Lot] = deque()
        self._sales: dict[int, Sale] = {}
        self._bought = 0
        self._sold = 0
        self._written_off = 0

    @property
    def on_hand(self) -> int:
        """Return the number of pieces in all lots."""
        return sum(lot.pieces for lot in self._lots)

    @property
    def value(self) -> int:
        """Return what the pieces on hand cost."""
        return sum(lot.cost for lot in self._lots)

    def lots(self) -> list[tuple[int, int, int]]:
        """Return number, pieces and cost of the lots, in the order in which they will be sold."""
        return [(lot.number, lot.pieces, lot.cost) for lot in self._lots]

    def buy(self, pieces: int, price: int, freight: int = 0) -> int:
        """Add a lot of pieces at a price each, with freight for all; return its number.

        Raises:
            StockError: If pieces are below 1, or price or freight is negative.
        """
        if pieces < 1 or price < 0 or freight < 0:
            raise StockError("pieces must be positive, price and freight not negative")
        self._bought += 1
        self._lots.append(Lot(self._bought, pieces, pieces * price + freight))
        return self._bought

    def sell(self, pieces: int, price: int) -> Sale:
        """Take the pieces from the oldest lots and record the sale.

        Raises:
            StockError: If pieces are below 1, the price is negative, or there are not so many.
        """
        if price < 0:
            raise StockError("a price must not be negative")
        parts = self._take(pieces)
        self._sold += 1
        self._sales[self._sold] = Sale(self._sold, pieces * price, tuple(parts))
        return self._sales[self._sold]

    def write_off(self, pieces: int) -> int:
        """Take the pieces from the oldest lots, for nothing; return their cost.

        Raises:
            StockError: If pieces are below 1, or there are not so many.
        """
        cost = sum(cost for _, _, cost in self._take(pieces))
        self._written_off += cost
        return cost

    def undo(self, number: int) -> int:
        """Forget a sale and put its pieces back into their lots, return how many these are.

        Lots that are no longer there come back to their place: lots are in the order of their numbers.

        Raises:
            StockError: If there is no such sale, or it was undone.
        """
        if number not in self._sales:
            raise StockError(f"there is no sale {number}")
        sale = self._sales.pop(number)
        lots = {lot.number: lot for lot in self._lots}
        for lot_number, pieces, cost in sale.parts:
            lot = lots.setdefault(lot_number, Lot(lot_number, 0, 0))
            lot.pieces += pieces
            lot.cost += cost
        self._lots = deque(lots[key] for key in sorted(lots))
        return sale.pieces

    def profit(self) -> int:
        """Return the revenue of all sales less their cost and less what was written off."""
        return sum(sale.revenue - sale.cost for sale in self._sales.values()) - self._written_off

    def _take(self, pieces: int) -> list[tuple[int, int, int]]:
        if pieces < 1:
            raise StockError("pieces must be positive")
        if pieces > self.on_hand:
            raise StockError(f"{self.on_hand} pieces are on hand, not {pieces}")
        parts: list[tuple[int, int, int]] = []
        for lot in list(self._lots):
            taken = min(pieces, lot.pieces)
            if taken == 0:
                break
            parts.append((lot.number, taken, lot.take(taken)))
            pieces -= taken
            if lot.pieces == 0:
                self._lots.popleft()
        return parts
