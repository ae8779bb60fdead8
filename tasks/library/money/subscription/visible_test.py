import pytest
from program import Plan, Subscription, SubscriptionError

BASIC = Plan("basic", 900)
PRO = Plan("pro", 3000)
YEAR = Plan("year", 7300, 365)


def test_periods_are_charged():
    subscription = Subscription(BASIC, 100)
    assert subscription.state == "active"
    assert subscription.advance(129) == "active"
    assert subscription.invoices == [(100, 900, True)]
    subscription.advance(195)
    assert subscription.invoices == [(100, 900, True), (130, 900, True), (160, 900, True), (190, 900, True)]
    assert subscription.renews == 220


def test_a_trial_comes_first():
    subscription = Subscription(BASIC, 10, trial=14)
    assert (subscription.state, subscription.renews, subscription.invoices) == ("trial", 24, [])
    assert subscription.change(PRO) == 0
    assert subscription.advance(23) == "trial"
    assert subscription.advance(24) == "active"
    assert subscription.invoices == [(24, 3000, True)]


def test_an_upgrade_starts_at_once():
    subscription = Subscription(BASIC, 0)
    subscription.advance(19)
    assert subscription.change(PRO) == 2670
    assert (subscription.plan.name, subscription.credit, subscription.renews) == ("pro", 0, 49)


def test_credit_that_is_left_counts_later():
    subscription = Subscription(Plan("big", 5000), 0)
    assert subscription.change(Plan("short", 2000, 10)) == 0
    assert (subscription.credit, subscription.renews) == (3000, 10)
    subscription.advance(20)
    assert subscription.credit == 0
    assert subscription.invoices == [(0, 5000, True), (20, 1000, True)]


def test_a_plan_that_is_not_dearer_waits():
    subscription = Subscription(PRO, 0)
    assert subscription.change(YEAR) == 0
    assert subscription.plan.name == "pro"
    subscription.advance(30)
    assert (subscription.plan.name, subscription.renews) == ("year", 395)


def test_a_change_of_mind_before_the_change():
    subscription = Subscription(PRO, 0)
    subscription.change(BASIC)
    with pytest.raises(SubscriptionError, match="the plan is basic"):
        subscription.change(BASIC)
    subscription.change(PRO)
    subscription.advance(30)
    assert subscription.plan.name == "pro"


def test_an_unpaid_subscription_ends_after_a_week():
    subscription = Subscription(BASIC, 0)
    subscription.set_card(False)
    assert subscription.advance(30) == "past due"
    assert subscription.advance(36) == "past due"
    assert subscription.advance(37) == "ended"
    assert subscription.renews is None
    with pytest.raises(SubscriptionError, match="has ended"):
        subscription.set_card(True)


def test_a_new_card_pays_what_is_past_due():
    subscription = Subscription(BASIC, 0)
    subscription.set_card(False)
    subscription.advance(33)
    with pytest.raises(SubscriptionError, match="past due"):
        subscription.change(PRO)
    subscription.set_card(True)
    assert subscription.state == "active"
    assert subscription.invoices == [(0, 900, True), (30, 900, False), (33, 900, True)]
    assert subscription.renews == 60


def test_what_is_cancelled_ends_with_the_period():
    subscription = Subscription(BASIC, 0)
    assert subscription.cancel() == 30
    assert subscription.renews is None
    with pytest.raises(SubscriptionError, match="cancelled"):
        subscription.cancel()
    with pytest.raises(SubscriptionError, match="cancelled"):
        subscription.change(PRO)
    assert subscription.advance(29) == "active"
    assert subscription.advance(30) == "ended"
    assert subscription.invoices == [(0, 900, True)]


def test_a_trial_is_cancelled_at_once():
    subscription = Subscription(BASIC, 0, trial=14)
    subscription.advance(3)
    assert subscription.cancel() == 3
    assert subscription.state == "ended"


def test_what_makes_no_sense():
    for price, days in ((-1, 30), (1, 7)):
        with pytest.raises(ValueError, match="eight days"):
            Plan("x", price, days)
    with pytest.raises(ValueError, match="trial"):
        Subscription(Plan("free", 0, 8), 5, trial=-1)
    with pytest.raises(SubscriptionError, match="day 4 is in the past"):
        Subscription(BASIC, 5).advance(4)
