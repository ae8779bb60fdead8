from datetime import date, timedelta

import pytest
from program import CardError, GiftCards

TODAY = date(2024, 3, 1)


@pytest.fixture
def shop():
    shop = GiftCards(500, 5000)
    shop.issue("A", 1000, TODAY, days=60)
    shop.issue("B", 500, TODAY, days=10)
    shop.issue("C", 700, TODAY, days=60)
    return shop


def test_a_card_is_valid_on_its_last_day(shop):
    card = shop.card("B")
    assert card.expires == date(2024, 3, 10)
    assert card.available(date(2024, 3, 10)) == 500
    assert card.available(date(2024, 3, 11)) == 0


def test_bounds_of_what_is_issued(shop):
    assert shop.issue("D", 5000, TODAY, days=1).expires == TODAY
    for value in (499, 5001):
        with pytest.raises(CardError, match="holds 500 to 5000"):
            shop.issue("E", value, TODAY)
    with pytest.raises(CardError, match="at least a day"):
        shop.issue("E", 500, TODAY, days=0)
    with pytest.raises(CardError, match="card A exists"):
        shop.issue("A", 500, TODAY)


def test_what_expires_first_is_spent_first(shop):
    assert shop.redeem("r1", ["A", "B"], 600, TODAY) == 0
    assert shop.card("B").balance == 0
    assert shop.card("A").uses == {"r1": 100}


def test_among_equals_the_smaller_balance_is_spent_first(shop):
    assert shop.redeem("r1", ["A", "C", "A"], 650, TODAY) == 0
    assert (shop.card("A").balance, shop.card("C").balance) == (1000, 50)
    assert shop.card("A").uses == {}


def test_cards_may_not_be_enough(shop):
    assert shop.redeem("r1", ["C", "B"], 1500, TODAY) == 300
    assert shop.redeem("r2", [], 40, TODAY) == 40


@pytest.mark.parametrize(
    ("receipt", "codes", "due"),
    [("r1", ["A"], 1), ("r2", ["A"], 0), ("r2", ["A", "Z"], 5), ("r2", ["A", "B"], 5)],
)
def test_what_cannot_be_redeemed(shop, receipt, codes, due):
    shop.redeem("r1", ["B"], 500, TODAY)
    with pytest.raises(CardError):
        shop.redeem(receipt, codes, due, TODAY)
    assert shop.card("A").balance == 1000


def test_a_blocked_card_can_be_freed(shop):
    assert shop.block("A") is True
    assert shop.block("A") is False
    assert shop.card("A").available(TODAY) == 0
    assert shop.block("A", blocked=False) is True
    assert shop.card("A").available(TODAY) == 1000


def test_a_refund_goes_to_what_expires_last(shop):
    shop.redeem("r1", ["A", "B", "C"], 1300, TODAY)
    assert shop.refund("r1", 300, TODAY) == {"A": 100, "C": 200}
    assert shop.card("A").uses == {}
    assert shop.card("C").uses == {"r1": 500}
    assert shop.refund("r1", 1000, TODAY) == {"C": 500, "B": 500}


def test_refunded_money_can_be_spent_for_thirty_days(shop):
    shop.redeem("r1", ["B"], 200, TODAY)
    shop.refund("r1", 50, TODAY + timedelta(days=20))
    assert shop.card("B").expires == TODAY + timedelta(days=50)
    shop.redeem("r2", ["A"], 200, TODAY)
    shop.refund("r2", 200, TODAY)
    assert shop.card("A").expires == TODAY + timedelta(days=59)


def test_no_more_is_refunded_than_was_paid(shop):
    shop.redeem("r1", ["A", "B"], 700, TODAY)
    for amount in (0, 701):
        with pytest.raises(CardError, match="was not paid"):
            shop.refund("r1", amount, TODAY)


def test_liability_leaves_out_what_expired(shop):
    shop.block("A")
    assert shop.liability(date(2024, 3, 10)) == 2200
    assert shop.liability(date(2024, 3, 11)) == 1700


def test_expiring_soon(shop):
    assert shop.expiring(TODAY, 9) == []
    assert shop.expiring(TODAY, 10) == ["B"]
    assert shop.expiring(TODAY, 60) == ["B", "A", "C"]
    shop.redeem("r1", ["B"], 500, TODAY)
    assert shop.expiring(TODAY, 10) == []
