"""Beats and silences of up to three nodes, at and around the bounds."""

from random import Random

from tracefix_rl.tasks.case import Case, Step, call, keep


def _monitor(*steps: Step, suspect_after: int = 5, dead_after: int = 12, proof: int = 2) -> Case:
    return [
        keep("monitor", call("Monitor", suspect_after, dead_after, proof)),
        *steps,
        call("monitor.states"),
        call("monitor.deaths", "a"),
    ]


def _join(*nodes: str, now: int = 0) -> list[Step]:
    return [call("monitor.join", node, now) for node in nodes]


def _check(*times: int) -> list[Step]:
    return [call("monitor.check", time) for time in times]


def _beat(node: str, *times: int) -> list[Step]:
    return [call("monitor.beat", node, time) for time in times]


EDGES: list[Case] = [
    _monitor(*_check(0), call("monitor.leader", 0), call("monitor.deaths", "a")),
    _monitor(suspect_after=0),
    _monitor(suspect_after=12),
    _monitor(proof=0),
    _monitor(*_join("a"), *_check(1, 2), suspect_after=1, dead_after=2, proof=1),
    _monitor(*_join("a", "a"), *_beat("b", 1), call("monitor.leave", "b")),
    _monitor(*_join("b", "a"), *_check(4, 5, 11, 12, 13)),
    _monitor(*_join("a"), *_beat("a", 4, 8), *_check(12, 13), *_beat("a", 13), *_check(17, 18)),
    _monitor(*_join("a"), *_check(12), *_beat("a", 13, 14), *_check(18, 19)),
    _monitor(*_join("a"), *_beat("a", 12, 17, 18), *_check(22, 23)),
    _monitor(*_join("a"), *_beat("a", 12, 16), *_check(20), *_beat("a", 16, 15, 40)),
    _monitor(*_join("a", now=9), *_beat("a", 9, 3), *_check(13, 14)),
    _monitor(*_join("b"), *_join("a", now=2), call("monitor.leader", 4), call("monitor.leader", 5)),
    _monitor(*_join("b", "a"), *_beat("a", 12, 13), *_beat("b", 11), call("monitor.leader", 14)),
    _monitor(*_join("a", "b"), call("monitor.leave", "a"), call("monitor.deaths", "a"), *_join("a", now=3)),
    [keep("monitor", call("Monitor", 5, 6)), *_join("a"), *_beat("a", 6, 7), call("monitor.leader", 7)],
]


def draw(random: Random) -> Case:
    """Return a monitor of some nodes, most of which are silent for too long now and then."""
    suspect_after = random.choice([1, 3, 5])
    dead_after = suspect_after + random.choice([1, 2, 7])
    steps = _join(*random.sample("abc", random.randint(1, 3)))
    now = 0
    for _ in range(random.randint(7, 13)):
        now += random.choice([0, 1, 2, suspect_after - 1, suspect_after, suspect_after, dead_after, -1])
        node = random.choice("aaabc")
        steps.append(
            random.choices(
                [
                    call("monitor.beat", node, now),
                    call("monitor.check", now),
                    call("monitor.leader", now),
                    call("monitor.join", node, now),
                    call("monitor.leave", node),
                    call("monitor.deaths", node),
                ],
                weights=[12, 5, 2, 1, 0.5, 0.5],
            )[0]
        )
    steps += [*_check(now + random.choice([0, suspect_after])), call("monitor.leader", now)]
    return _monitor(*steps, suspect_after=suspect_after, dead_after=dead_after, proof=random.randint(1, 3))
