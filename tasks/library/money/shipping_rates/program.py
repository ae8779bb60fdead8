"""What it costs to ship parcels: zones, weight bands and surcharges, in whole cents."""

from bisect import bisect_left
from dataclasses import dataclass

VOLUME_PER_GRAM = 5
"""Cubic centimetres that are billed as one gram."""


class ShippingError(ValueError):
    """A parcel cannot be shipped, or a table of rates is broken."""


@dataclass(frozen=True)
class Parcel:
    """Weight in grams, three sides in centimetres, the value in cents."""

    grams: int
    sides: tuple[int, int, int]
    value: int = 0

    @property
    def billed_grams(self) -> int:
        """Return the weight, or the volume as weight (rounded up) if that is more."""
        length, width, height = self.sides
        return max(self.grams, -(-length * width * height // VOLUME_PER_GRAM))

    @property
    def girth(self) -> int:
        """Return the longest side plus what goes round the other two."""
        *short, longest = sorted(self.sides)
        return longest + 2 * sum(short)


class Tariff:
    """Weight bands (up to and including so many grams) with a price for each zone.

    Zones are found by the longest prefix of the postal code. Above the last band, each started kilogram costs
    the zone's `extra`. Fuel is a percentage on the freight alone.

    Raises:
        ShippingError: If the bands do not rise, or a zone has not a price for each.
    """

    def __init__(
        self,
        bands: list[int],
        prices: dict[str, list[int]],
        prefixes: dict[str, str],
        extra: dict[str, int] | None = None,
        fuel: int = 0,
    ) -> None:
        if not bands or bands != sorted(set(bands)):
            raise ShippingError("weight bands must rise")
        for zone, row in prices.items():
            if len(row) != len(bands):
                raise ShippingError(f"zone {zone} must have {len(bands)} prices")
        self._bands = bands
        self._prices = prices
        self._prefixes = prefixes
        self._extra = extra or {}
        self._fuel = fuel

    def zone(self, code: str) -> str:
        """Return the zone of a postal code, whose spaces do not count; ShippingError if there is none."""
        code = code.replace(" ", "")
        for end in range(len(code), -1, -1):
            if code[:end] in self._prefixes:
                return self._prefixes[code[:end]]
        raise ShippingError(f"nothing is shipped to {code}")

    def freight(self, zone: str, grams: int) -> int:
        """Return the price of a weight in a zone, without surcharges.

        Raises:
            ShippingError: If the weight is below 1, the zone has no prices, or the weight is above the last
                band and the zone has no price for more.
        """
        if grams < 1:
            raise ShippingError(f"a parcel cannot weigh {grams} g")
        if zone not in self._prices:
            raise ShippingError(f"zone {zone} has no prices")
        row = self._prices[zone]
        band = bisect_left(self._bands, grams)
        if band < len(row):
            return row[band]
        if zone not in self._extra:
            raise ShippingError(f"{grams} g is too heavy for zone {zone}")
        kilograms = -(-(grams - self._bands[-1]) // 1000)
        return row[-1] + kilograms * self._extra[zone]

    def quote(self, parcel: Parcel, code: str, insured: bool = False) -> dict[str, int]:
        """Return the parts of the price by name, and their "total"; parts of 0 are left out.

        Raises:
            ShippingError: If the parcel cannot be shipped there.
        """
        if min(parcel.sides) < 1:
            raise ShippingError("sides must be at least 1 cm")
        if parcel.girth > 400:
            raise ShippingError(f"a girth of {parcel.girth} cm is too much")
        freight = self.freight(self.zone(code), parcel.billed_grams)
        parts = {"freight": freight, "fuel": (freight * self._fuel + 50) // 100}
        if max(parcel.sides) > 120 or parcel.girth > 300:
            parts["bulky"] = 2500
        elif parcel.grams > 20_000:
            parts["heavy"] = 900
        if insured and parcel.value > 50_000:
            parts["insurance"] = max(300, (parcel.value - 50_000) // 100)
        parts["total"] = sum(parts.values())
        return {name: amount for name, amount in parts.items() if amount or name == "total"}

    def cheapest(self, parcels: list[Parcel], code: str, most: int = 30_000) -> int:
        """Return the least total for parcels of which the first two may also go as one.

        Going as one, they weigh what both weigh and lie on each other: the longest of the long sides, the
        longest of the middle sides, and both shortest sides. That is not done above `most` grams.

        Raises:
            ShippingError: If a parcel cannot be shipped there.
        """
        single = sum(self.quote(parcel, code)["total"] for parcel in parcels)
        if len(parcels) < 2:
            return single
        first, second, *rest = parcels
        if first.grams + second.grams > most:
            return single
        (short, middle, long), (other_short, other_middle, other_long) = (
            sorted(first.sides),
            sorted(second.sides),
        )
        both = Parcel(
            first.grams + second.grams,
            (max(long, other_long), max(middle, other_middle), short + other_short),
            first.value + second.value,
        )
        try:
            return min(single, sum(self.quote(parcel, code)["total"] for parcel in [both, *rest]))
        except ShippingError:
            return single
