"""Sets of numbers around the borders of words: 7, 8, 15, 16."""

from random import Random

from tracefix_rl.tasks.case import Case, Expression, Step, call, keep, read


def _bits(numbers: list[int], *steps: Step) -> Case:
    return [keep("bits", call("BitSet", numbers)), *steps, call("bits.words"), call("bits.ranges")]


def _with(numbers: list[int], others: list[int]) -> Case:
    steps: list[Step] = [keep("bits", call("BitSet", numbers)), keep("other", call("BitSet", others))]
    for operation in ("union", "intersection", "difference"):
        steps += [keep("result", call(f"bits.{operation}", Expression("other"))), call("result.words")]
    return [*steps, call("result.members"), call("other.members")]


EDGES: list[Case] = [
    [keep("bits", call("BitSet")), call("bits.members"), call("bits.words"), read("len(bits)")],
    _bits([], call("bits.next_member", 0), call("bits.next_free", 0), call("bits.rank", 5)),
    _bits([3, -1]),
    _bits([0], call("bits.add", -1), call("bits.discard", -8), call("bits.contains", -8)),
    _bits([7], call("bits.contains", 8), call("bits.contains", 7), call("bits.contains", 15)),
    _bits([8, 24], call("bits.discard", 24), call("bits.discard", 8), read("len(bits)")),
    _bits([], call("bits.add_range", 0, 8), call("bits.next_free", 0), call("bits.rank", 8)),
    _bits([], call("bits.add_range", 7, 9), call("bits.add_range", 3, 3), call("bits.add_range", 4, 2)),
    _bits([], call("bits.add_range", -1, 2), call("bits.add_range", -1, -1), call("bits.flip_range", -2, -1)),
    _bits([8, 9], call("bits.flip_range", 0, 16), call("bits.flip_range", 10, 16)),
    _bits(
        [15, 16], call("bits.rank", 15), call("bits.rank", 16), call("bits.rank", 17), call("bits.rank", 0)
    ),
    _bits([5, 20], call("bits.next_member", 20), call("bits.next_member", 21), call("bits.next_free", 30)),
    _with([], []),
    _with([1, 20], [1, 20]),
    _with([1, 20], [1, 3]),
    _with([3], [3, 30]),
]


def draw(random: Random) -> Case:
    """Return two sets to combine, or one that is changed and asked."""

    def number() -> int:
        return random.choice([0, 1, 2, 6, 7, 8, 9, 14, 15, 16, 17, 23, 24, 25])

    numbers = [number() for _ in range(random.randint(0, 6))]
    if random.random() < 0.25:
        others = [number() for _ in range(random.randint(0, 3))]
        return _with(numbers, others + [one for one in numbers if random.random() < 0.8])
    steps: list[Step] = []
    for _ in range(random.randint(4, 8)):
        start = number() if random.random() < 0.95 else -1
        kind = random.choice(
            ["add", "discard", "add_range", "flip_range", "rank", "next_member", "next_free", "contains"]
        )
        if kind.endswith("range"):
            steps.append(call(f"bits.{kind}", start, random.choice([number(), start + random.randint(0, 9)])))
        else:
            steps.append(call(f"bits.{kind}", random.choice([start, *numbers])))
    return _bits(numbers, *steps, read("len(bits)"))
