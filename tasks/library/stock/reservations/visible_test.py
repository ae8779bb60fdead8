import pytest
from program import StockError, Warehouse


@pytest.fixture
def warehouse():
    warehouse = Warehouse()
    warehouse.receive("cup", 10)
    warehouse.receive("pot", 3)
    return warehouse


def stock(warehouse, name):
    item = warehouse.item(name)
    return item.on_hand, item.reserved, item.available


def test_receiving_adds_up(warehouse):
    warehouse.receive("cup", 5)
    assert stock(warehouse, "cup") == (15, 0, 15)


def test_reserved_pieces_stay_on_hand(warehouse):
    assert warehouse.reserve({"cup": 4, "pot": 1}) == 1
    assert stock(warehouse, "cup") == (10, 4, 6)
    assert warehouse.order(1).lines == {"cup": 4, "pot": 1}


def test_the_last_piece_can_be_reserved(warehouse):
    warehouse.reserve({"pot": 2})
    assert warehouse.reserve({"pot": 1}) == 2
    with pytest.raises(StockError, match="0 pot available, not 1"):
        warehouse.reserve({"pot": 1})


def test_all_or_nothing(warehouse):
    with pytest.raises(StockError, match="3 pot available, not 4"):
        warehouse.reserve({"cup": 1, "pot": 4})
    assert stock(warehouse, "cup") == (10, 0, 10)
    assert warehouse.reserve({"cup": 1}) == 1


def test_shipping_takes_pieces_off_the_shelf(warehouse):
    warehouse.reserve({"cup": 4})
    assert warehouse.ship(1) == {"cup": 4}
    assert stock(warehouse, "cup") == (6, 0, 6)
    assert warehouse.order(1).state == "shipped"


def test_an_order_is_shipped_or_cancelled_once(warehouse):
    warehouse.reserve({"cup": 4})
    warehouse.ship(1)
    with pytest.raises(StockError, match="order 1 is shipped"):
        warehouse.cancel(1)


def test_cancelling_makes_pieces_available(warehouse):
    warehouse.reserve({"cup": 4, "pot": 3})
    warehouse.cancel(1)
    assert stock(warehouse, "pot") == (3, 0, 3)
    assert warehouse.order(1).state == "cancelled"


def test_release_some(warehouse):
    warehouse.reserve({"cup": 4, "pot": 1})
    warehouse.release(1, "cup", 3)
    warehouse.release(1, "pot", 1)
    assert warehouse.order(1).lines == {"cup": 1}
    assert warehouse.order(1).state == "open"
    with pytest.raises(StockError, match="order 1 has 1 cup, not 2"):
        warehouse.release(1, "cup", 2)


def test_an_order_with_nothing_left_is_cancelled(warehouse):
    warehouse.reserve({"pot": 2})
    warehouse.release(1, "pot", 2)
    assert warehouse.order(1).state == "cancelled"


def test_write_off_cancels_the_newest_orders_it_must(warehouse):
    for pieces in (4, 2, 3):
        warehouse.reserve({"cup": pieces})
    assert warehouse.write_off("cup", 1) == []
    assert warehouse.write_off("cup", 4) == [3, 2]
    assert stock(warehouse, "cup") == (5, 4, 1)


def test_shortages(warehouse):
    warehouse.reserve({"cup": 8})
    assert warehouse.shortages(3) == ["cup"]
    assert warehouse.shortages(4) == ["cup", "pot"]


def test_what_is_not_there(warehouse):
    with pytest.raises(StockError, match="no item fork"):
        warehouse.item("fork")
    with pytest.raises(StockError, match="no order 1"):
        warehouse.ship(1)
