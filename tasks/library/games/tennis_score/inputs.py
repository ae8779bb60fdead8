"""Matches, most of them taken up at an interesting score, and sets by themselves."""

from random import Random

from tracefix_rl.tasks.case import Case, Step, call, keep, read

STATE: list[Step] = [
    call("match.score"),
    call("match.server"),
    call("match.break_point"),
    read("match.winner"),
]
LEVEL = "010101010101"


def _match(games: str, points: str = "", *steps: Step, best_of: int = 3) -> Case:
    """A match after some games, each won to love, and after some points, of which the last are seen."""
    case: Case = [keep("match", call("Match", best_of))]
    if games:
        text = "".join(player * 4 for player in games)
        case.append(read(f"[match.point(int(player)) for player in {text!r}][-1]"))
    case += [call("match.point", int(player)) for player in points]
    return [*case, *(steps or STATE), call("match.sets")]


def _set(points: str, *steps: Step) -> Case:
    case: Case = [
        keep("played", call("TennisSet")),
        *(call("played.point", int(player)) for player in points),
    ]
    asked = "(played.games, played.points, played.winner, played.is_tiebreak, played.call())"
    return [*case, *steps, read(asked), call("played.wins_next", 0), call("played.wins_next", 1)]


EDGES: list[Case] = [
    [call("Match", 0)],
    [call("Match", 2)],
    [call("Match", -1)],
    [keep("match", call("Match")), *STATE, call("match.point", 2), call("match.point", -1)],
    _match("", "000"),
    _match("", "111"),
    _match("", "0001111", call("match.break_point"), call("match.score"), best_of=1),
    _match("0000011111", "0001"),
    _match("00000", "000"),
    _match("0000011111" + "0", "000"),
    _match("0000011111" + "1", "1111"),
    _match(LEVEL, "0000001"),
    _match(LEVEL, "1111111"),
    _match(LEVEL, "00000011111100"),
    _match("000000", "1", best_of=1),
    _match("000000111111", "0", best_of=3),
    _match("111111111111", "", call("match.point", 0), call("match.point", 3), call("match.server")),
    _match("000000000000", "0", best_of=5),
    _set(""),
    _set("000111"),
    _set("0001110"),
    _set("0001111"),
    _set("00011011", call("played.point", 1)),
]

GAMES = [
    "",
    "0",
    "01",
    "00000",
    "1111",
    "0000011111",
    LEVEL,
    LEVEL,
    "00000" + "11111" + "0",
    "000000",
    "111111" + "00000",
]


def draw(random: Random) -> Case:
    """Return a match, or a set, and some points of it."""
    if random.random() < 0.2:
        return _set("".join(random.choices("01", k=random.randint(3, 9))))
    games = random.choice(GAMES)
    if random.random() < 0.15:
        games += random.choice(["0", "1", "000000", "0101"])
    bias = random.choice(["01", "01", "001", "011", "000001"])
    points = "".join(random.choices(bias, k=random.randint(3, 10)))
    if games == LEVEL and random.random() < 0.7:
        points = random.choice(["00000", "11111", "0001111", "0101010101"]) + points
    asked = random.choice([STATE, [*STATE, call("match.point", random.choice([0, 1, 2])), *STATE]])
    return _match(games, points, *asked, best_of=random.choice([1, 3, 3, 5]))
