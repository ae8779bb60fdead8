"""Sealed-bid auctions of equal pieces, in which winners pay the best bid that did not win."""

from dataclasses import dataclass


class AuctionError(Exception):
    """The auction refuses something; nothing has changed."""


@dataclass(frozen=True)
class Bid:
    """What a bidder offers for each of so many pieces; `turn` is when the bid came, from 1."""

    bidder: str
    price: int
    pieces: int
    turn: int

    @property
    def rank(self) -> tuple[int, int]:
        """Return what bids are ordered by, the best first: dearer, then earlier."""
        return (-self.price, self.turn)


class SealedAuction:
    """An auction of some pieces, with a secret reserve price in cents.

    A bidder has one bid, which may be raised until the auction closes. Bids below the reserve never win.

    Raises:
        AuctionError: If there is no piece, the limit is below 1, or the reserve is negative.
    """

    def __init__(self, pieces: int, reserve: int = 0, limit: int | None = None) -> None:
        if pieces < 1 or reserve < 0 or (limit is not None and limit < 1):
            raise AuctionError("pieces and limit must be positive, the reserve not negative")
        self._pieces = pieces
        self._reserve = reserve
        self._limit = limit
        self._bids: dict[str, Bid] = {}
        self._barred: list[str] = []
        self._turns = 0
        self.is_open = True

    def bid(self, bidder: str, price: int, pieces: int = 1) -> int:
        """Make a bid, or raise one; return its turn.

        A bid that is raised has a new turn, unless only pieces are taken off it. Neither its price may
        fall, nor its pieces rise at the same price.

        Raises:
            AuctionError: If the auction is closed, the bidder barred, the price or the pieces are below 1,
                the pieces above the limit or what there is, or the bid may not be changed like that.
        """
        self._check_open()
        if bidder in self._barred:
            raise AuctionError(f"{bidder} is barred")
        most = self._pieces if self._limit is None else min(self._limit, self._pieces)
        if price < 1 or not 1 <= pieces <= most:
            raise AuctionError(f"a bid is for 1 to {most} pieces, at a price of at least 1")
        former = self._bids.get(bidder)
        if former is not None and price <= former.price:
            if price < former.price or pieces >= former.pieces:
                raise AuctionError(f"{bidder} offered {former.price} for {former.pieces}")
            self._bids[bidder] = Bid(bidder, price, pieces, former.turn)
            return former.turn
        self._turns += 1
        self._bids[bidder] = Bid(bidder, price, pieces, self._turns)
        return self._turns

    def withdraw(self, bidder: str) -> None:
        """Take a bid back; the bidder is barred from then on.

        Raises:
            AuctionError: If the auction is closed, or there is no such bid.
        """
        self._check_open()
        if bidder not in self._bids:
            raise AuctionError(f"{bidder} has no bid")
        del self._bids[bidder]
        self._barred.append(bidder)

    def close(self) -> bool:
        """Close the auction, and tell whether anything is sold; AuctionError if it is closed."""
        self._check_open()
        self.is_open = False
        return bool(self._awards())

    def winners(self) -> list[tuple[str, int]]:
        """Return bidder and pieces won, the best bid first. The last may win fewer pieces than it was for.

        Raises:
            AuctionError: If the auction is open.
        """
        self._check_closed()
        return [(bid.bidder, won) for bid, won in self._awards()]

    def price(self) -> int | None:
        """Return what each piece costs all winners, or None if nothing is sold.

        That is the best price of a bid that got fewer pieces than it was for, or the reserve if that
        is more, or there is none.

        Raises:
            AuctionError: If the auction is open.
        """
        self._check_closed()
        won = {bid.bidder: pieces for bid, pieces in self._awards()}
        if not won:
            return None
        lost = [bid.price for bid in self._bids.values() if won.get(bid.bidder, 0) < bid.pieces]
        return max([self._reserve, *lost])

    def result(self, bidder: str) -> str:
        """Return "won", "won in part", "too late", "outbid", "below reserve" or "no bid".

        Raises:
            AuctionError: If the auction is open.
        """
        self._check_closed()
        bid = self._bids.get(bidder)
        if bid is None:
            return "no bid"
        if bid.price < self._reserve:
            return "below reserve"
        awards = self._awards()
        for other, won in awards:
            if other == bid:
                return "won" if won == bid.pieces else "won in part"
        return "too late" if awards[-1][0].price == bid.price else "outbid"

    def _awards(self) -> list[tuple[Bid, int]]:
        awards: list[tuple[Bid, int]] = []
        left = self._pieces
        for bid in sorted(self._bids.values(), key=lambda bid: bid.rank):
            if bid.price < self._reserve or left == 0:
                break
            won = min(left, bid.pieces)
            awards.append((bid, won))
            left -= won
        return awards

    def _check_open(self) -> None:
        if not self.is_open:
            raise AuctionError("the auction is closed")

    def _check_closed(self) -> None:
        if self.is_open:
            raise AuctionError("the auction is open")
