"""Auctions among few bidders, with prices that are often the same."""

from random import Random

from tracefix_rl.tasks.case import Case, Step, call, keep, read

RESULTS: list[Step] = [
    read("auction.is_open"),
    call("auction.winners"),
    call("auction.price"),
    *(call("auction.result", name) for name in ("ann", "bob", "cid", "dan")),
]


def _auction(
    pieces: int, *steps: Step, reserve: int = 0, limit: int | None = None, close: bool = True
) -> Case:
    start = keep("auction", call("SealedAuction", pieces, reserve, limit))
    return [start, *steps, *([call("auction.close")] if close else []), *RESULTS]


def _bid(bidder: str, price: int, pieces: int = 1) -> Step:
    return call("auction.bid", bidder, price, pieces)


EDGES: list[Case] = [
    _auction(0),
    _auction(1, reserve=-1),
    _auction(1, limit=0),
    _auction(1),
    _auction(1, _bid("ann", 50), close=False),
    _auction(1, _bid("ann", 50), reserve=50),
    _auction(1, _bid("ann", 49), reserve=50),
    _auction(1, _bid("ann", 80), _bid("bob", 49), reserve=50),
    _auction(1, _bid("ann", 50), _bid("bob", 50), _bid("cid", 40)),
    _auction(2, _bid("ann", 0), _bid("ann", 1, 0), _bid("ann", 1, 3), _bid("ann", 1, 2)),
    _auction(5, _bid("ann", 9, 4), _bid("ann", 9, 3), _bid("bob", 5, 3), limit=3),
    _auction(
        3, _bid("ann", 50, 2), _bid("bob", 50, 2), _bid("ann", 50, 1), _bid("ann", 50, 1), _bid("ann", 50, 2)
    ),
    _auction(3, _bid("ann", 50, 2), _bid("bob", 60, 2), _bid("ann", 49, 1), _bid("ann", 60, 3)),
    _auction(2, _bid("ann", 50, 2), call("auction.withdraw", "ann"), _bid("ann", 70), _bid("bob", 9)),
    _auction(2, call("auction.withdraw", "ann"), _bid("ann", 70)),
    _auction(2, _bid("ann", 7), call("auction.close"), _bid("bob", 8), call("auction.withdraw", "ann")),
    _auction(4, _bid("ann", 20, 3), _bid("bob", 30, 3), _bid("cid", 20), _bid("dan", 10), reserve=15),
    [keep("bid", call("Bid", "ann", 300, 2, 7)), read("bid.rank"), read("bid.pieces")],
]


def draw(random: Random) -> Case:
    """Return an auction with four to nine bids, some of them changed."""
    steps: list[Step] = []
    for _ in range(random.randint(4, 9)):
        bidder = random.choice(["ann", "ann", "bob", "bob", "cid", "dan"])
        if random.random() < 0.07:
            steps.append(call("auction.withdraw", bidder))
        else:
            price = random.choice([20, 30, 30, 40, 40, 50, 60, random.choice([0, 1, 29])])
            steps.append(_bid(bidder, price, random.choice([1, 1, 2, 2, 3, random.choice([0, 4, 5])])))
    reserve = random.choice([0, 0, 30, 40, 41])
    limit = random.choice([None, None, 2, 3, 6])
    return _auction(random.randint(1, 5), *steps, reserve=reserve, limit=limit, close=random.random() < 0.95)
