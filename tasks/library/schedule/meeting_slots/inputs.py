"""Calendars of a few people within two or three hours."""

from random import Random

from tracefix_rl.tasks.case import Case, call

Span = tuple[int, int]
WINDOW = (60, 180)
TEAM: dict[str, list[Span]] = {"ann": [(60, 90)], "bob": [(90, 120)], "cleo": [(150, 200), (0, 75)]}

EDGES: list[Case] = [
    [call("free_times", [], WINDOW), call("free_times", [(60, 180)], WINDOW)],
    [call("free_times", [], (60, 60)), call("free_times", [], (60, 59)), call("free_times", [], (60, 61))],
    [call("free_times", [(90, 90), (180, 190), (30, 60)], WINDOW)],
    [call("free_times", [(90, 80)], WINDOW), call("free_times", [(0, 61), (179, 300)], WINDOW)],
    [call("free_times", [(70, 160), (80, 90)], WINDOW), call("free_times", [(200, 210), (70, 80)], WINDOW)],
    [call("common_times", {}, WINDOW, 120), call("common_times", {}, WINDOW, 121)],
    [call("common_times", TEAM, WINDOW, 0), call("common_times", TEAM, WINDOW, 1)],
    [call("attended", TEAM, WINDOW, quorum) for quorum in (0, 1, 2, 3, 4)],
    [call("attended", {}, WINDOW, 1), call("attended", {}, WINDOW, 0), call("attended", TEAM, (5, 5), 0)],
    [call("attended", {"ann": [(90, 120)], "bob": [(60, 90), (120, 180)]}, WINDOW, 1)],
    [call("best_start", {}, WINDOW, 120), call("best_start", {}, WINDOW, 121)],
    [call("best_start", {}, (7, 7), 30), call("best_start", TEAM, WINDOW, 30, step=-5)],
    [call("best_start", TEAM, WINDOW, 30, ["dan"]), call("best_start", TEAM, (7, 7), 30)],
    [call("best_start", TEAM, WINDOW, 0), call("best_start", TEAM, WINDOW, 1, step=0)],
    [call("best_start", TEAM, WINDOW, 30, ["ann", "bob"]), call("best_start", TEAM, WINDOW, 30, step=1)],
    [call("best_start", TEAM, WINDOW, 61, ["ann", "bob"]), call("best_start", TEAM, WINDOW, 31, ["bob"], 7)],
]


def _busy(random: Random) -> list[Span]:
    spans: list[Span] = []
    for _ in range(random.randint(0, 3)):
        start = random.choice([30, 45, 60, 65, 75, 90, 100, 120, 150, 180])
        spans.append((start, start + random.choice([0, 15, 20, 30, 45, 60, 90])))
    if random.random() < 0.03:
        spans.append((90, 75))
    return spans


def draw(random: Random) -> Case:
    """Return questions about the calendars of up to four people."""
    names = random.sample(["ann", "bob", "cleo", "dan"], k=random.choice([0, 1, 2, 3, 3, 4]))
    calendars = {name: _busy(random) for name in names}
    window = random.choice([WINDOW, WINDOW, WINDOW, (50, 130), (75, 200), (90, 90)])
    minutes = random.choice([0, 1, 10, 15, 15, 20, 30, 30, 45, 60])
    kind = random.random()
    if kind < 0.2:
        return [call("free_times", _busy(random), window), call("free_times", _busy(random), WINDOW)]
    if kind < 0.4:
        return [call("common_times", calendars, window, minutes)]
    if kind < 0.65:
        return [call("attended", calendars, window, quorum) for quorum in (1, random.randint(0, 3))]
    required = [
        name
        for name in ["ann", "bob", "eve"][: random.choice([0, 1, 2, 2, 2, 3])]
        if name in names or name == "eve"
    ]
    case: Case = [call("best_start", calendars, window, minutes, required)]
    case.append(
        call("best_start", calendars, window, random.choice([15, 30]), step=random.choice([0, 5, 10, 20]))
    )
    return case
