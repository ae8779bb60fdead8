"""Pairs of small polynomials, products with a remainder, and products of roots."""

from random import Random

from tracefix_rl.tasks.case import Case, Step, call, keep, read


def _with(p: list[int], *texts: str, q: list[int] | None = None) -> Case:
    kept: list[Step] = [keep("p", call("Polynomial", p))]
    if q is not None:
        kept.append(keep("q", call("Polynomial", q)))
    return [*kept, *map(read, texts)]


DIVISION = "[r.coefficients for r in divmod(p, q)]"

EDGES: list[Case] = [
    _with(
        [], "p.coefficients", "p.degree", "p(3)", "str(p)", "p.derivative().degree", "p.primitive().degree"
    ),
    _with([], "p.roots()", "(p + p).coefficients", "(-p).coefficients", "(p * p).degree"),
    _with([0, 0], "p.coefficients", "p.degree"),
    _with([5], "str(p)", "p(9)", "p.roots()", "p.derivative().coefficients"),
    _with([0, -1], "str(p)", "p(4)", "p.roots()", "str(-p)"),
    _with([-3, 1, 0, -1], "str(p)", "str(-p)", "p(2)", "p(-2)"),
    _with([1, 1], "(p + q).coefficients", "(q + p).coefficients", "(p - q).coefficients", q=[0, 0, 2]),
    _with([1, 2], "(p + q).coefficients", "(p - q).degree", "(p * q).coefficients", q=[1, -2]),
    _with([1, 2], DIVISION, q=[]),
    _with([], DIVISION, q=[3]),
    _with([1, 2], DIVISION, q=[1, 2]),
    _with([1, 2], DIVISION, q=[1, 2, 3]),
    _with([3, 6], DIVISION, q=[2]),
    _with([-6, 0, 4], DIVISION, q=[0, -2]),
    _with([1, 0, 3, 2], DIVISION, q=[0, 2]),
    _with([0, 0, 4], "p.roots()", "str(p.primitive())", "p.derivative().coefficients"),
    _with([-9, -6, 3], "p.primitive().coefficients", "p.roots()"),
    _with([6, -9, -3], "p.primitive().coefficients", "(-p).primitive().coefficients"),
    _with([8, -12, 6, -1], "p.roots()", "p(2)"),
    _with([1, 0, 1], "p.roots()"),
    _with([-3, 2], "p.roots()"),
]


def draw(random: Random) -> Case:
    """Return one or two polynomials and what is computed with them."""
    p = _coefficients(random, 5)
    kind = random.randrange(4)
    if kind == 0:
        x = random.choice([-3, -1, 2, 5])
        return _with(
            p, "str(p)", f"p({x})", "p.derivative().coefficients", "p.primitive().coefficients", "p.degree"
        )
    if kind == 1:
        sums = ["(p + q).coefficients", "(p - q).coefficients", "(p * q).coefficients", "(q - p).degree"]
        return _with(p, *random.sample(sums, k=3), q=_coefficients(random, 5))
    if kind == 2:
        product = [random.choice([-2, 1, 1, 2, 3])]
        for root in (random.choice([-4, -2, -1, 0, 0, 1, 1, 3]) for _ in range(random.randint(1, 4))):
            product = _product(product, [-root, 1])
        return _with(
            product if random.random() < 0.8 else _product(product, [1, 0, 1]), "p.roots()", "str(p)"
        )
    divisor = [*_coefficients(random, 2), random.choice([1, 1, -1, 2, -3])]
    if random.random() < 0.6:
        p = _product(divisor, _coefficients(random, 3))
        p[0] += random.randint(-2, 2)
    return _with(p, DIVISION, q=divisor)


def _coefficients(random: Random, most: int) -> list[int]:
    return [
        random.choice([0, 1, -1, 2, 4, -6, random.randint(-9, 9)]) for _ in range(random.randint(1, most))
    ]


def _product(left: list[int], right: list[int]) -> list[int]:
    product = [0] * (len(left) + len(right) - 1)
    for i, a in enumerate(left):
        for j, b in enumerate(right):
            product[i + j] += a * b
    return product
