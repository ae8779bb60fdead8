import pytest
from program import allocate, instalments, settle


def test_even_split():
    assert allocate(900, [1, 1, 1]) == [300, 300, 300]


def test_odd_cents_go_to_the_first_of_equals():
    assert allocate(1_000, [1, 1, 1]) == [334, 333, 333]
    assert allocate(1_001, [1, 1, 1]) == [334, 334, 333]


def test_odd_cents_go_to_who_lost_most():
    assert allocate(10, [1, 5]) == [2, 8]
    assert allocate(100, [60, 25, 14, 2]) == [59, 25, 14, 2]


def test_a_weight_of_zero_gets_nothing():
    assert allocate(5, [0, 2, 1]) == [0, 3, 2]


def test_refunds_are_split_like_payments():
    assert allocate(-1_000, [1, 1, 1]) == [-334, -333, -333]


@pytest.mark.parametrize("weights", [[], [0, 0], [2, -1]])
def test_weights_that_mean_nothing(weights):
    with pytest.raises(ValueError, match="weights"):
        allocate(100, weights)


def test_instalments():
    assert instalments(1_000, 3) == [334, 333, 333]
    assert instalments(1_000, 12, smallest=300) == [334, 333, 333]
    assert instalments(50, 4, smallest=100) == [50]


def test_instalments_of_nothing():
    with pytest.raises(ValueError, match="at least 1"):
        instalments(0, 3)


def test_one_pays_the_other():
    assert settle({"ann": 3_000, "bob": 1_000}) == [("bob", "ann", 1_000)]


def test_largest_debt_goes_to_largest_credit():
    assert settle({"ann": 0, "bob": 9_000, "cid": 3_000, "dee": 0}) == [
        ("ann", "bob", 3_000),
        ("dee", "bob", 3_000),
    ]


def test_nothing_to_settle():
    assert settle({}) == []
    assert settle({"ann": 500, "bob": 500}) == []
