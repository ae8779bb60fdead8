import program
import pytest


@pytest.fixture
def ledger():
    ledger = program.Ledger()
    ledger.open("rent", 500)
    ledger.open("fun", 80)
    return ledger


def test_opening_balances(ledger):
    assert ledger.balance("rent") == 500
    assert ledger.total() == 580


def test_deposit_and_withdraw(ledger):
    ledger.deposit("fun", 20)
    ledger.withdraw("fun", 30)
    assert ledger.balance("fun") == 70


def test_account_can_be_emptied(ledger):
    ledger.withdraw("fun", 80)
    assert ledger.balance("fun") == 0


def test_cannot_take_more_than_there_is(ledger):
    with pytest.raises(program.InsufficientFundsError, match="fun holds 80"):
        ledger.withdraw("fun", 81)
    assert ledger.balance("fun") == 80


def test_transfer(ledger):
    ledger.transfer("rent", "fun", 120)
    assert (ledger.balance("rent"), ledger.balance("fun")) == (380, 200)


def test_transfer_to_nowhere_changes_nothing(ledger):
    with pytest.raises(program.LedgerError, match="no account savings"):
        ledger.transfer("rent", "savings", 100)
    assert ledger.total() == 580


def test_amounts_are_positive(ledger):
    with pytest.raises(program.LedgerError, match="positive"):
        ledger.deposit("fun", 0)


def test_statement(ledger):
    ledger.withdraw("rent", 450)
    ledger.deposit("fun", 5)
    assert ledger.statement("rent") == [("deposit", 500), ("withdraw", 450)]


def test_account_opens_once(ledger):
    with pytest.raises(program.LedgerError, match="already open"):
        ledger.open("rent")
