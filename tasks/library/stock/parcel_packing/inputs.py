"""A few items and two or three sizes of boxes."""

from random import Random
from typing import Any

from tracefix_rl.tasks.case import Case, Expression, Step, call, keep, read

Row = tuple[Any, ...]
SIZES: list[Row] = [("s", 10, 1000, 200), ("m", 20, 3000, 350), ("l", 30, 3000, 500)]


def _kept(prefix: str, kind: str, rows: list[Row]) -> tuple[list[Step], Expression]:
    names = [f"{prefix}{number}" for number in range(len(rows))]
    steps: list[Step] = [keep(name, call(kind, *row)) for name, row in zip(names, rows, strict=True)]
    return steps, Expression(f"[{', '.join(names)}]")


def _pack(sizes: list[Row], *items: Row, most: int = 100) -> Case:
    size_steps, size_list = _kept("size", "Size", sizes)
    item_steps, item_list = _kept("item", "Item", list(items))
    return [
        *size_steps,
        *item_steps,
        keep("packer", call("Packer", size_list, most)),
        read(f"[item.name for item in packer.order({item_list})]"),
        read(f"[(box.size.name, box.names) for box in packer.pack({item_list})]"),
        call("packer.cost", item_list),
        call("packer.wasted", item_list),
    ]


def _takes(inside: list[Row], item: Row) -> Case:
    steps, items = _kept("item", "Item", inside)
    box = call("Box", Expression("size"), items)
    return [
        keep("size", call("Size", "s", 10, 1000, 200)),
        *steps,
        keep("more", call("Item", *item)),
        keep("box", box),
        *(read(f"box.{name}") for name in ("volume", "weight", "names")),
        call("box.takes", Expression("more")),
    ]


EDGES: list[Case] = [
    _pack([]),
    _pack([SIZES[0], SIZES[0]]),
    _pack(SIZES, most=0),
    _pack(SIZES),
    [*_pack(SIZES), read("packer.largest.name")],
    [*_pack([("a", 9, 5, 1), ("b", 9, 6, 1), ("c", 9, 6, 1)]), read("packer.largest.name")],
    [keep("item", call("Item", "a", 0, 1)), read("item.name")],
    [keep("item", call("Item", "a", 1, 0)), read("item.name")],
    [
        keep("size", call("Size", "s", 5, 5, 5)),
        keep("box", call("Box", Expression("size"))),
        read("box.names"),
    ],
    _takes([("a", 6, 500)], ("b", 4, 500)),
    _takes([("a", 6, 500)], ("b", 5, 400)),
    _takes([("a", 6, 500)], ("b", 3, 501)),
    _takes([("a", 1, 50, True)], ("b", 1, 51)),
    _takes([("a", 1, 50, True)], ("b", 1, 50, True)),
    _takes([("a", 1, 50, False, "x"), ("b", 1, 5)], ("c", 1, 5, False, "y")),
    _takes([("a", 1, 50, False, "x"), ("b", 1, 5)], ("c", 1, 5, True, "x")),
    _pack(SIZES, ("a", 30, 3000), ("b", 10, 1000), ("c", 10, 1001)),
    _pack(SIZES, ("a", 31, 1)),
    _pack(SIZES, ("a", 1, 3001)),
    _pack(SIZES, ("a", 5, 5), ("b", 5, 5), ("c", 5, 5), most=2),
    _pack([("m", 20, 900, 300), ("s", 10, 900, 300), ("t", 10, 950, 300)], ("a", 5, 850)),
    _pack(SIZES, ("a", 9, 300, True), ("b", 9, 301, True), ("c", 20, 100), ("d", 1, 1)),
]


def _item(random: Random, name: str) -> Row:
    row: Row = (
        name,
        random.choice([1, 4, 5, 5, 6, 10, 11, 15, 20]),
        random.choice([1, 50, 300, 300, 500, 1001]),
    )
    if random.random() < 0.5:
        row = (*row, random.random() < 0.5, random.choice(["", "x", "x", "y"]))
    return row


def draw(random: Random) -> Case:
    """Return three to seven items to pack, or a box and one more item."""
    if random.random() < 0.25:
        inside = [_item(random, name) for name in "abc"[: random.randint(0, 3)]]
        return _takes(inside, _item(random, "z"))
    names = "abcdefg"[: random.randint(3, 7)]
    sizes = random.sample(SIZES, k=random.choice([2, 3, 3]))
    if random.random() < 0.3:
        sizes = [(name, volume, weight, 300) for name, volume, weight, _ in sizes]
    return _pack(sizes, *(_item(random, name) for name in names), most=random.choice([100, 100, 2, 3]))
