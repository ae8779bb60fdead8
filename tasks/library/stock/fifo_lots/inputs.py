"""Purchases and sales of one article."""

from random import Random

from tracefix_rl.tasks.case import Case, Step, call, keep, read

READS = [call("article.lots"), read("article.on_hand"), read("article.value"), call("article.profit")]


def _article(*steps: Step) -> Case:
    return [keep("article", call("Article")), *steps, *READS]


def _buy(pieces: int, price: int, freight: int = 0) -> Step:
    return call("article.buy", pieces, price, freight)


def _sell(pieces: int, price: int) -> list[Step]:
    return [keep("sale", call("article.sell", pieces, price)), read("sale.number"), read("sale.parts")]


def _refused(pieces: int, price: int) -> Step:
    return read(f"article.sell({pieces}, {price}).cost")


def _undo(number: int) -> Step:
    return call("article.undo", number)


EDGES: list[Case] = [
    _article(),
    _article(_buy(0, 1), _buy(1, -1), _buy(1, 1, -1), _buy(1, 0)),
    _article(_refused(1, 5), call("article.write_off", 1)),
    _article(_buy(3, 5), _refused(0, 5), _refused(1, -1), _refused(4, 5), *_sell(3, 5)),
    _article(
        _buy(3, 5), call("article.write_off", 0), call("article.write_off", 4), call("article.write_off", 3)
    ),
    _article(_buy(3, 0, 100), *_sell(1, 50), *_sell(1, 50), *_sell(1, 50)),
    _article(_buy(3, 10), _buy(4, 20), *_sell(3, 15), *_sell(1, 15)),
    _article(_buy(3, 10), _buy(4, 20), _buy(2, 5), *_sell(8, 15), _undo(1), _undo(1)),
    _article(
        _buy(3, 10), _buy(4, 20), *_sell(2, 15), *_sell(2, 15), _undo(1), *_sell(3, 1), _undo(2), _undo(3)
    ),
    _article(_buy(7, 10, 3), call("article.write_off", 2), *_sell(3, 11), _undo(1), *_sell(1, 1)),
    _article(_undo(0), _undo(1)),
    [
        keep("lot", call("Lot", 1, 3, 100)),
        call("lot.take", 2),
        read("lot.pieces"),
        read("lot.cost"),
        call("lot.take", 1),
    ],
    [keep("sale", call("Sale", 4, 90, ((1, 2, 30), (2, 5, 41)))), read("sale.pieces"), read("sale.cost")],
    [keep("sale", call("Sale", 4, 90, ())), read("sale.pieces"), read("sale.cost")],
]


def draw(random: Random) -> Case:
    """Return some ten purchases, sales and corrections."""
    steps: list[Step] = []
    on_hand = sales = 0
    for _ in range(random.randint(5, 11)):
        pieces = random.choice([1, 2, 3, 3, 4, 6, 7])
        kind = random.choices(["buy", "sell", "off", "undo"], weights=[4, 4, 1, 2])[0]
        if kind == "buy" or on_hand == 0:
            steps.append(
                _buy(
                    pieces,
                    random.choice([0, 9, 10, 15, 33]),
                    random.choice([0, 0, 5, 10, random.choice([-1, 7])]),
                )
            )
            on_hand += pieces
        elif kind == "sell":
            price = random.choice([5, 10, 20])
            if random.random() < 0.1:
                steps.append(_refused(random.choice([0, pieces + 20]), price))
            else:
                steps.append(read(f"article.sell({min(pieces, on_hand)}, {price}).parts"))
                on_hand -= min(pieces, on_hand)
                sales += 1
        elif kind == "off":
            steps.append(call("article.write_off", min(pieces, on_hand)))
            on_hand -= min(pieces, on_hand)
        else:
            steps.append(_undo(random.randint(1, sales + 1)))
        if random.random() < 0.2:
            steps.append(call("article.lots"))
    return _article(*steps)
