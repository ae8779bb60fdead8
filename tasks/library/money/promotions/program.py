"""Cart rules: pieces for free, bundles, thresholds, the best of several."""

from abc import ABC, abstractmethod
from dataclasses import dataclass

Cart = dict[str, tuple[int, int]]
"""Price of a piece in cents, and the number of pieces, by article."""


def subtotal(cart: Cart, articles: list[str] | None = None) -> int:
    """Return what a cart costs without any rule; with `articles`, what those in it cost."""
    return sum(
        price * pieces for name, (price, pieces) in cart.items() if articles is None or name in articles
    )


class _Rule(ABC):
    """Something that makes a cart cheaper."""

    @abstractmethod
    def discount(self, cart: Cart) -> int:
        """Return what the rule takes off the subtotal, 0 if it does not apply."""


@dataclass(frozen=True)
class BuyGet(_Rule):
    """Of each `buy + get` pieces of the articles, taken together from the dearest down, `get` are free.

    The free ones are the cheapest of their group; an incomplete group has none.
    """

    articles: list[str]
    buy: int
    get: int

    def discount(self, cart: Cart) -> int:
        """Return the prices of the free pieces."""
        prices: list[int] = []
        for name in self.articles:
            price, pieces = cart.get(name, (0, 0))
            prices.extend([price] * pieces)
        prices.sort(reverse=True)
        size = self.buy + self.get
        free = 0
        for end in range(size, len(prices) + 1, size):
            free += sum(prices[end - self.get : end])
        return free


@dataclass(frozen=True)
class Bundle(_Rule):
    """One piece of each article together for a price, as often as the cart holds them all."""

    articles: list[str]
    price: int

    def discount(self, cart: Cart) -> int:
        """Return what the bundles save; nothing if the single pieces are cheaper."""
        if not all(name in cart for name in self.articles):
            return 0
        count = min(cart[name][1] for name in self.articles)
        saved = sum(cart[name][0] for name in self.articles) - self.price
        return max(0, saved) * count


@dataclass(frozen=True)
class Threshold(_Rule):
    """Steps of what is spent and the percentage that it takes off; the highest step reached counts.

    With `articles`, only those are counted and become cheaper.
    """

    steps: list[tuple[int, int]]
    articles: list[str] | None = None

    def discount(self, cart: Cart) -> int:
        """Return the percentage of what was spent, rounded down."""
        spent = subtotal(cart, self.articles)
        reached = [step for step in self.steps if spent >= step[0]]
        return spent * max(reached)[1] // 100 if reached else 0


@dataclass(frozen=True)
class BestOf(_Rule):
    """Whichever of the rules takes off most."""

    rules: list[_Rule]

    def discount(self, cart: Cart) -> int:
        """Return the greatest discount of the rules, 0 if there are none."""
        return max((rule.discount(cart) for rule in self.rules), default=0)


def checkout(cart: Cart, rules: list[_Rule], limit: int = 100) -> tuple[int, list[tuple[int, int]]]:
    """Return what is to be paid, and position and discount of each rule that took something off.

    Rules look at the whole cart and count in their order, until they took off `limit` percent of the
    subtotal, rounded down; the one that reaches the limit takes off no more than is left of it.

    Raises:
        ValueError: If a price or number of pieces is negative, or the limit is not within 0 to 100.
    """
    if any(price < 0 or pieces < 0 for price, pieces in cart.values()):
        raise ValueError("prices and pieces must not be negative")
    if not 0 <= limit <= 100:
        raise ValueError(f"a limit of {limit} percent makes no sense")
    full = subtotal(cart)
    left = full * limit // 100
    applied: list[tuple[int, int]] = []
    for position, rule in enumerate(rules):
        discount = min(rule.discount(cart), left)
        if discount > 0:
            applied.append((position, discount))
            left -= discount
    return full - sum(discount for _, discount in applied), applied
