import pytest
from program import Loan, LoanError, Row, by_year, plan, summary


def rows(*args, **kwargs):
    return [(row.month, row.payment, row.interest, row.balance) for row in plan(*args, **kwargs)]


def test_payment_is_rounded_up():
    assert Loan(100_000, 1200, 12).payment == 8885
    assert Loan(1000, 0, 3).payment == 334
    assert Loan(1000, 0, 4).payment == 250


def test_interest_is_rounded_halves_to_even():
    loan = Loan(100_000, 600, 12)
    assert [loan.interest(balance) for balance in (0, 100, 101, 300, 500)] == [0, 0, 1, 2, 2]


def test_the_last_payment_takes_what_rounding_left():
    assert rows(Loan(10_000, 1200, 3)) == [(1, 3401, 100, 6699), (2, 3401, 67, 3365), (3, 3399, 34, 0)]


def test_without_interest():
    assert rows(Loan(1000, 0, 3)) == [(1, 334, 0, 666), (2, 334, 0, 332), (3, 332, 0, 0)]


def test_extra_payments_shorten_the_plan():
    assert rows(Loan(1000, 0, 5), {1: 300, 2: 150}) == [(1, 500, 0, 500), (2, 350, 0, 150), (3, 150, 0, 0)]


def test_in_a_holiday_only_interest_is_paid():
    assert rows(Loan(10_000, 1200, 2), holiday=1) == [
        (1, 100, 100, 10_000),
        (2, 5076, 100, 5024),
        (3, 5074, 50, 0),
    ]


def test_principal_is_what_is_not_interest():
    assert Row(1, 3401, 100, 6699).principal == 3301


def test_summary():
    assert summary(Loan(10_000, 1200, 3)) == {
        "months": 3,
        "paid": 10_201,
        "interest": 201,
        "last": 3399,
        "saved": 0,
    }
    assert summary(Loan(10_000, 1200, 3), {1: 3365})["saved"] == 68


def test_by_year():
    year = plan(Loan(1300, 0, 13))
    assert by_year(year) == [(0, 1200), (0, 100)]
    assert by_year(year, first_month=12) == [(0, 100), (0, 1200)]
    assert by_year(plan(Loan(10_000, 1200, 3)), 11) == [(167, 6635), (34, 3365)]
    assert by_year([]) == []


@pytest.mark.parametrize("loan", [(0, 600, 12), (100, -1, 12), (100, 600, 0)])
def test_loans_that_cannot_be(loan):
    with pytest.raises(LoanError, match="at least"):
        Loan(*loan)


def test_negative_extras_and_holidays():
    with pytest.raises(LoanError, match="negative"):
        plan(Loan(1000, 0, 3), {2: -1})
    with pytest.raises(LoanError, match="negative"):
        plan(Loan(1000, 0, 3), holiday=-1)


@pytest.mark.parametrize("month", [0, 13])
def test_months_that_are_none(month):
    with pytest.raises(LoanError, match="no month"):
        by_year([], month)
