"""Parcels around the bounds of one small tariff."""

from random import Random

from tracefix_rl.tasks.case import Case, Expression, Step, call, keep, read

BANDS = [1000, 5000, 20_000]
PRICES = {"a": [395, 700, 1205], "b": [500, 915, 1500], "c": [900, 1200, 2000]}
PREFIXES = {"1": "a", "12": "b", "129": "a", "3": "c", "4": "d"}
TARIFF = call("Tariff", BANDS, PRICES, PREFIXES, {"a": 110, "b": 205}, 10)


def _tariff(*steps: Step) -> Case:
    return [keep("tariff", TARIFF), *steps]


def _quote(
    grams: int, sides: tuple[int, int, int], code: str = "10", value: int = 0, **options: bool
) -> Case:
    parcel = keep("parcel", call("Parcel", grams, sides, value))
    return _tariff(parcel, call("tariff.quote", Expression("parcel"), code, **options))


def _pair(*parcels: tuple[int, tuple[int, int, int]], most: int = 30_000) -> Case:
    names = [f"parcel{number}" for number in range(len(parcels))]
    kept = [keep(name, call("Parcel", *parcel)) for name, parcel in zip(names, parcels, strict=True)]
    return _tariff(*kept, call("tariff.cheapest", Expression(f"[{', '.join(names)}]"), "12 3", most))


EDGES: list[Case] = [
    [keep("tariff", call("Tariff", [], {}, {}))],
    [keep("tariff", call("Tariff", [5, 5], {}, {}))],
    [keep("tariff", call("Tariff", [5, 4], {}, {}))],
    [keep("tariff", call("Tariff", [5], {"a": [1, 2]}, {}))],
    [
        keep("tariff", call("Tariff", [5], {"a": [7]}, {"": "a", "1": "b"})),
        call("tariff.zone", "9"),
        call("tariff.zone", "1"),
    ],
    _tariff(*(call("tariff.zone", code) for code in ("1", "12", "1 29 9", "1280", "", "21"))),
    _tariff(
        *(call("tariff.freight", "a", grams) for grams in (0, 1, 1000, 1001, 20_000, 20_001, 21_000, 21_001))
    ),
    _tariff(
        call("tariff.freight", "c", 20_000),
        call("tariff.freight", "c", 20_001),
        call("tariff.freight", "d", 5),
    ),
    _quote(20_000, (120, 20, 20)),
    _quote(20_001, (120, 20, 20)),
    _quote(20_001, (121, 2, 2)),
    _quote(500, (100, 50, 50)),
    _quote(500, (101, 50, 50)),
    _quote(500, (100, 99, 51)),
    _quote(500, (101, 100, 50)),
    _quote(500, (100, 99, 52)),
    _quote(500, (0, 5, 5)),
    _quote(500, (1, 5, 5), value=50_000, insured=True),
    _quote(500, (1, 5, 5), value=80_199, insured=True),
    _quote(500, (1, 5, 5), value=80_200, insured=False),
    _quote(500, (1, 5, 5), code="4"),
    _pair(),
    _pair((400, (5, 6, 7))),
    _pair((400, (5, 6, 7)), (600, (5, 6, 7))),
    _pair((400, (5, 6, 7)), (600, (5, 6, 7)), most=999),
    _pair((400, (5, 6, 7)), (600, (5, 6, 7)), most=1000),
]


def _parcel(random: Random) -> tuple[int, tuple[int, int, int]]:
    grams = random.choice([1, 400, 500, 600, 1000, 1001, 2500, 5000, random.choice([20_000, 20_001, 21_500])])
    sides = random.choices([1, 5, 10, 10, 15, 20, 30, random.choice([0, 60, 120, 121])], k=3)
    return grams, (sides[0], sides[1], sides[2])


def draw(random: Random) -> Case:
    """Return a parcel to quote, some to send together, or questions about zones and weights."""
    code = random.choice(["1", "12", "129", "3 3", "1 0", random.choice(["4", "5"])])
    kind = random.choice(["quote", "quote", "pair", "pair", "freight"])
    if kind == "quote":
        grams, sides = _parcel(random)
        value = random.choice([0, 49_999, 50_000, 79_999, 80_100, 95_555])
        case = _quote(grams, sides, code, value, insured=random.random() < 0.7)
        return [*case, read("parcel.billed_grams"), read("parcel.girth")]
    if kind == "pair":
        parcels = [_parcel(random) for _ in range(random.choice([2, 2, 3]))]
        return _pair(*parcels, most=random.choice([30_000, 30_000, 1000, 2000]))
    weights = random.sample([1, 999, 1000, 1001, 5000, 5001, 20_000, 20_001, 21_001, 23_000], k=3)
    zone = random.choice("abcd")
    return _tariff(call("tariff.zone", code), *(call("tariff.freight", zone, grams) for grams in weights))
