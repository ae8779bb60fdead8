import pytest
from program import percent_of, subtotal, total


def test_nothing_ordered_still_ships():
    assert total([], shipping=300) == 300
    assert total([]) == 0


def test_tax_is_due_on_shipping():
    assert total([(100, 1)], tax=10, shipping=100) == 220


def test_discount_does_not_touch_shipping():
    assert total([(1000, 2)], discount=50, shipping=500) == 1500


def test_everything_free_but_shipping():
    assert total([(1234, 3)], discount=100, tax=19, shipping=100) == 119


def test_rounding_happens_at_each_step():
    assert total([(333, 1)], discount=10, tax=7, shipping=5) == 326


def test_without_shipping():
    assert total([(199, 3)], discount=5, tax=8) == 613


def test_subtotal_of_several_lines():
    assert subtotal([(1, 1), (20, 2), (300, 3)]) == 941
    assert subtotal([]) == 0


def test_percent_of():
    assert [percent_of(250, percent) for percent in (0, 50, 99, 100)] == [0, 125, 247, 250]


@pytest.mark.parametrize("discount", [-1, 150])
def test_discount_limits(discount):
    with pytest.raises(ValueError, match="between 0 and 100"):
        total([(1, 1)], discount=discount)
