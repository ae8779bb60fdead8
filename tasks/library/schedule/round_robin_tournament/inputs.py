"""Small tournaments with few goals, so that teams are often equal."""

from random import Random

from tracefix_rl.tasks.case import Case, Step, call, keep

ABC = ["a", "b", "c"]


def _league(teams: list[str], *steps: Step, **points: int) -> Case:
    return [keep("league", call("League", teams, **points)), *steps]


EDGES: list[Case] = [
    [call("pairings", []), call("pairings", ["a"]), call("pairings", ["a", "b"])],
    [call("pairings", ["b", "a", "b"]), call("pairings", ABC)],
    [call("pairings", ["f", "e", "d", "c", "b", "a"])],
    [call("pairings", ["e", "d", "c", "b", "a"])],
    _league(["a"]),
    _league(ABC, call("league.standings"), call("league.remaining"), call("league.can_win", "a")),
    _league(
        ABC,
        call("league.record", "b", "c", 0, 0),
        call("league.record", "b", "c", 1, 0),
        call("league.standings"),
    ),
    _league(
        ABC,
        call("league.record", "c", "b", 0, 0),
        call("league.record", "a", "x", 0, 0),
        call("league.remaining"),
    ),
    _league(
        ABC,
        call("league.record", "b", "c", -1, 0),
        call("league.record", "b", "c", 0, -1),
        call("league.undo", "b", "c"),
    ),
    _league(
        ABC, call("league.record", "b", "c", 2, 0), call("league.undo", "b", "c"), call("league.standings")
    ),
    _league(
        ["b", "a"],
        call("league.record", "b", "a", 1, 1),
        call("league.standings"),
        call("league.can_win", "c"),
    ),
    _league(
        ["d", "c", "b", "a"],
        call("league.record", "d", "a", 1, 0),
        call("league.record", "c", "b", 0, 1),
        call("league.record", "b", "d", 1, 0),
        call("league.record", "a", "c", 2, 1),
        call("league.standings"),
        call("league.can_win", "c"),
    ),
]


def _matches(teams: list[str]) -> list[tuple[str, str]]:
    places = [*teams, ""] if len(teams) % 2 else [*teams]
    found = []
    for number in range(len(places) - 1):
        for index in range(len(places) // 2):
            pair = (places[index], places[-1 - index])
            if "" not in pair:
                found.append(pair[::-1] if index == 0 and number % 2 else pair)
        places.insert(1, places.pop())
    return found


def draw(random: Random) -> Case:
    """Return the pairings of some teams, or results of a small league and its standings."""
    teams = random.sample(["a", "b", "c", "d", "e", "f", "g"], k=random.choice([2, 3, 3, 4, 4, 4, 5, 6]))
    if random.random() < 0.15:
        return [call("pairings", teams)]
    matches = _matches(teams)
    random.shuffle(matches)
    steps: list[Step] = []
    for home, away in matches[: random.randint(2, 8)]:
        turned = random.random() < 0.04
        goals = [random.choice([0, 0, 1, 1, 2]), random.choice([0, 0, 1, 1, 2, 2, -1 if turned else 0])]
        if turned and random.random() < 0.5:
            home, away = away, home
        steps.append(call("league.record", home, away, *goals))
        if random.random() < 0.08:
            home, away = random.choice(matches)
            steps.append(call("league.undo", home, away))
    names = random.sample([*teams, "z"], k=2)
    steps += [call("league.standings"), call("league.remaining")]
    steps += [call("league.can_win", name) for name in names]
    points = random.choice([{}, {}, {"win": 2}, {"win": 2, "draw": 1}, {"draw": 0}, {"win": 5, "draw": 2}])
    return _league(teams, *steps, **points)
