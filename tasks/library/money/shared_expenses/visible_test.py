import pytest
from program import ExpenseError, Group


@pytest.fixture
def group():
    return Group(["cleo", "ann", "bob", "dan"])


def balances(group):
    return [group.balance(name) for name in group.members()]


def test_an_expense_is_for_everyone(group):
    group.add("bob", 400)
    assert group.members() == ["ann", "bob", "cleo", "dan"]
    assert balances(group) == [-100, 300, -100, -100]


def test_shares_divide_an_expense(group):
    group.add("ann", 1000, {"bob": 3, "cleo": 2, "dan": 0})
    assert balances(group) == [1000, -600, -400, 0]
    assert [group.spent(name) for name in ("ann", "bob", "dan")] == [0, 600, 0]


def test_cents_left_begin_after_the_payer(group):
    group.add("cleo", 6)
    assert balances(group) == [-2, -1, 5, -2]
    group.add("dan", 7, {"bob": 1, "dan": 1, "ann": 0})
    assert (group.balance("bob"), group.balance("dan")) == (-5, 2)


def test_a_payment_moves_balances(group):
    group.add("ann", 200, {"bob": 1})
    group.pay("bob", "ann", 150)
    assert balances(group) == [50, -50, 0, 0]
    assert group.spent("bob") == 200


def test_settlement_matches_equal_debts_first(group):
    group.pay("cleo", "ann", 50)
    group.pay("dan", "bob", 50)
    group.pay("dan", "ann", 20)
    assert group.settlement() == [("ann", "dan", 70), ("bob", "cleo", 50)]


def test_the_rest_settle_in_alphabetical_order(group):
    group.pay("cleo", "ann", 30)
    group.pay("dan", "bob", 60)
    group.pay("cleo", "bob", 10)
    assert group.settlement() == [("ann", "cleo", 30), ("bob", "cleo", 10), ("bob", "dan", 60)]


def test_settle_records_the_payments(group):
    group.add("ann", 400)
    assert group.settle() == 3
    assert balances(group) == [0, 0, 0, 0]
    assert group.settle() == 0


def test_people_join_and_leave(group):
    group.join("eve")
    group.add("eve", 100, {"ann": 1})
    group.leave("bob")
    assert group.members() == ["ann", "cleo", "dan", "eve"]
    with pytest.raises(ExpenseError, match="eve must settle"):
        group.leave("eve")
    with pytest.raises(ExpenseError, match="dan is in the group"):
        group.join("dan")


@pytest.mark.parametrize("shares", [{}, {"bob": 0}, {"bob": 2, "dan": -1}, {"zoe": 1}])
def test_impossible_shares(group, shares):
    with pytest.raises(ExpenseError):
        group.add("ann", 100, shares)
    assert balances(group) == [0, 0, 0, 0]


def test_amounts_are_positive(group):
    with pytest.raises(ExpenseError, match="not 0"):
        group.add("ann", 0)
    with pytest.raises(ExpenseError, match="not 0"):
        group.pay("ann", "bob", 0)
    group.pay("ann", "bob", 1)
    assert group.balance("ann") == 1


def test_strangers_are_refused(group):
    with pytest.raises(ExpenseError, match="zoe is not"):
        group.add("zoe", 100)
    with pytest.raises(ExpenseError, match="zoe is not"):
        group.spent("zoe")
    with pytest.raises(ExpenseError, match="cannot pay"):
        group.pay("ann", "ann", 5)
