"""Split amounts of money without losing a cent."""

from collections.abc import Sequence


def allocate(amount: int, weights: Sequence[int]) -> list[int]:
    """Return shares of `amount`, in whole cents, in proportion to the weights.

    The shares add up to the amount. What rounding down leaves goes, a cent each, to the shares that lost
    most by it; among equals, to the earlier. A negative amount is split like the positive one.

    Raises:
        ValueError: If a weight is negative, or none is positive.
    """
    total = sum(weights)
    if total <= 0 or min(weights) < 0:
        raise ValueError("weights must not be negative, and one must be positive")
    if amount < 0:
        return [-share for share in allocate(-amount, weights)]
    shares = [amount * weight // total for weight in weights]
    lost = [amount * weight % total for weight in weights]
    order = sorted(range(len(shares)), key=lambda index: (-lost[index], index))
    for index in order[: amount - sum(shares)]:
        shares[index] += 1
    return shares


def instalments(amount: int, count: int, smallest: int = 1) -> list[int]:
    """Return `amount` in equal instalments, the first of them a cent larger where they cannot be equal.

    There are fewer than `count` if they would be smaller than `smallest`, but always one.

    Raises:
        ValueError: If the amount, the count or the smallest instalment is below 1.
    """
    if amount < 1 or count < 1 or smallest < 1:
        raise ValueError("amount, count and smallest must be at least 1")
    count = max(1, min(count, amount // smallest))
    return allocate(amount, [1] * count)


def settle(paid: dict[str, int]) -> list[tuple[str, str, int]]:
    """Return who pays whom how much, so that all have paid the same.

    Who is first in the alphabet bears the odd cents. The largest debt goes to the largest credit until all
    is settled; among equals, the first in the alphabet.
    """
    if not paid:
        return []
    names = sorted(paid)
    owed = dict(zip(names, allocate(sum(paid.values()), [1] * len(names)), strict=True))
    balances = {name: paid[name] - owed[name] for name in names}
    payments: list[tuple[str, str, int]] = []
    while any(balances.values()):
        debtor = min(names, key=lambda name: (balances[name], name))
        creditor = min(names, key=lambda name: (-balances[name], name))
        amount = min(-balances[debtor], balances[creditor])
        payments.append((debtor, creditor, amount))
        balances[debtor] += amount
        balances[creditor] -= amount
    return payments
