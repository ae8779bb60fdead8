import pytest
from program import Parcel, ShippingError, Tariff

PREFIXES = {"1": "city", "12": "land", "129": "city", "9": "isle", "8": "moon"}


@pytest.fixture
def tariff():
    prices = {"city": [400, 700, 1200], "land": [500, 900, 1500], "isle": [1000, 2000, 3000]}
    return Tariff([1000, 5000, 10_000], prices, PREFIXES, extra={"city": 150, "land": 200}, fuel=10)


def test_the_larger_of_weight_and_volume_is_billed():
    assert Parcel(3000, (10, 20, 30)).billed_grams == 3000
    assert Parcel(300, (11, 11, 11)).billed_grams == 300
    assert Parcel(100, (11, 11, 11)).billed_grams == 267


def test_girth():
    assert Parcel(1, (20, 50, 10)).girth == 110


def test_the_longest_prefix_decides(tariff):
    assert [tariff.zone(code) for code in ("1000", "12 80", "1 2 9 0", "12")] == [
        "city",
        "land",
        "city",
        "land",
    ]
    with pytest.raises(ShippingError, match="nothing is shipped to 700"):
        tariff.zone("7 00")


def test_bands_include_their_end(tariff):
    assert [tariff.freight("city", grams) for grams in (1, 1000, 1001, 10_000)] == [400, 400, 700, 1200]


def test_above_the_last_band_kilograms_count(tariff):
    assert [tariff.freight("land", grams) for grams in (10_001, 11_000, 11_001)] == [1700, 1700, 1900]
    with pytest.raises(ShippingError, match="too heavy for zone isle"):
        tariff.freight("isle", 10_001)


def test_a_plain_quote(tariff):
    assert tariff.quote(Parcel(4999, (10, 20, 30)), "100") == {"freight": 700, "fuel": 70, "total": 770}
    free = Tariff([1], {"z": [0]}, {"": "z"})
    assert free.quote(Parcel(1, (1, 1, 1)), "5") == {"total": 0}


def test_bulky_goods_are_not_also_heavy(tariff):
    assert tariff.quote(Parcel(20_001, (120, 2, 2)), "1")["heavy"] == 900
    assert "heavy" not in tariff.quote(Parcel(20_000, (120, 2, 2)), "1")
    quote = tariff.quote(Parcel(20_001, (121, 2, 2)), "1")
    assert quote == {"freight": 2850, "fuel": 285, "bulky": 2500, "total": 5635}
    assert "bulky" in tariff.quote(Parcel(1, (101, 99, 1)), "1")


@pytest.mark.parametrize(("value", "fee"), [(50_000, 0), (50_001, 300), (80_100, 301)])
def test_insurance(tariff, value, fee):
    parcel = Parcel(500, (5, 5, 5), value)
    assert tariff.quote(parcel, "1", insured=True)["total"] == 440 + fee
    assert tariff.quote(parcel, "1")["total"] == 440


def test_two_small_parcels_go_as_one(tariff):
    parcel = Parcel(450, (5, 10, 15))
    assert tariff.cheapest([parcel, parcel], "1") == 440
    assert tariff.cheapest([parcel, parcel, parcel], "1") == 880
    assert tariff.cheapest([parcel, parcel], "1", most=899) == 880
    assert tariff.cheapest([parcel], "1") == 440


def test_as_one_only_if_that_is_cheaper(tariff):
    flat, cube = Parcel(450, (50, 50, 1)), Parcel(450, (10, 10, 10))
    assert tariff.cheapest([flat, cube], "1") == 880


@pytest.mark.parametrize(
    ("parcel", "code", "reason"),
    [
        (Parcel(0, (1, 1, 0)), "1", "sides"),
        (Parcel(1, (100, 100, 51)), "1", "girth of 402"),
        (Parcel(1, (1, 1, 1)), "8", "moon has no prices"),
    ],
)
def test_what_cannot_be_shipped(tariff, parcel, code, reason):
    with pytest.raises(ShippingError, match=reason):
        tariff.quote(parcel, code)
    with pytest.raises(ShippingError, match="weigh 0"):
        tariff.freight("city", 0)


def test_broken_tables():
    for bands in ([], [5, 5], [5, 3]):
        with pytest.raises(ShippingError, match="rise"):
            Tariff(bands, {}, {})
    with pytest.raises(ShippingError, match="zone z must have 2 prices"):
        Tariff([1, 2], {"z": [1]}, {})
