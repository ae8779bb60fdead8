"""Stock in a warehouse, and orders that reserve some of it before it is shipped."""

from dataclasses import dataclass, field


class StockError(Exception):
    """The warehouse refuses an operation; nothing has changed."""


@dataclass
class Item:
    """How many pieces of one thing there are, and how many of those are promised to orders."""

    on_hand: int = 0
    reserved: int = 0

    @property
    def available(self) -> int:
        """Return how many pieces can still be promised."""
        return self.on_hand - self.reserved


@dataclass
class Order:
    """An order number, the pieces reserved for it by item, and its state: open, shipped or cancelled."""

    number: int
    lines: dict[str, int] = field(default_factory=dict)
    state: str = "open"

    def check_open(self) -> None:
        """Refuse an order that is done with."""
        if self.state != "open":
            raise StockError(f"order {self.number} is {self.state}")


class Warehouse:
    """Items by name, and orders by number, from 1."""

    def __init__(self) -> None:
        self._items: dict[str, Item] = {}
        self._orders: list[Order] = []

    def receive(self, name: str, pieces: int) -> None:
        """Put pieces on the shelf; an item that was not known becomes known."""
        _check_positive(pieces)
        self._items.setdefault(name, Item()).on_hand += pieces

    def item(self, name: str) -> Item:
        """Return an item."""
        if name not in self._items:
            raise StockError(f"there is no item {name}")
        return self._items[name]

    def reserve(self, wanted: dict[str, int]) -> int:
        """Promise pieces to a new order, all of them or none; return its number."""
        if not wanted:
            raise StockError("an order needs a line")
        for name, pieces in wanted.items():
            _check_positive(pieces)
            if pieces > self.item(name).available:
                raise StockError(f"there are {self.item(name).available} {name} available, not {pieces}")
        for name, pieces in wanted.items():
            self.item(name).reserved += pieces
        self._orders.append(Order(len(self._orders) + 1, dict(wanted)))
        return len(self._orders)

    def order(self, number: int) -> Order:
        """Return an order."""
        if not 1 <= number <= len(self._orders):
            raise StockError(f"there is no order {number}")
        return self._orders[number - 1]

    def release(self, number: int, name: str, pieces: int) -> None:
        """Take back some of what an order was promised; one that has nothing left is cancelled."""
        order = self.order(number)
        order.check_open()
        _check_positive(pieces)
        promised = order.lines.get(name, 0)
        if pieces > promised:
            raise StockError(f"order {number} has {promised} {name}, not {pieces}")
        self.item(name).reserved -= pieces
        order.lines[name] -= pieces
        if not order.lines[name]:
            del order.lines[name]
        if not order.lines:
            order.state = "cancelled"

    def cancel(self, number: int) -> None:
        """Take back all that an order was promised."""
        order = self.order(number)
        order.check_open()
        for name, pieces in list(order.lines.items()):
            self.release(number, name, pieces)

    def ship(self, number: int) -> dict[str, int]:
        """Take what an order was promised off the shelf; return the pieces by item."""
        order = self.order(number)
        order.check_open()
        for name, pieces in order.lines.items():
            item = self.item(name)
            item.on_hand -= pieces
            item.reserved -= pieces
        order.state = "shipped"
        return dict(order.lines)

    def write_off(self, name: str, pieces: int) -> list[int]:
        """Take broken pieces off the shelf; return the orders that had to be cancelled for that.

        If more is promised than is left, open orders with the item are cancelled, the newest first, until it
        is not.
        """
        item = self.item(name)
        _check_positive(pieces)
        if pieces > item.on_hand:
            raise StockError(f"there are {item.on_hand} {name} on hand, not {pieces}")
        item.on_hand -= pieces
        cancelled: list[int] = []
        for order in reversed(self._orders):
            if item.available >= 0:
                break
            if order.state == "open" and name in order.lines:
                self.cancel(order.number)
                cancelled.append(order.number)
        return cancelled

    def shortages(self, minimum: int) -> list[str]:
        """Return, in alphabetical order, the items of which fewer than `minimum` pieces are available."""
        return sorted(name for name, item in self._items.items() if item.available < minimum)


def _check_positive(pieces: int) -> None:
    if pieces < 1:
        raise StockError(f"a number of pieces must be positive, not {pieces}")
