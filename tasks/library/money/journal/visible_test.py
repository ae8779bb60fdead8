from datetime import date

import pytest
from program import Journal, JournalError

MAY_1 = date(2024, 5, 1)
MAY_2 = date(2024, 5, 2)
MAY_3 = date(2024, 5, 3)


@pytest.fixture
def journal():
    journal = Journal()
    journal.add_account("bank", "asset")
    journal.add_account("loan", "liability")
    journal.add_account("sales", "income")
    journal.add_account("rent", "expense")
    journal.post(MAY_2, [("bank", 1000), ("loan", -1000)])
    journal.post(MAY_3, [("bank", 350), ("sales", -300), ("loan", -50)])
    journal.post(MAY_1, [("rent", 200), ("bank", -200)])
    return journal


def test_balances_have_the_sign_of_their_kind(journal):
    assert journal.balance("bank") == 1150
    assert journal.balance("loan") == 1050


def test_balance_includes_the_last_day(journal):
    assert journal.balance("bank", MAY_2) == 800
    assert journal.balance("bank", date(2024, 4, 30)) == 0


def test_trial_balance_has_debits_and_credits(journal):
    assert journal.trial_balance() == [
        ("bank", 1150, 0),
        ("loan", 0, 1050),
        ("rent", 200, 0),
        ("sales", 0, 300),
    ]
    assert journal.trial_balance(MAY_1) == [("bank", 0, 200), ("rent", 200, 0)]


def test_statement_is_by_day(journal):
    assert journal.statement("bank") == [(3, -200, -200), (1, 1000, 800), (2, 350, 1150)]
    assert journal.statement("loan") == [(1, -1000, 1000), (2, -50, 1050)]


def test_profit(journal):
    assert journal.profit() == 100
    assert journal.profit(MAY_2) == -200


def test_an_entry_knows_its_amount(journal):
    entry = journal.entry(2)
    assert (entry.number, entry.day, entry.amount, entry.reverses) == (2, MAY_3, 350, None)
    with pytest.raises(JournalError, match="no entry 0"):
        journal.entry(0)
    with pytest.raises(JournalError, match="no entry 4"):
        journal.entry(4)


def test_a_reversal_is_the_opposite(journal):
    assert journal.reverse(2, MAY_3) == 4
    assert journal.entry(4).lines == (("bank", -350), ("sales", 300), ("loan", 50))
    assert journal.entry(4).reverses == 2
    assert journal.balance("sales") == 0


def test_an_entry_is_reversed_once(journal):
    journal.reverse(1, MAY_3)
    with pytest.raises(JournalError, match="cannot be reversed"):
        journal.reverse(1, MAY_3)
    with pytest.raises(JournalError, match="cannot be reversed"):
        journal.reverse(4, MAY_3)
    with pytest.raises(JournalError, match="later day"):
        journal.reverse(2, MAY_2)


@pytest.mark.parametrize(
    ("lines", "reason"),
    [
        ([("bank", 5), ("loan", -4)], "differ by 1"),
        ([("bank", 5), ("cash", -5)], "no account cash"),
        ([("bank", 0), ("loan", 0)], "nothing is posted to bank"),
        ([], "two lines"),
    ],
)
def test_refused_postings(journal, lines, reason):
    with pytest.raises(JournalError, match=reason):
        journal.post(MAY_3, lines)
    assert journal.balance("bank") == 1150


def test_a_closed_day_takes_no_entries(journal):
    journal.close(MAY_2)
    with pytest.raises(JournalError, match="is closed"):
        journal.post(MAY_2, [("bank", 5), ("loan", -5)])
    with pytest.raises(JournalError, match="closed already"):
        journal.close(MAY_2)
    assert journal.post(MAY_3, [("bank", 5), ("loan", -5)]) == 4


def test_accounts_are_unique_and_of_a_known_kind(journal):
    with pytest.raises(JournalError, match="account bank exists"):
        journal.add_account("bank", "asset")
    with pytest.raises(JournalError, match="unknown kind"):
        journal.add_account("misc", "other")
    with pytest.raises(JournalError, match="no account misc"):
        journal.balance("misc")
