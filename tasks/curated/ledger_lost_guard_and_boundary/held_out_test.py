import program
import pytest


@pytest.fixture
def ledger():
    ledger = program.Ledger()
    for account, deposit in (("a", 100), ("b", 40), ("empty", 0)):
        ledger.open(account, deposit)
    return ledger


def test_transfer_of_everything(ledger):
    ledger.transfer("b", "empty", 40)
    assert [ledger.balance(account) for account in ("a", "b", "empty")] == [100, 0, 40]


def test_failed_transfer_leaves_no_trace(ledger):
    with pytest.raises(program.LedgerError):
        ledger.transfer("a", "nowhere", 10)
    assert ledger.balance("a") == 100
    assert ledger.statement("a") == [("deposit", 100)]


def test_transfer_of_too_much(ledger):
    with pytest.raises(program.InsufficientFundsError):
        ledger.transfer("b", "a", 41)
    assert (ledger.balance("a"), ledger.balance("b")) == (100, 40)


def test_transfer_to_itself(ledger):
    ledger.transfer("a", "a", 60)
    assert ledger.balance("a") == 100
    assert ledger.statement("a") == [("deposit", 100), ("withdraw", 60), ("deposit", 60)]


def test_money_is_neither_made_nor_lost(ledger):
    for source, target, amount in (("a", "b", 55), ("b", "empty", 95), ("empty", "a", 1)):
        ledger.transfer(source, target, amount)
    assert ledger.total() == 140
    assert ledger.balance("b") == 0


def test_transfer_from_nowhere(ledger):
    with pytest.raises(program.LedgerError, match="no account ghost"):
        ledger.transfer("ghost", "a", 1)
    assert ledger.total() == 140


def test_last_cent(ledger):
    ledger.withdraw("a", 99)
    ledger.withdraw("a", 1)
    assert ledger.balance("a") == 0


def test_opening_with_nothing_is_no_deposit(ledger):
    assert ledger.statement("empty") == []
    assert ledger.balance("empty") == 0


@pytest.mark.parametrize("amount", [0, -10])
def test_no_negative_withdrawals(ledger, amount):
    with pytest.raises(program.LedgerError, match=str(amount)):
        ledger.withdraw("a", amount)
    assert ledger.balance("a") == 100


def test_statement_of_an_unknown_account(ledger):
    with pytest.raises(program.LedgerError, match="no account z"):
        ledger.statement("z")
