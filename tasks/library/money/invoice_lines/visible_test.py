from decimal import Decimal

import pytest
from program import Invoice, Line, to_cents


def test_halves_go_away_from_zero():
    assert [to_cents(Decimal(text)) for text in ("2.5", "2.49", "-2.5", "3.5")] == [3, 2, -3, 4]


def test_a_line_is_price_times_quantity_less_discount():
    line = Line("cheese", 1990, Decimal("0.250"), 10)
    assert line.exact == Decimal("447.75")
    assert line.amount == 448
    assert Line("bread", 320, Decimal(2)).amount == 640


def test_tax_is_added_for_each_rate():
    invoice = Invoice()
    invoice.add("book", 1000, 2, rate=7)
    invoice.add("pen", 150, 1, rate=19)
    invoice.add("stamp", 85)
    assert invoice.taxes() == [(0, 85, 0), (7, 2000, 140), (19, 150, 29)]
    assert invoice.total() == 2404


def test_rounding_happens_once_for_a_rate():
    invoice = Invoice()
    for text in ("a", "b", "c"):
        assert invoice.add(text, 5, Decimal("0.5"), rate=10) == 3
    assert invoice.taxes() == [(10, 8, 1)]


def test_gross_prices_contain_the_tax():
    invoice = Invoice(gross=True)
    invoice.add("pen", 1190, 3, rate=19)
    invoice.add("book", 100, 1, rate=7)
    assert invoice.taxes() == [(7, 93, 7), (19, 3000, 570)]
    assert invoice.total() == 3670


def test_early_payers_get_a_discount():
    invoice = Invoice(early=2)
    invoice.add("desk", 20050, rate=20)
    assert invoice.taxes() == [(20, 19649, 3930)]


def test_same_lines_are_merged():
    invoice = Invoice()
    assert invoice.add("tea", 300, 2, rate=7) == 600
    invoice.add("cup", 500, 1, rate=7)
    assert invoice.add("tea", 300, 1, rate=7) == 900
    assert invoice.add("tea", 300, 1, rate=7, discount=50) == 150
    assert invoice.add("tea", 300, 1) == 300
    assert invoice.shown() == [("tea", 300), ("tea", 900), ("cup", 500), ("tea", 150)]


def test_what_is_returned_in_full_disappears():
    invoice = Invoice()
    invoice.add("tea", 300, 2, rate=7)
    assert invoice.add("tea", 300, -2, rate=7) == 0
    assert invoice.shown() == []
    assert invoice.taxes() == []


def test_cash_is_rounded_to_coins():
    invoice = Invoice(cash_step=5)
    totals = []
    for _ in range(4):
        invoice.add("sweet", 1)
        totals.append(invoice.cash_total())
    assert totals == [0, 0, 5, 5]
    invoice.add("sweet", 1, -7)
    assert (invoice.total(), invoice.cash_total()) == (-3, -5)


@pytest.mark.parametrize("wrong", [{"early": 101}, {"early": -1}, {"cash_step": 0}])
def test_impossible_invoices(wrong):
    with pytest.raises(ValueError, match=r"no sense|at least 1"):
        Invoice(**wrong)


@pytest.mark.parametrize(("price", "rate", "discount"), [(-1, 0, 0), (1, -1, 0), (1, 0, 101), (1, 0, -1)])
def test_impossible_lines(price, rate, discount):
    invoice = Invoice()
    with pytest.raises(ValueError, match=r"negative|no sense"):
        invoice.add("x", price, 1, rate, discount)
    assert invoice.shown() == []


def test_free_of_charge_is_possible():
    assert Invoice(early=100).total() == 0
    assert Invoice().add("gift", 999, 3, discount=100) == 0
