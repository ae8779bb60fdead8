import pytest
from program import Box, Item, Packer, PackingError, Size

SMALL = Size("small", 10, 5000, 200)
LARGE = Size("large", 30, 12_000, 500)


def names(boxes):
    return [(box.size.name, box.names) for box in boxes]


@pytest.fixture
def packer():
    return Packer([SMALL, LARGE])


def test_a_box_is_full_at_its_limits():
    box = Box(SMALL, [Item("a", 6, 3000)])
    assert (box.volume, box.weight) == (6, 3000)
    assert box.takes(Item("b", 4, 2000)) is True
    assert box.takes(Item("b", 5, 2000)) is False
    assert box.takes(Item("b", 4, 2001)) is False


def test_nothing_heavier_goes_on_what_is_fragile():
    box = Box(LARGE, [Item("brick", 1, 900), Item("glass", 1, 300, fragile=True)])
    assert box.takes(Item("tin", 1, 300)) is True
    assert box.takes(Item("tin", 1, 301)) is False


def test_groups_do_not_mix():
    box = Box(LARGE, [Item("paper", 1, 1), Item("soap", 1, 1, group="chemicals")])
    assert box.takes(Item("bread", 1, 1, group="food")) is False
    assert box.takes(Item("bleach", 1, 1, group="chemicals")) is True
    assert box.takes(Item("pen", 1, 1)) is True
    assert Box(LARGE, [Item("paper", 1, 1)]).takes(Item("bread", 1, 1, group="food")) is True


def test_robust_and_large_items_come_first(packer):
    items = [
        Item("vase", 9, 50, True),
        Item("a", 2, 10),
        Item("b", 5, 10),
        Item("c", 2, 20),
        Item("d", 2, 10),
    ]
    assert packer.largest.name == "large"
    ordered = packer.order(items)
    assert [item.name for item in ordered] == ["b", "c", "a", "d", "vase"]


def test_each_goes_into_the_first_box_that_takes_it(packer):
    items = [Item("a", 20, 10), Item("b", 18, 10), Item("c", 11, 10), Item("d", 9, 10)]
    assert names(packer.pack(items)) == [("large", ["a", "d"]), ("large", ["b", "c"])]


def test_boxes_are_exchanged_for_the_cheapest_that_fits(packer):
    assert names(packer.pack([Item("a", 10, 5000)])) == [("small", ["a"])]
    assert names(packer.pack([Item("a", 10, 5001)])) == [("large", ["a"])]
    assert names(packer.pack([Item("a", 11, 1)])) == [("large", ["a"])]
    assert packer.pack([]) == []


def test_among_equal_prices_the_smaller_box():
    packer = Packer([Size("m", 20, 900, 300), Size("s", 10, 900, 300), Size("l", 30, 900, 299)])
    assert names(packer.pack([Item("a", 5, 5)])) == [("l", ["a"])]
    packer = Packer([Size("m", 20, 900, 300), Size("s", 10, 900, 300), Size("l", 20, 800, 400)])
    assert names(packer.pack([Item("a", 5, 850)])) == [("s", ["a"])]


def test_a_box_has_a_most(packer):
    items = [Item(name, 1, 1) for name in "abcde"]
    assert [box.names for box in Packer([LARGE], most=2).pack(items)] == [["a", "b"], ["c", "d"], ["e"]]


def test_cost_and_waste(packer):
    items = [Item("a", 24, 10), Item("b", 9, 10)]
    assert packer.cost(items) == 700
    assert packer.wasted(items) == 17
    assert (packer.cost([]), packer.wasted([])) == (0, 0)


def test_what_fits_into_no_box(packer):
    with pytest.raises(PackingError, match="x does not fit into large"):
        packer.pack([Item("x", 31, 1)])
    with pytest.raises(PackingError, match="x does not fit into large"):
        packer.cost([Item("x", 1, 12_001)])


@pytest.mark.parametrize(("count", "most"), [(0, 1), (2, 1), (1, 0)])
def test_packers_that_make_no_sense(count, most):
    with pytest.raises(PackingError, match="sizes"):
        Packer([SMALL] * count, most)


def test_items_that_make_no_sense():
    for volume, weight in ((0, 1), (1, 0)):
        with pytest.raises(PackingError, match="dust must have"):
            Item("dust", volume, weight)
