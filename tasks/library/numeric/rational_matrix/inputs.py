"""Small matrices with many zeros and rows that depend on each other, and equations."""

from random import Random

from tracefix_rl.tasks.case import Case, call

EDGES: list[Case] = [
    [call("determinant", "0"), call("inverse", "0"), call("inverse", "-2/4"), call("rank", "0")],
    [call("determinant", ""), call("rank", ";"), call("reduced", "1 2;3"), call("rank", "1 1/0")],
    [call("determinant", "1 2; 3 4; 5 6"), call("inverse", "1 2 3; 4 5 6"), call("solve", "4")],
    [call("determinant", "0 1 0; 1 0 0; 0 0 1"), call("determinant", "0 0 1; 1 0 0; 0 1 0")],
    [call("determinant", "2 0; 0 3"), call("determinant", "1 1; 1 1")],
    [call("rank", "1 0; 0 1; 1 1"), call("rank", "0 0 1; 0 0 2"), call("rank", "0 2 1; 1 0 0")],
    [
        call("reduced", "0 2; 3 0"),
        call("reduced", "1 2 3"),
        call("reduced", "0 0 0; 0 4 2"),
        call("reduced", "-5"),
    ],
    [call("reduced", "1 2 3; 4 5 6; 7 8 9"), call("reduced", "1 1; 1 1; 1 2")],
    [call("inverse", "1 1; 1 1"), call("inverse", "0 0 1; 0 2 0; 4 0 0")],
    [call("solve", "2 1"), call("solve", "0 0"), call("solve", "0 1"), call("solve", "3 0")],
    [call("solve", "1 0 2; 0 1 3; 1 1 5"), call("solve", "1 0 2; 0 1 3; 1 1 6")],
    [call("solve", "0 1 2"), call("solve", "0 0 0; 1 1 1"), call("solve", "1 2 0 3; 0 0 0 1")],
    [call("multiply", "2", "1/2"), call("multiply", "1; 2", "3 4"), call("multiply", "1 2", "3; 4")],
    [
        call("multiply", "1 2", "1 2"),
        call("multiply", "1; 1", "1; 1"),
        call("multiply", "1 2 3", "1 0; 0 1; 2 2"),
    ],
]


def draw(random: Random) -> Case:
    """Return one thing to compute of a matrix, now and then of text that is none."""
    kind = random.choice(["determinant", "inverse", "rank", "reduced", "solve", "multiply"])
    height = random.randint(1, 3)
    if kind == "multiply":
        width = random.randint(1, 3)
        other = width if random.random() < 0.85 else width + 1
        return [call(kind, _matrix(random, height, width), _matrix(random, other, random.randint(1, 3)))]
    if kind in ("determinant", "inverse"):
        width = height if random.random() < 0.92 else height + 1
    else:
        width = height + random.choice([1, 1, 1, 0, 2])
    text = _matrix(random, height, width)
    if random.random() < 0.04:
        text += random.choice([" 1", ";", "x", "/0"])
    return [call(kind, text)]


def _matrix(random: Random, height: int, width: int) -> str:
    values = ["0", "0", "1", "1", "2", "-1", "3", "-2", "1/2", "-2/3", "0.5"]
    rows = [random.choices(values, k=width) for _ in range(height)]
    if height > 1 and random.random() < 0.25:
        rows[-1] = list(rows[0])
        if random.random() < 0.5:
            rows[-1][-1] = "4"
    return "; ".join(" ".join(row) for row in rows)
