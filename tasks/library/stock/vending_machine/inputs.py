"""A machine with three slots and few coins, and customers in front of it."""

from random import Random

from tracefix_rl.tasks.case import Case, Step, call, keep, read

SLOTS = {"A": ("chips", 130), "B": ("water", 85), "C": ("nuts", 200)}
KINDS = [200, 100, 50, 20, 10, 5]


def _box(coins: dict[int, int], *steps: Step) -> Case:
    return [keep("box", call("CoinBox", coins)), *steps, read("box.total")]


def _machine(coins: dict[int, int], *steps: Step) -> Case:
    fill = [call("machine.fill", "A", 3), call("machine.fill", "B", 1)]
    reads = [read("machine.credit"), read("machine.cash"), read("machine.slot('A').pieces")]
    return [keep("machine", call("VendingMachine", SLOTS, coins)), *fill, *steps, *reads]


def _insert(*coins: int) -> list[Step]:
    return [call("machine.insert", coin) for coin in coins]


def _buy(code: str) -> Step:
    return call("machine.buy", code)


def _change(*amounts: int) -> list[Step]:
    return [call("box.change", amount) for amount in amounts]


EDGES: list[Case] = [
    [
        keep("box", call("CoinBox")),
        read("box.total"),
        *_change(0, 5),
        call("box.take", 5),
        call("box.take", 0),
    ],
    _box(
        {},
        call("box.add", 1),
        call("box.add", 5, -1),
        call("box.add", 5, 0),
        call("box.add", 20, 2),
        call("box.add", 5),
    ),
    _box({50: 1, 20: 3}, *_change(60, 50, 70, 110, 115), call("box.take", 60), call("box.count", 20)),
    _box({50: 2, 20: 6, 5: 4}, *_change(60, 110, 120, 160)),
    _box({100: 1, 50: 3, 20: 5}, *_change(100, 150, 200, 250, 300)),
    _box(
        {20: 3, 10: 2, 5: 9},
        call("box.take", 35),
        call("box.take", 35),
        call("box.count", 5),
        call("box.count", 50),
    ),
    [keep("slot", call("Slot", "nuts", 90)), read("slot.pieces"), read("slot.capacity"), read("slot.price")],
    [keep("machine", call("VendingMachine", SLOTS)), read("machine.cash"), *_insert(200), _buy("C")],
    _machine({}, call("machine.fill", "A", 7), call("machine.fill", "A", 1), call("machine.fill", "A", -1)),
    _machine({}, call("machine.fill", "Z", 1), _buy("Z"), *_insert(25, 0, 5), call("machine.refund")),
    _machine({}, *_insert(100, 20, 5), _buy("A"), *_insert(5), _buy("A")),
    _machine({}, *_insert(50, 20, 10, 5), _buy("B"), *_insert(100), _buy("B")),
    _machine({}, *_insert(200), _buy("A"), call("machine.refund"), call("machine.refund")),
    _machine({20: 4, 50: 1}, *_insert(200), _buy("A"), *_insert(200), _buy("A")),
    _machine({20: 3}, *_insert(50, 100, 20, 20), _buy("A"), *_insert(100, 100), _buy("A")),
    _machine({10: 1, 5: 2}, *_insert(100), _buy("B"), *_insert(100, 50), _buy("A")),
]


def draw(random: Random) -> Case:
    """Return a box to take change from, or a machine and its customers."""
    coins = {coin: random.choice([0, 0, 1, 2, 3]) for coin in random.sample(KINDS[1:], k=4)}
    if random.random() < 0.35:
        amounts = [random.choice([15, 40, 60, 80, 100, 110, 120, 150, 160, 205]) for _ in range(3)]
        add = call("box.add", random.choice([*KINDS, 1]), random.choice([0, 1, 2, -1]))
        counts = [call("box.count", coin) for coin in random.sample(KINDS, k=2)]
        return _box(coins, add, *_change(*amounts), call("box.take", random.choice(amounts)), *counts)
    steps: list[Step] = []
    for _ in range(random.randint(2, 4)):
        steps += _insert(
            *random.choices(
                [200, 100, 50, 50, 20, 10, 5, 25], weights=[3, 4, 3, 3, 3, 2, 2, 1], k=random.randint(1, 4)
            )
        )
        steps.append(
            random.choices(
                [
                    _buy(random.choice("AAB")),
                    call("machine.refund"),
                    call("machine.fill", random.choice("AC"), random.choice([1, 8, 12])),
                    _buy("C"),
                ],
                weights=[7, 1, 1, 1],
            )[0]
        )
    return _machine(coins, *steps)
