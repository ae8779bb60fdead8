from decimal import Decimal

import pytest
from program import Exchange, RateError, digits


@pytest.fixture
def exchange():
    exchange = Exchange()
    exchange.quote("EUR", "USD", Decimal("1.08"), Decimal("1.10"))
    exchange.quote("EUR", "JPY", Decimal("160"), Decimal("164"))
    exchange.quote("GBP", "EUR", Decimal("1.15"), Decimal("1.25"))
    return exchange


def test_digits():
    assert [digits(currency) for currency in ("EUR", "JPY", "KWD")] == [2, 0, 3]


def test_a_rate_is_the_bid_or_one_over_the_ask(exchange):
    assert exchange.rate("EUR", "USD") == Decimal("1.080000")
    assert exchange.rate("USD", "EUR") == Decimal("0.909091")
    assert exchange.rate("EUR", "EUR") == Decimal("1.000000")


def test_a_cross_rate_goes_through_the_pivot(exchange):
    assert exchange.route("GBP", "USD") == ["GBP", "EUR", "USD"]
    assert exchange.rate("GBP", "USD") == Decimal("1.242000")
    assert exchange.rate("USD", "JPY") == Decimal("145.454545")


def test_a_direct_price_is_preferred(exchange):
    exchange.quote("USD", "GBP", Decimal("0.8"), Decimal("1"))
    assert exchange.route("GBP", "USD") == ["GBP", "USD"]
    assert exchange.rate("GBP", "USD") == Decimal("1.000000")


def test_what_has_no_price(exchange):
    with pytest.raises(RateError, match="from EUR to CHF"):
        exchange.route("EUR", "CHF")
    with pytest.raises(RateError, match="from CHF to USD"):
        exchange.rate("CHF", "USD")


def test_a_customer_gets_whole_units_rounded_down(exchange):
    assert str(exchange.convert(Decimal("10.99"), "EUR", "USD")) == "11.86"
    assert str(exchange.convert(Decimal("0.999"), "USD", "JPY")) == "145"


def test_the_amount_given_is_rounded_first(exchange):
    assert exchange.convert(Decimal("0.125"), "EUR", "EUR") == Decimal("0.12")
    assert exchange.convert(Decimal("2.5"), "JPY", "JPY") == Decimal("2")


def test_a_price_buys_at_least_what_is_wanted(exchange):
    assert str(exchange.price(Decimal("108"), "EUR", "USD")) == "100.00"
    assert str(exchange.price(Decimal("108.01"), "EUR", "USD")) == "100.01"
    assert str(exchange.price(Decimal("1"), "JPY", "EUR")) == "164"


def test_a_quote_replaces_the_one_the_other_way_round(exchange):
    exchange.quote("USD", "EUR", Decimal("0.5"), Decimal("0.5"))
    assert exchange.pairs() == ["EUR/JPY", "GBP/EUR", "USD/EUR"]
    assert exchange.rate("EUR", "USD") == Decimal("2.000000")


@pytest.mark.parametrize(("bid", "ask"), [("0", "1"), ("1.1", "1.09")])
def test_prices_that_make_no_sense(exchange, bid, ask):
    with pytest.raises(ValueError, match="no sense"):
        exchange.quote("EUR", "CHF", Decimal(bid), Decimal(ask))


def test_a_currency_is_not_priced_in_itself(exchange):
    with pytest.raises(ValueError, match="in itself"):
        exchange.quote("EUR", "EUR", Decimal(1), Decimal(1))


def test_no_negative_amounts(exchange):
    with pytest.raises(ValueError, match="negative"):
        exchange.convert(Decimal("-0.01"), "EUR", "USD")
    with pytest.raises(ValueError, match="negative"):
        exchange.price(Decimal("-0.01"), "EUR", "USD")
    assert exchange.convert(Decimal(0), "EUR", "USD") == exchange.price(Decimal(0), "EUR", "USD")
