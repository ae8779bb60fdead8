from decimal import Decimal

import pytest
from program import PlanningError, Supply, forecast, reorder_point, safety_stock, service_level, simulate


def test_newer_days_count_more():
    assert str(forecast([1, 2, 3], 3)) == "2.33"
    assert forecast([9, 0, 6], 2) == 4
    assert forecast([5], 7) == Decimal("5.00")


def test_orders_are_full_packs():
    supply = Supply(2, pack=6)
    assert [supply.order_size(wanted) for wanted in (-1, 0, 1, 6, 7)] == [0, 0, 6, 6, 12]


def test_orders_are_not_below_the_minimum():
    supply = Supply(2, pack=6, minimum=10)
    assert [supply.order_size(wanted) for wanted in (0, 1, 12, 13)] == [0, 12, 12, 18]


def test_safety_stock_covers_forecasts_that_were_too_low():
    assert safety_stock([4, 6, 4], 1, 100) == 1
    assert safety_stock([4, 7, 4], 1, 100) == 2
    assert safety_stock([4, 7, 8], 2, 200) == 5


def test_safety_stock_of_steady_or_unknown_demand():
    assert safety_stock([5, 5, 4], 3, 300) == 0
    assert safety_stock([5], 3, 300) == 0
    assert safety_stock([5, 9], 3, 0) == 0


def test_the_reorder_point_is_demand_until_delivery_and_safety():
    assert reorder_point([4, 6, 4], Supply(3), window=1, factor=100) == 13
    assert reorder_point([4, 6, 4], Supply(3)) == 16
    assert reorder_point([4, 6, 4], Supply(0)) == 2


def test_an_order_arrives_after_the_lead_days():
    days = simulate([3, 3, 3, 3], Supply(2), stock=8, point=5, target=10)
    assert days == [(5, 0, 5), (2, 0, 0), (4, 0, 6), (1, 0, 0)]


def test_what_cannot_be_served_is_lost():
    days = simulate([5, 5, 0], Supply(1, pack=4), stock=3, point=1, target=6)
    assert days == [(0, 2, 8), (3, 0, 0), (3, 0, 0)]


def test_without_lead_days_orders_arrive_the_next_morning():
    assert simulate([2, 2], Supply(0), stock=2, point=0, target=3) == [(0, 0, 3), (1, 0, 0)]


def test_service_level():
    assert service_level([(1, 0, 0), (0, 2, 5), (3, 0, 0)]) == 66
    assert service_level([]) == 100


@pytest.mark.parametrize(("lead", "pack", "minimum"), [(-1, 1, 1), (0, 0, 1), (0, 1, 0)])
def test_supplies_that_make_no_sense(lead, pack, minimum):
    with pytest.raises(PlanningError, match="at least"):
        Supply(lead, pack, minimum)


def test_figures_that_make_no_sense():
    with pytest.raises(PlanningError, match="nothing to forecast"):
        forecast([], 3)
    with pytest.raises(PlanningError, match="nothing to forecast"):
        safety_stock([5], 0, 100)
    with pytest.raises(PlanningError, match="factor of -1"):
        safety_stock([5, 6], 1, -1)
    for stock, target in ((-1, 5), (0, 4)):
        with pytest.raises(PlanningError, match="above the point"):
            simulate([], Supply(1), stock, 4, target)
