"""Gift cards: issued, redeemed in part, refunded, expired."""

from dataclasses import dataclass, field
from datetime import date, timedelta

GRACE = timedelta(days=30)
"""How long money that comes back to a card can be spent at least."""


class CardError(Exception):
    """A card cannot be used like that; nothing has changed."""


@dataclass
class Card:
    """Money in cents that can be spent up to and including a day.

    `uses` are the amounts taken so far, by receipt.
    """

    code: str
    value: int
    expires: date
    blocked: bool = False
    uses: dict[str, int] = field(default_factory=dict)

    @property
    def balance(self) -> int:
        """Return what is left, whether or not it can still be spent."""
        return self.value - sum(self.uses.values())

    def available(self, today: date) -> int:
        """Return what can be spent today."""
        if self.blocked or today > self.expires:
            return 0
        return self.balance


class GiftCards:
    """All cards of a shop, by code, and the receipts that were paid with them."""

    def __init__(self, smallest: int = 500, largest: int = 20_000) -> None:
        self._smallest = smallest
        self._largest = largest
        self._cards: dict[str, Card] = {}

    def issue(self, code: str, value: int, today: date, days: int = 365) -> Card:
        """Add a card that is valid from today for so many days, today being the first.

        Raises:
            CardError: If the code is taken, the value is not within the shop's bounds, or days are below 1.
        """
        if code in self._cards:
            raise CardError(f"card {code} exists")
        if not self._smallest <= value <= self._largest:
            raise CardError(f"a card holds {self._smallest} to {self._largest}")
        if days < 1:
            raise CardError("a card is valid for at least a day")
        card = Card(code, value, today + timedelta(days=days - 1))
        self._cards[code] = card
        return card

    def card(self, code: str) -> Card:
        """Return a card, or raise CardError."""
        if code not in self._cards:
            raise CardError(f"there is no card {code}")
        return self._cards[code]

    def block(self, code: str, blocked: bool = True) -> bool:
        """Block a card, or free it again; tell whether that changed anything."""
        card = self.card(code)
        changed = card.blocked != blocked
        card.blocked = blocked
        return changed

    def redeem(self, receipt: str, codes: list[str], due: int, today: date) -> int:
        """Pay what is due with the cards and return what is left to pay.

        The card that expires first is used first, among equals the one with less on it, then in the order of
        codes. A code that is given twice counts once.

        Raises:
            CardError: If due is below 1, the receipt was paid with cards before, a card is unknown, or a
                card has nothing available.
        """
        if due < 1:
            raise CardError("nothing is due")
        if any(receipt in card.uses for card in self._cards.values()):
            raise CardError(f"receipt {receipt} was paid")
        cards = [self.card(code) for code in dict.fromkeys(codes)]
        for card in cards:
            if card.available(today) == 0:
                raise CardError(f"card {card.code} has nothing available")
        for card in sorted(cards, key=lambda card: (card.expires, card.balance, card.code)):
            amount = min(due, card.balance)
            if amount:
                card.uses[receipt] = amount
                due -= amount
        return due

    def refund(self, receipt: str, amount: int, today: date) -> dict[str, int]:
        """Give money back to the cards that a receipt was paid with; return how much each got, by code.

        The card that expires last gets its money back first, among equals in the order of codes. A card that
        expires in less than 30 days is valid until 30 days from today.

        Raises:
            CardError: If the amount is below 1, or more than cards paid for the receipt.
        """
        used = [card for card in self._cards.values() if receipt in card.uses]
        if not 1 <= amount <= sum(card.uses[receipt] for card in used):
            raise CardError(f"{amount} was not paid with cards")
        used.sort(key=lambda card: card.code)
        used.sort(key=lambda card: card.expires, reverse=True)
        given: dict[str, int] = {}
        for card in used:
            part = min(amount, card.uses[receipt])
            if part == 0:
                break
            card.uses[receipt] -= part
            if card.uses[receipt] == 0:
                del card.uses[receipt]
            card.expires = max(card.expires, today + GRACE)
            given[card.code] = part
            amount -= part
        return given

    def liability(self, today: date) -> int:
        """Return what the shop owes: all that is left on cards not expired, blocked or not."""
        return sum(card.balance for card in self._cards.values() if card.expires >= today)

    def expiring(self, today: date, days: int) -> list[str]:
        """Return the codes of cards usable today, but not `days` days later, by last day, then code."""
        last = today + timedelta(days=days)
        cards = [card for card in self._cards.values() if card.available(today) and card.expires < last]
        return [card.code for card in sorted(cards, key=lambda card: (card.expires, card.code))]
