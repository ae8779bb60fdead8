import pytest
from program import BestOf, Bundle, BuyGet, Threshold, checkout, subtotal

CART = {"tea": (400, 3), "cup": (700, 1), "pot": (2500, 1), "tray": (1000, 0)}


def test_subtotal():
    assert subtotal(CART) == 4400
    assert subtotal(CART, ["cup", "tea", "spoon"]) == 1900
    assert subtotal(CART, []) == 0


def test_the_last_of_each_full_group_is_free():
    rule = BuyGet(["tea"], 2, 1)
    assert [rule.discount({"tea": (400, pieces)}) for pieces in (0, 2, 3, 5, 6)] == [0, 0, 400, 400, 800]


def test_the_cheapest_of_a_mixed_group_are_free():
    assert BuyGet(["tea", "cup", "hat"], 1, 1).discount(CART) == 800
    assert BuyGet(["cup", "tea"], 1, 2).discount(CART) == 800


def test_a_bundle_saves_as_often_as_it_is_complete():
    rule = Bundle(["tea", "cup"], 900)
    assert rule.discount(CART) == 200
    assert rule.discount({"tea": (400, 3), "cup": (700, 2)}) == 400
    assert rule.discount({"tea": (400, 3)}) == 0


def test_a_bundle_never_costs_more():
    assert Bundle(["tea", "cup"], 1200).discount(CART) == 0


def test_the_highest_step_reached_counts():
    rule = Threshold([(5000, 20), (1000, 5), (3000, 10)])
    assert [rule.discount({"x": (spent, 1)}) for spent in (999, 1000, 3019, 5000)] == [0, 50, 301, 1000]


def test_a_threshold_of_some_articles():
    assert Threshold([(1200, 50)], ["tea"]).discount(CART) == 600
    assert Threshold([(1201, 50)], ["tea"]).discount(CART) == 0


def test_best_of():
    assert BestOf([BuyGet(["tea"], 2, 1), Bundle(["tea", "cup"], 600)]).discount(CART) == 500
    assert BestOf([]).discount(CART) == 0


def test_checkout_adds_up_the_rules():
    rules = [Threshold([(4000, 10)]), Bundle(["tray"], 1), BuyGet(["tea"], 2, 1)]
    assert checkout(CART, rules) == (3560, [(0, 440), (2, 400)])
    assert checkout({}, rules) == (0, [])


def test_there_is_a_limit():
    tea = BuyGet(["tea"], 1, 1)
    cart = {"tea": (333, 2)}
    assert checkout(cart, [tea, tea], 70) == (200, [(0, 333), (1, 133)])
    assert checkout(cart, [tea, tea, tea], 100) == (0, [(0, 333), (1, 333)])


@pytest.mark.parametrize("limit", [-1, 101])
def test_impossible_limits(limit):
    with pytest.raises(ValueError, match="no sense"):
        checkout(CART, [], limit)
    assert checkout(CART, [Threshold([(0, 100)])], 0) == (4400, [])


@pytest.mark.parametrize("line", [(-1, 1), (1, -1)])
def test_impossible_carts(line):
    with pytest.raises(ValueError, match="negative"):
        checkout({"tea": (1, 1), "x": line}, [])
