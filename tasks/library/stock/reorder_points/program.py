"""When to order again, and how much: forecast, safety stock, reorder point, order quantity."""

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from math import ceil


class PlanningError(ValueError):
    """The figures to plan with make no sense."""


@dataclass(frozen=True)
class Supply:
    """How an article is delivered: days it takes, pieces of a pack, least pieces of an order."""

    lead_days: int
    pack: int = 1
    minimum: int = 1

    def __post_init__(self) -> None:
        if self.lead_days < 0 or self.pack < 1 or self.minimum < 1:
            raise PlanningError("pack and minimum must be at least 1, lead days at least 0")

    def order_size(self, wanted: int) -> int:
        """Return the pieces to order for so many that are wanted: full packs, not below the minimum.

        Nothing wanted, nothing ordered.
        """
        if wanted <= 0:
            return 0
        packs = -(-max(wanted, self.minimum) // self.pack)
        return packs * self.pack


def forecast(demand: list[int], window: int) -> Decimal:
    """Return the weighted mean of the last `window` days, to two places, halves to even.

    The newest day counts most, the oldest once.

    Raises:
        PlanningError: If the window is below 1, or there is no demand to look at.
    """
    return Decimal(round(_mean(demand, window) * 100)).scaleb(-2)


def safety_stock(demand: list[int], window: int, factor: int) -> int:
    """Return `factor` percent of how far forecasts were below demand on average, rounded up.

    Each day from the second on is compared with the forecast from the days before it. Days on which the
    forecast was not too low count as 0.

    Raises:
        PlanningError: As for `forecast`, or if the factor is negative.
    """
    if factor < 0:
        raise PlanningError(f"a factor of {factor} percent makes no sense")
    if window < 1 or not demand:
        raise PlanningError("there is nothing to forecast from")
    if len(demand) == 1:
        return 0
    missed = sum(max(Fraction(0), demand[day] - _mean(demand[:day], window)) for day in range(1, len(demand)))
    return ceil(missed * factor / (100 * (len(demand) - 1)))


def reorder_point(demand: list[int], supply: Supply, window: int = 7, factor: int = 150) -> int:
    """Return the stock at or below which to order: demand until delivery, rounded up, and safety stock.

    Raises:
        PlanningError: As for `safety_stock`.
    """
    until = ceil(_mean(demand, window) * supply.lead_days)
    return until + safety_stock(demand, window, factor)


def simulate(
    demand: list[int], supply: Supply, stock: int, point: int, target: int
) -> list[tuple[int, int, int]]:
    """Return stock, unmet demand and pieces ordered for each day, all at its end.

    In the morning deliveries arrive; then demand is served as far as stock goes. In the evening, if what is
    on hand and on order is at or below the point, enough is ordered to reach the target. An order arrives
    `lead_days` mornings later, with 0 on the next morning too.

    Raises:
        PlanningError: If the stock is negative, or the target is not above the point.
    """
    if stock < 0 or target <= point:
        raise PlanningError("stock must not be negative, the target must be above the point")
    arrivals: dict[int, int] = {}
    days: list[tuple[int, int, int]] = []
    for day, wanted in enumerate(demand):
        stock += arrivals.pop(day, 0)
        served = min(stock, wanted)
        stock -= served
        position = stock + sum(arrivals.values())
        ordered = 0
        if position <= point:
            ordered = supply.order_size(target - position)
            arrival = day + max(1, supply.lead_days)
            arrivals[arrival] = ordered
        days.append((stock, wanted - served, ordered))
    return days


def service_level(days: list[tuple[int, int, int]]) -> int:
    """Return the percentage of simulated days without unmet demand, rounded down; 100 without days."""
    if not days:
        return 100
    return sum(1 for _, unmet, _ in days if unmet == 0) * 100 // len(days)


def _mean(demand: list[int], window: int) -> Fraction:
    if window < 1 or not demand:
        raise PlanningError("there is nothing to forecast from")
    recent = demand[-window:]
    weighted = sum(weight * pieces for weight, pieces in enumerate(recent, start=1))
    return Fraction(weighted, len(recent) * (len(recent) + 1) // 2)
