"""Days in a warehouse with little on its shelves."""

from random import Random

from tracefix_rl.tasks.case import Case, Step, call, keep, read

STOCK = [call("house.receive", "cup", 6), call("house.receive", "pot", 3)]


def _house(*steps: Step) -> Case:
    return [keep("house", call("Warehouse")), *steps]


def _reserve(**wanted: int) -> Step:
    return call("house.reserve", wanted)


def _seen(name: str) -> list[Step]:
    return [
        keep(name, call("house.item", name)),
        *(read(f"{name}.{value}") for value in ("on_hand", "reserved", "available")),
    ]


EDGES: list[Case] = [
    [keep("item", call("Item", 5, 2)), read("item.available")],
    [keep("order", call("Order", 7)), read("order.number"), read("order.lines"), call("order.check_open")],
    [keep("order", call("Order", 7, {}, "shipped")), read("order.state"), call("order.check_open")],
    _house(call("house.shortages", 5), call("house.receive", "cup", 0), call("house.shortages", 5)),
    _house(*STOCK, _reserve(), _reserve(cup=0), _reserve(fork=1), _reserve(cup=1), *_seen("cup")),
    _house(*STOCK, _reserve(cup=6), _reserve(cup=1), *_seen("cup"), call("house.shortages", 0)),
    _house(*STOCK, _reserve(cup=7), _reserve(cup=2, pot=4), *_seen("cup"), *_seen("pot")),
    _house(*STOCK, _reserve(pot=3), call("house.ship", 1), call("house.ship", 1), *_seen("pot")),
    _house(*STOCK, _reserve(pot=3), call("house.cancel", 1), call("house.cancel", 1), *_seen("pot")),
    _house(*STOCK, call("house.ship", 0), call("house.cancel", 1), call("house.release", -1, "cup", 1)),
    _house(*STOCK, _reserve(cup=2), call("house.release", 1, "pot", 1), call("house.release", 1, "cup", 0)),
    _house(*STOCK, _reserve(cup=2), call("house.release", 1, "cup", 2), call("house.ship", 1), *_seen("cup")),
    _house(*STOCK, call("house.write_off", "cup", 7), call("house.write_off", "cup", 6), *_seen("cup")),
    _house(*STOCK, call("house.write_off", "fork", 1), call("house.write_off", "cup", 0)),
    _house(
        *STOCK, _reserve(cup=2), _reserve(pot=1), _reserve(cup=2, pot=1), call("house.write_off", "cup", 3)
    ),
    _house(
        *STOCK, _reserve(cup=3), _reserve(cup=3), call("house.ship", 2), call("house.write_off", "cup", 1)
    ),
    _house(*STOCK, call("house.shortages", 3), call("house.shortages", 4), call("house.shortages", 7)),
]


def draw(random: Random) -> Case:
    """Return some orders and what becomes of them."""
    steps: list[Step] = [*STOCK]
    for _ in range(random.randint(3, 8)):
        name = random.choice(["cup", "pot"])
        pieces = random.randint(1, 3)
        number = random.randint(1, 3)
        steps.append(
            random.choices(
                [
                    _reserve(**{name: pieces}),
                    _reserve(cup=pieces, pot=random.randint(1, 2)),
                    call("house.ship", number),
                    call("house.cancel", number),
                    call("house.release", number, name, pieces),
                    call("house.write_off", name, pieces),
                    call("house.receive", name, pieces),
                ],
                weights=[5, 3, 2, 1, 2, 2, 1],
            )[0]
        )
    steps += [*_seen("cup"), *_seen("pot"), call("house.shortages", random.randint(0, 4))]
    steps += [keep("last", call("house.order", random.randint(1, 3))), read("last.lines"), read("last.state")]
    return _house(*steps)
