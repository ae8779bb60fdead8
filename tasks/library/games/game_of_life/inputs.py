"""Small boards, among them the well-known ones, with several rules."""

from random import Random

from tracefix_rl.tasks.case import Case, call

GLIDER = [".#....", "..#...", "###...", "......", "......", "......"]
BEACON = ["##..", "##..", "..##", "..##"]

EDGES: list[Case] = [
    [call("step", []), call("fate", [], 3), call("population", []), call("trim", [])],
    [call("step", [""]), call("trim", [""]), call("neighbours", [""], 0, 0)],
    [
        call("step", ["#"]),
        call("step", ["#"], "B/S0"),
        call("step", ["."], "B0/S"),
        call("step", ["#"], "B/S8", True),
    ],
    [call("step", ["##", "#"]), call("step", ["#", "#x"]), call("step", ["#o"]), call("trim", [".", ".."])],
    [call("population", ["#", ""]), call("neighbours", ["a"], 0, 0), call("fate", ["a"], 0)],
    [call("neighbours", ["##", "##"], 0, 0), call("neighbours", ["##", "##"], 0, 0, True)],
    [
        call("neighbours", ["##", "##"], 2, 0),
        call("neighbours", ["##", "##"], 0, 2),
        call("neighbours", ["#"], -1, 0),
    ],
    [call("parse_rule", "B/S"), call("parse_rule", "B083/S8"), call("parse_rule", "B33/S3")],
    [
        call("parse_rule", "B3/S9"),
        call("parse_rule", "S23/B3"),
        call("parse_rule", "B3/S2,3"),
        call("step", ["#"], "B3"),
    ],
    [call("fate", ["#"], 0), call("fate", ["#"], 1), call("fate", ["."], 0), call("fate", ["#"], 1, "B/S0")],
    [
        call("fate", ["###", "...", "..."], 3),
        call("fate", ["##.", "##."], 0),
        call("fate", ["##.", "##."], 1),
    ],
    [call("fate", BEACON, 1), call("fate", BEACON, 2), call("fate", BEACON, 9)],
    [call("step", GLIDER), call("fate", GLIDER, 23, wrap=True), call("fate", GLIDER, 24, wrap=True)],
    [call("fate", GLIDER, 20)],
    [call("trim", GLIDER), call("trim", ["..#"]), call("trim", ["#"]), call("population", GLIDER)],
]


def draw(random: Random) -> Case:
    """Return a random board and what to do with it."""
    height, width = random.randint(2, 4), random.randint(2, 5)
    life = random.choice(["#.", "#..", "##."])
    board = ["".join(random.choices(life, k=width)) for _ in range(height)]
    wrap = random.random() < 0.4
    rule = random.choice(["B3/S23", "B3/S23", "B36/S23", "B2/S", "B1/S012", "B3/S12345"])
    kind = random.randrange(5)
    if kind == 0:
        cells = [(random.randint(0, height - 1), random.randint(0, width - 1)) for _ in range(2)]
        cells.append(random.choice([(0, 0), (height - 1, width - 1), (height, 0), (0, width), (0, -1)]))
        return [call("neighbours", board, *cell, wrap) for cell in cells]
    if kind == 1:
        wide = [".." + row + "." for row in board]
        return [call("trim", wide), call("population", board)]
    if kind == 2:
        return [call("fate", board, random.choice([1, 2, 3, 6]), rule, wrap)]
    return [call("step", board, rule, wrap)]
