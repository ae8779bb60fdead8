import pytest
from program import CoinBox, VendingError, VendingMachine


@pytest.fixture
def machine():
    machine = VendingMachine({"A1": ("chips", 130), "B2": ("water", 80)}, {50: 1, 20: 4, 10: 1})
    machine.fill("A1", 2)
    machine.fill("B2", 1)
    return machine


def insert(machine, *coins):
    for coin in coins:
        machine.insert(coin)


def test_credit_adds_up(machine):
    assert [machine.insert(100), machine.insert(20), machine.insert(5)] == [100, 120, 125]
    assert machine.cash == 140


def test_change_for_too_much(machine):
    insert(machine, 200)
    assert machine.buy("A1") == [50, 20]
    assert (machine.credit, machine.cash) == (0, 270)
    assert machine.slot("A1").pieces == 1


def test_no_change_for_the_exact_price(machine):
    insert(machine, 50, 20, 10)
    assert machine.buy("B2") == []
    assert machine.cash == 220


def test_inserted_coins_are_part_of_the_change(machine):
    insert(machine, 100, 5, 5, 50)
    assert machine.buy("A1") == [20, 10]
    insert(machine, 50, 50, 50)
    machine.fill("B2", 1)
    assert machine.buy("B2") == [50, 20]


def test_fewest_coins_even_if_the_largest_does_not_help():
    box = CoinBox({50: 1, 20: 4, 10: 0, 5: 1})
    assert box.change(80) == [20, 20, 20, 20]
    assert box.change(70) == [50, 20]
    assert box.change(0) == []
    assert box.change(165) is None
    assert CoinBox({50: 1, 20: 3}).change(60) == [20, 20, 20]
    assert CoinBox({50: 1, 20: 3, 5: 2}).change(60) == [50, 5, 5]


def test_coins_are_taken_out_of_the_box():
    box = CoinBox({20: 2})
    box.add(10)
    assert box.take(30) == [20, 10]
    assert (box.count(20), box.count(10), box.total) == (1, 0, 20)
    with pytest.raises(VendingError, match="no change for 30"):
        box.take(30)


def test_without_change_nothing_is_sold():
    machine = VendingMachine({"A1": ("chips", 130)})
    machine.fill("A1", 1)
    insert(machine, 100, 50)
    with pytest.raises(VendingError, match="no change for 20"):
        machine.buy("A1")
    assert (machine.credit, machine.cash, machine.slot("A1").pieces) == (150, 0, 1)


def test_refund_returns_the_very_coins(machine):
    insert(machine, 10, 50, 10)
    assert machine.refund() == [10, 50, 10]
    assert machine.credit == 0
    assert machine.refund() == []


def test_too_little_credit(machine):
    insert(machine, 50, 20, 5)
    with pytest.raises(VendingError, match="water costs 5 more"):
        machine.buy("B2")
    assert machine.credit == 75


def test_sold_out(machine):
    insert(machine, 200)
    machine.buy("B2")
    insert(machine, 100)
    with pytest.raises(VendingError, match="water is sold out"):
        machine.buy("B2")


def test_a_slot_is_filled_up_to_its_capacity(machine):
    assert machine.fill("A1", 8) == 0
    assert machine.fill("A1", 3) == 3
    assert machine.slot("A1").pieces == 10
    with pytest.raises(VendingError, match="negative"):
        machine.fill("A1", -1)
    assert machine.fill("B2", 12) == 3


def test_what_the_machine_does_not_know(machine):
    with pytest.raises(VendingError, match="coin 25"):
        machine.insert(25)
    with pytest.raises(VendingError, match="no slot C3"):
        machine.buy("C3")
    for coin, count in ((1, 1), (5, -1)):
        with pytest.raises(VendingError, match="no coin"):
            CoinBox().add(coin, count)
