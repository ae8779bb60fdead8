import pytest
from program import AuctionError, Bid, SealedAuction


def closed(pieces, *bids, reserve=0):
    auction = SealedAuction(pieces, reserve)
    for bid in bids:
        auction.bid(*bid)
    auction.close()
    return auction


def test_the_winner_pays_the_second_price():
    auction = closed(1, ("ann", 500), ("bob", 800), ("cid", 300))
    assert auction.winners() == [("bob", 1)]
    assert auction.price() == 500


def test_the_earlier_of_equal_bids_wins():
    auction = closed(1, ("bob", 500), ("ann", 500), ("cid", 499))
    assert auction.winners() == [("bob", 1)]
    assert auction.price() == 500
    assert [auction.result(name) for name in ("bob", "ann", "cid")] == ["won", "too late", "outbid"]


def test_the_last_winner_may_get_fewer():
    auction = closed(5, ("ann", 300, 2), ("bob", 500, 2), ("cid", 200, 4), ("dan", 100, 1))
    assert auction.winners() == [("bob", 2), ("ann", 2), ("cid", 1)]
    assert auction.price() == 200
    assert auction.result("cid") == "won in part"
    assert auction.result("dan") == "outbid"


def test_the_reserve_is_the_least_price():
    auction = closed(2, ("ann", 400), ("bob", 399), reserve=400)
    assert auction.winners() == [("ann", 1)]
    assert auction.price() == 400
    assert auction.result("bob") == "below reserve"


def test_nothing_is_sold():
    auction = SealedAuction(1, reserve=100)
    auction.bid("ann", 99)
    assert auction.close() is False
    assert (auction.winners(), auction.price(), auction.result("bob")) == ([], None, "no bid")


def test_without_rivals_the_reserve_is_paid():
    auction = SealedAuction(3, reserve=100)
    auction.bid("ann", 500, 3)
    assert auction.close() is True
    assert auction.price() == 100


def test_a_raised_bid_has_a_new_turn():
    auction = SealedAuction(1)
    assert [auction.bid("ann", 300), auction.bid("bob", 400), auction.bid("ann", 400)] == [1, 2, 3]
    auction.close()
    assert auction.winners() == [("bob", 1)]


def test_fewer_pieces_keep_the_turn():
    auction = SealedAuction(4)
    auction.bid("ann", 300, 3)
    auction.bid("bob", 300, 4)
    assert auction.bid("ann", 300, 2) == 1
    with pytest.raises(AuctionError, match="ann offered 300 for 2"):
        auction.bid("ann", 300, 2)
    with pytest.raises(AuctionError, match="ann offered 300 for 2"):
        auction.bid("ann", 299, 1)
    auction.close()
    assert auction.winners() == [("ann", 2), ("bob", 2)]


def test_who_withdraws_is_barred():
    auction = SealedAuction(1)
    auction.bid("ann", 300)
    auction.withdraw("ann")
    with pytest.raises(AuctionError, match="ann is barred"):
        auction.bid("ann", 400)
    with pytest.raises(AuctionError, match="ann has no bid"):
        auction.withdraw("ann")
    assert auction.close() is False


@pytest.mark.parametrize(("price", "pieces"), [(0, 1), (1, 0), (1, 4)])
def test_bids_out_of_bounds(price, pieces):
    with pytest.raises(AuctionError, match="1 to 3 pieces"):
        SealedAuction(9, limit=3).bid("ann", price, pieces)
    assert SealedAuction(3, limit=5).bid("ann", 1, 3) == 1
    with pytest.raises(AuctionError, match="1 to 3 pieces"):
        SealedAuction(3, limit=5).bid("ann", 1, 4)


def test_open_and_closed():
    auction = SealedAuction(1)
    with pytest.raises(AuctionError, match="is open"):
        auction.price()
    with pytest.raises(AuctionError, match="is open"):
        auction.winners()
    auction.close()
    assert auction.is_open is False
    with pytest.raises(AuctionError, match="is closed"):
        auction.bid("ann", 5)
    with pytest.raises(AuctionError, match="is closed"):
        auction.close()


def test_settings_and_ranks():
    assert Bid("ann", 300, 2, 7).rank == (-300, 7)
    for pieces, reserve, limit in ((0, 0, None), (1, -1, None), (1, 0, 0)):
        with pytest.raises(AuctionError, match="positive"):
            SealedAuction(pieces, reserve, limit)
