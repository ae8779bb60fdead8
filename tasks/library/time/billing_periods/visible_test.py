from datetime import date

import pytest
from program import Subscription


@pytest.fixture
def monthly():
    return Subscription(date(2024, 1, 31))


@pytest.fixture
def quarterly():
    """Three months at a time, paid for from 15 November after a fortnight's trial."""
    return Subscription(date(2023, 11, 1), months=3, trial_days=14)


def test_short_months_do_not_move_later_periods(monthly):
    assert monthly.period(0) == (date(2024, 1, 31), date(2024, 2, 29))
    assert monthly.period(1) == (date(2024, 2, 29), date(2024, 3, 31))
    assert monthly.period(11) == (date(2024, 12, 31), date(2025, 1, 31))


def test_periods_start_after_the_trial(quarterly):
    assert quarterly.anchor == date(2023, 11, 15)
    assert quarterly.period(0) == (date(2023, 11, 15), date(2024, 2, 15))


def test_number_on(quarterly):
    assert quarterly.number_on(date(2023, 11, 14)) is None
    assert quarterly.number_on(date(2023, 11, 15)) == 0
    assert quarterly.number_on(date(2024, 2, 14)) == 0
    assert quarterly.number_on(date(2024, 2, 15)) == 1
    assert quarterly.number_on(date(2024, 12, 1)) == 4


def test_before_the_start(quarterly):
    with pytest.raises(ValueError, match="2023-11-01"):
        quarterly.number_on(date(2023, 10, 31))
    with pytest.raises(ValueError, match="-1"):
        quarterly.period(-1)


def test_refund_has_the_day_itself(monthly):
    assert monthly.refund(2900, date(2024, 1, 31)) == 2900
    assert monthly.refund(2900, date(2024, 2, 28)) == 100
    assert monthly.refund(1000, date(2024, 2, 10)) == 655


def test_half_a_cent_is_rounded_up():
    june = Subscription(date(2024, 6, 1))
    assert june.refund(15, date(2024, 6, 30)) == 1
    assert june.refund(14, date(2024, 6, 30)) == 0


def test_nothing_is_refunded_in_the_trial(quarterly):
    assert quarterly.refund(9200, date(2023, 11, 5)) == 0
    assert quarterly.switch(9200, 9900, date(2023, 11, 5)) == 0


def test_switching_charges_the_difference_for_the_rest(monthly):
    assert monthly.switch(2900, 5800, date(2024, 2, 28)) == 100
    assert monthly.switch(5800, 2900, date(2024, 2, 27)) == -200


def test_total_of_several_periods(monthly):
    assert monthly.total(2900, date(2024, 2, 28), date(2024, 4, 1)) == 100 + 2900 + 97
    assert monthly.total(2900, date(2024, 2, 28), date(2024, 2, 28)) == 0


def test_total_leaves_out_the_trial(quarterly):
    assert quarterly.total(9200, date(2023, 11, 1), date(2023, 11, 17)) == 200
    assert quarterly.total(9200, date(2023, 11, 1), date(2023, 11, 15)) == 0


def test_due_dates(quarterly):
    days = [date(2023, 11, 15), date(2024, 2, 15), date(2024, 5, 15)]
    assert quarterly.due_dates(date(2023, 1, 1), date(2024, 5, 15)) == days
    assert quarterly.due_dates(date(2023, 11, 16), date(2024, 5, 14)) == days[1:2]
    assert quarterly.due_dates(date(2023, 1, 1), date(2023, 11, 14)) == []


@pytest.mark.parametrize("terms", [{"months": 0}, {"trial_days": -1}])
def test_impossible_terms(terms):
    with pytest.raises(ValueError, match=r"a (period|trial)"):
        Subscription(date(2024, 1, 1), **terms)
