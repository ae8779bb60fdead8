"""Small boards with few mines, and moves on them."""

from random import Random

from tracefix_rl.tasks.case import Case, Step, call, keep, read


def _board(layout: str, *steps: Step) -> Case:
    return [
        keep("board", call("Board", layout)),
        *steps,
        call("board.render"),
        read("(board.state, board.mines_left)"),
    ]


def _reveal(*cells: tuple[int, int]) -> list[Step]:
    return [call("board.reveal", *cell) for cell in cells]


def _flag(*cells: tuple[int, int]) -> list[Step]:
    return [call("board.flag", *cell) for cell in cells]


EDGES: list[Case] = [
    [call("Board", "")],
    [call("Board", "..\n.")],
    [call("Board", ".x")],
    [call("Board", ".\n..")],
    _board("*", *_reveal((0, 0))),
    _board(".", *_reveal((0, 0)), *_flag((0, 0))),
    _board(".*", *_reveal((0, 2), (1, 0), (-1, 0), (0, -1), (0, 0), (0, 0), (5, 5))),
    _board(".*.", *_reveal((0, 1), (0, 0)), call("board.chord", 0, 0)),
    _board("....", *_flag((0, 2)), *_reveal((0, 0)), *_flag((0, 2)), *_reveal((0, 2))),
    _board("*..*", *_flag((0, 0), (0, 1), (0, 1), (0, 0), (0, 3), (0, 2)), *_reveal((0, 2))),
    _board("*.. ... ..*", call("board.count", 1, 1), call("board.count", 0, 0), call("board.count", 3, 0)),
    _board("*.. ... ...", *_reveal((1, 1)), *_flag((0, 0)), call("board.chord", 1, 1)),
    _board("*.. ... ...", *_reveal((1, 1)), *_flag((0, 1)), call("board.chord", 1, 1)),
    _board(
        "*.. ... ..*", *_reveal((1, 1)), *_flag((0, 0)), call("board.chord", 1, 1), call("board.chord", 0, 1)
    ),
    _board("*.. ... ..*", *_reveal((1, 1)), *_flag((0, 1), (0, 2)), call("board.chord", 1, 1)),
    _board("*....", *_reveal((0, 4)), call("board.chord", 0, 4), call("board.chord", 0, 9)),
]


def draw(random: Random) -> Case:
    """Return a board and some moves, among them now and then one that cannot be."""
    height, width = random.randint(2, 4), random.randint(2, 5)
    marks = random.choice(["*...", "*.....", "*........"])
    rows = ["".join(random.choices(marks, k=width)) for _ in range(height)]
    cells = [(row, column) for row in range(height) for column in range(width)]
    safe = [cell for cell in cells if rows[cell[0]][cell[1]] == "."] or cells
    mines = [cell for cell in cells if rows[cell[0]][cell[1]] == "*"] or cells
    steps: list[Step] = []
    for _ in range(random.randint(4, 8)):
        kind = random.choices(["reveal", "flag", "chord", "count"], weights=[5, 4, 4, 1])[0]
        if kind == "flag":
            cell = random.choice(mines if random.random() < 0.7 else cells)
        else:
            cell = random.choice(safe if random.random() < 0.95 else cells)
        if random.random() < 0.03:
            cell = random.choice([(height, 0), (0, width), (-1, 0)])
        steps.append(call(f"board.{kind}", *cell))
        if kind == "reveal" and random.random() < 0.4:
            steps.append(call("board.chord", *cell))
    return _board(random.choice([" ", "\n"]).join(rows), *steps)
