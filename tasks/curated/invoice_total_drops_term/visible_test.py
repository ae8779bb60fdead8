import pytest
from program import percent_of, subtotal, total

BASKET = [(250, 4), (1000, 1)]


def test_subtotal_multiplies_by_quantity():
    assert subtotal(BASKET) == 2000


def test_percent_is_rounded_down():
    assert percent_of(999, 10) == 99


def test_total_of_plain_goods():
    assert total(BASKET) == 2000


def test_total_with_discount():
    assert total(BASKET, discount=25) == 1500


def test_total_with_tax():
    assert total(BASKET, tax=20) == 2400


def test_total_with_shipping():
    assert total(BASKET, shipping=490) == 2490


def test_total_with_everything():
    assert total(BASKET, discount=10, tax=20, shipping=200) == 2400


def test_impossible_discount():
    with pytest.raises(ValueError, match="discount"):
        total(BASKET, discount=101)
