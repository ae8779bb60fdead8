"""Small carts of four articles, and rules about them."""

from random import Random

from tracefix_rl.tasks.case import Call, Case, Expression, call, keep

CART = {"tea": (400, 3), "cup": (750, 2), "pot": (2500, 1)}


def _checkout(cart: dict[str, tuple[int, int]], *rules: Call, limit: int = 100) -> Case:
    names = [f"rule{number}" for number in range(len(rules))]
    kept = [keep(name, rule) for name, rule in zip(names, rules, strict=True)]
    single = [call(f"{name}.discount", cart) for name in names]
    return [*kept, *single, call("checkout", cart, Expression(f"[{', '.join(names)}]"), limit)]


def _buy_get(articles: str, buy: int, get: int) -> Call:
    return call("BuyGet", articles.split(), buy, get)


EDGES: list[Case] = [
    _checkout({}),
    _checkout(CART),
    _checkout({}, _buy_get("tea", 1, 1), call("Bundle", ["tea"], 5), call("Threshold", [(0, 10)])),
    _checkout({"tea": (-1, 1)}),
    _checkout({"tea": (1, -1)}),
    _checkout(CART, limit=-1),
    _checkout(CART, limit=101),
    _checkout(CART, call("Threshold", [(0, 50)]), limit=0),
    _checkout(CART, _buy_get("tea", 2, 1), _buy_get("tea", 3, 1), _buy_get("tea", 1, 1)),
    _checkout({"tea": (400, 6)}, _buy_get("tea", 2, 1), _buy_get("tea", 1, 2), _buy_get("hat", 1, 1)),
    _checkout(CART, _buy_get("tea cup pot", 1, 1), _buy_get("tea cup pot", 2, 2)),
    _checkout(CART, call("Bundle", ["tea", "cup"], 1150), call("Bundle", ["tea", "cup"], 1149)),
    _checkout(CART, call("Bundle", ["tea", "hat"], 100), call("Bundle", ["tea", "cup"], 1500)),
    _checkout({"tea": (999, 1)}, call("Threshold", [(1000, 10)]), call("Threshold", [(999, 10)])),
    _checkout(CART, call("Threshold", []), call("Threshold", [(100, 5), (100, 7), (50, 9)])),
    _checkout(CART, call("Threshold", [(1500, 10)], ["cup"]), call("Threshold", [(0, 10)], [])),
    _checkout(CART, call("Threshold", [(0, 30)]), call("Threshold", [(0, 30)]), limit=60),
    _checkout(CART, call("Threshold", [(0, 30)]), call("Threshold", [(0, 30)]), limit=45),
    [keep("best", call("BestOf", [])), call("best.discount", CART)],
    [call("subtotal", {}), call("subtotal", CART, []), call("subtotal", CART, ["tea", "hat"])],
    [
        keep("some", _buy_get("tea", 1, 1)),
        keep("more", call("Bundle", ["cup"], 100)),
        keep("best", call("BestOf", Expression("[some, more]"))),
        call("best.discount", CART),
        call("checkout", CART, Expression("[best, some]"), 50),
    ],
]


def _rule(random: Random) -> Call:
    articles = random.sample(["tea", "cup", "pot", "hat"], k=random.choice([1, 2, 2, 3]))
    kind = random.choice(["buy", "bundle", "threshold", "articles"])
    if kind == "buy":
        return call("BuyGet", articles, random.randint(1, 3), random.choice([1, 1, 2]))
    if kind == "bundle":
        return call("Bundle", articles, random.choice([99, 500, 800, 1200]))
    amounts = random.sample([0, 400, 800, 1200, 1600, 2500], k=random.randint(1, 3))
    steps = [(amount, random.choice([5, 10, 15, 33])) for amount in amounts]
    return call("Threshold", steps, articles) if kind == "articles" else call("Threshold", steps)


def draw(random: Random) -> Case:
    """Return a cart and one to three rules, at times the best of two."""
    names = random.sample(["tea", "cup", "pot", "hat"], k=random.randint(1, 4))
    cart = {name: (random.choice([200, 400, 555, 800]), random.choice([0, 1, 2, 3, 5])) for name in names}
    limit = random.choice([100, 100, 50, 30, 25])
    if random.random() < 0.25:
        best = keep("best", call("BestOf", Expression("[some, more]")))
        end = call("checkout", cart, Expression("[best, some]"), limit)
        return [
            keep("some", _rule(random)),
            keep("more", _rule(random)),
            best,
            call("best.discount", cart),
            end,
        ]
    return _checkout(cart, *(_rule(random) for _ in range(random.randint(1, 3))), limit=limit)
