"""A subscription: trial, billing periods, plan changes with proration, dunning, the end."""

from dataclasses import dataclass


class SubscriptionError(Exception):
    """That is not possible in the state the subscription is in; nothing has changed."""


@dataclass(frozen=True)
class Plan:
    """Something to subscribe to: price of a period in cents, length of a period in days.

    Raises:
        ValueError: If the price is negative, or there are fewer than eight days.
    """

    name: str
    price: int
    days: int = 30

    def __post_init__(self) -> None:
        if self.price < 0 or self.days < 8:
            raise ValueError("a plan has a price and at least eight days")


class Subscription:
    """One customer's subscription. Days are numbers that never go back; the first is the day it starts.

    States are "trial", "active", "past due" and "ended". Periods begin at the end of the trial. What the
    customer has as credit is used before anything is charged. `invoices` are day and amount of each charge,
    and whether it was paid.

    Raises:
        ValueError: If the trial is negative.
    """

    GRACE = 7

    def __init__(self, plan: Plan, day: int, trial: int = 0) -> None:
        if trial < 0:
            raise ValueError("a trial cannot be negative")
        self.plan = plan
        self.state = "trial"
        self.credit = 0
        self.invoices: list[tuple[int, int, bool]] = []
        self._day = day
        self._renews = day + trial
        self._began = day
        self._next: Plan | None = None
        self._cancelled = False
        self._card_works = True
        self.advance(day)

    @property
    def renews(self) -> int | None:
        """Return the day of the next period, or None if there will be none."""
        return None if self.state == "ended" or self._cancelled else self._renews

    def set_card(self, works: bool) -> None:
        """Give another card, which works or does not; a working one pays what is past due at once.

        Raises:
            SubscriptionError: If the subscription has ended.
        """
        self._check_open()
        self._card_works = works
        if works and self.state == "past due":
            self._charge(self.invoices[-1][1])
            self.state = "active"

    def advance(self, day: int) -> str:
        """Let time go by to a day, with all that happens until then, and return the state.

        Raises:
            SubscriptionError: If the day is in the past.
        """
        if day < self._day:
            raise SubscriptionError(f"day {day} is in the past")
        while self.state != "ended" and self._due() <= day:
            self._day = self._due()
            if self.state == "past due" or self._cancelled:
                self.state = "ended"
            else:
                self._renew()
        self._day = day
        return self.state

    def change(self, plan: Plan) -> int:
        """Take another plan; return what is charged for it now.

        In a trial the new plan replaces the old. A dearer one (by the day) starts a period at once,
        with credit for the days left of the old one. One that is not dearer waits for the next period.

        Raises:
            SubscriptionError: If the subscription is past due, cancelled or ended, or that plan is set.
        """
        self._check_open()
        if self.state == "past due" or self._cancelled:
            raise SubscriptionError("no change of plan when past due or cancelled")
        if plan == (self._next or self.plan):
            raise SubscriptionError(f"the plan is {plan.name}")
        if self.state == "trial":
            self.plan = plan
            return 0
        if plan.price * self.plan.days <= self.plan.price * plan.days:
            self._next = plan
            return 0
        self.credit += self.plan.price * (self._renews - self._day) // self.plan.days
        self._next = plan
        return self._renew()

    def cancel(self) -> int:
        """End it when the period ends, a trial or what is past due at once; return the last day.

        Raises:
            SubscriptionError: If it was cancelled before or has ended.
        """
        self._check_open()
        if self._cancelled:
            raise SubscriptionError("it is cancelled")
        if self.state != "active":
            self.state = "ended"
            return self._day
        self._cancelled = True
        return self._renews

    def _due(self) -> int:
        return self._began + self.GRACE if self.state == "past due" else self._renews

    def _renew(self) -> int:
        self.plan = self._next or self.plan
        self._next = None
        self._began = self._day
        self._renews = self._day + self.plan.days
        used = min(self.credit, self.plan.price)
        self.credit -= used
        due = self.plan.price - used
        self.state = "active" if self._charge(due) else "past due"
        return due

    def _charge(self, amount: int) -> bool:
        paid = amount == 0 or self._card_works
        if amount:
            self.invoices.append((self._day, amount, paid))
        return paid

    def _check_open(self) -> None:
        if self.state == "ended":
            raise SubscriptionError("the subscription has ended")
