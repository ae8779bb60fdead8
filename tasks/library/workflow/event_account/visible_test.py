import pytest
from program import Account, CommandError, ConflictError, State


@pytest.fixture
def account():
    account = Account()
    account.open()
    account.deposit(50)
    return account


def test_commands_add_events(account):
    assert account.withdraw(20) == 3
    assert account.events() == [("opened", 0), ("deposited", 50), ("withdrawn", 20)]
    assert account.balance == 30


def test_events_since_a_version(account):
    assert account.events(1) == [("deposited", 50)]
    assert account.events(2) == []
    assert account.events(-1) == account.events()


def test_replay(account):
    account.set_limit(10)
    account.freeze()
    again = Account(account.events())
    assert (again.version, again.balance, again.available) == (4, 50, 0)
    assert again.freeze(False) is True
    assert again.available == 60


def test_limit(account):
    with pytest.raises(CommandError, match="only 50 available"):
        account.withdraw(51)
    account.set_limit(10)
    assert account.withdraw(60) == 4
    assert (account.balance, account.available) == (-10, 0)
    for limit in (9, -1):
        with pytest.raises(CommandError, match="limit cannot be"):
            account.set_limit(limit)
    account.set_limit(10)


def test_frozen_accounts_pay_nothing_out(account):
    assert account.freeze() is True
    assert account.freeze() is False
    assert account.deposit(5) == 4
    with pytest.raises(CommandError, match="frozen"):
        account.withdraw(1)


def test_open_once(account):
    with pytest.raises(CommandError, match="opened before"):
        account.open()


def test_close(account):
    with pytest.raises(CommandError, match="balance is 50"):
        account.close()
    account.withdraw(50)
    account.close()
    assert account.available == 0
    with pytest.raises(CommandError, match="not open"):
        account.deposit(1)


def test_expected_version(account):
    assert account.deposit(1, expected=2) == 3
    with pytest.raises(ConflictError, match="version is 3, not 2"):
        account.withdraw(1, expected=2)
    assert account.version == 3


def test_amounts_are_positive(account):
    assert account.withdraw(1) == 3
    for command in (account.deposit, account.withdraw):
        with pytest.raises(ValueError, match="at least 1"):
            command(0)


def test_balances_of_the_past(account):
    for amount in (1, 2, 3, 4):
        account.deposit(amount)
    assert [account.balance_at(version) for version in range(7)] == [
        (0, 0),
        (0, 1),
        (50, 2),
        (51, 0),
        (53, 1),
        (56, 2),
        (60, 0),
    ]


def test_versions_that_were_not(account):
    for version in (-1, 3):
        with pytest.raises(ValueError, match="no version"):
            account.balance_at(version)


def test_useless_arguments():
    assert State().after("deposited", 5).balance == 5
    with pytest.raises(ValueError, match="unknown event 'lost'"):
        Account([("lost", 1)])
    with pytest.raises(ValueError, match="every"):
        Account(every=0)
