"""Small mazes, open ones with many equal ways and narrow ones with none."""

from random import Random

from tracefix_rl.tasks.case import Case, Step, call, keep


def _maze(*rows: str, breaks: tuple[int, ...] = (1,)) -> Case:
    steps: list[Step] = [keep("maze", call("Maze", "\n".join(rows))), call("maze.distance")]
    steps += [call("maze.distance", number) for number in breaks]
    return [*steps, call("maze.path"), call("maze.drawn"), call("maze.distances"), call("maze.dead_ends")]


EDGES: list[Case] = [
    _maze(""),
    _maze("SE"),
    _maze("E", "S"),
    _maze("S#E", breaks=(-1, 0, 1, 2)),
    _maze("S##E", ".##.", breaks=(1, 2, 3)),
    _maze("S..", "...", "..E", breaks=(-1, 9)),
    _maze("E..", "...", "..S"),
    _maze("..E", ".#.", "S.."),
    _maze("S#.", "##.", "E.."),
    _maze("S........", "########.", "E........"),
    _maze("  S..", "..E  ", ""),
    _maze("S.", "E.#"),
    _maze("S.", "..#", "E?"),
    _maze("S.", "e.", "E?"),
    _maze("..", ".."),
    _maze("S.", "S."),
    _maze("SS", "EE"),
    _maze("SE", "E."),
    _maze("S...E", ".###.", "....."),
    _maze(".#.", "#S#", ".#E"),
]


def draw(random: Random) -> Case:
    """Return a maze of at most six by seven fields, now and then one with a mistake."""
    height, width = random.randint(1, 5), random.randint(2, 7)
    walls = random.choice([0.15, 0.35, 0.5])
    rows = [["#" if random.random() < walls else "." for _ in range(width)] for _ in range(height)]
    start, end = random.sample([(row, column) for row in range(height) for column in range(width)], 2)
    rows[start[0]][start[1]] = "S"
    rows[end[0]][end[1]] = "E"
    if random.random() < 0.08:
        random.choice(rows)[random.randrange(width)] = random.choice("SE x.")
    if random.random() < 0.04:
        random.choice(rows).append(".")
    return _maze(*("".join(row) for row in rows), breaks=(random.randint(1, 3),))
