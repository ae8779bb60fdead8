"""A few servers with small weights, requests that end well or not, and servers that come and go."""

from random import Random

from tracefix_rl.tasks.case import Case, Step, call, keep

NEXT = call("balancer.next")


def _balancer(weights: list[int], *steps: Step, max_fails: int = 2) -> Case:
    return [
        keep("balancer", call("Balancer", max_fails)),
        *[call("balancer.add", name, weight) for name, weight in zip("abcd", weights, strict=False)],
        *steps,
        call("balancer.status"),
    ]


def _done(name: str, ok: bool = True) -> Step:
    return call("balancer.done", name, ok)


EDGES: list[Case] = [
    _balancer([], NEXT),
    _balancer([], max_fails=0),
    _balancer([0, 1, -1], NEXT),
    _balancer([1], NEXT, NEXT, call("balancer.busy", "a"), call("balancer.next", ["a"])),
    _balancer([1, 1], NEXT, NEXT, NEXT),
    _balancer([4, 2, 1], *[NEXT] * 7),
    _balancer([2, 1], call("balancer.add", "a", 9), call("balancer.add", "c"), NEXT, NEXT, NEXT, NEXT),
    _balancer([1], NEXT, _done("a", False), max_fails=1),
    _balancer([4], NEXT, NEXT, NEXT, _done("a", False), _done("a"), _done("a", False), _done("a")),
    _balancer([7, 1], NEXT, NEXT, _done("a", False), NEXT, NEXT, _done("a", False), NEXT),
    _balancer([3, 1], NEXT, _done("a", False), call("balancer.restore", "a"), NEXT, NEXT, NEXT, max_fails=1),
    _balancer([3, 1], NEXT, call("balancer.drain", "a"), NEXT, call("balancer.restore", "a"), NEXT, NEXT),
    _balancer([1, 1], NEXT, call("balancer.drain", "a"), _done("a", False), max_fails=1),
    _balancer([1, 1], call("balancer.add", "c", 3, 1), NEXT, NEXT, NEXT, _done("c"), NEXT),
    _balancer([1], call("balancer.add", "b", 1, 0), call("balancer.add", "c", limit=1), NEXT, NEXT, NEXT),
    _balancer(
        [1], call("balancer.remove", "b"), call("balancer.remove", "a"), NEXT, call("balancer.busy", "a")
    ),
    _balancer([1], call("balancer.done", "a"), NEXT, call("balancer.done", "a"), call("balancer.done", "b")),
    [keep("balancer", call("Balancer")), call("balancer.add", "a")]
    + [NEXT, _done("a", False)] * 2
    + [call("balancer.status"), NEXT, _done("a", False), call("balancer.status")],
]


def draw(random: Random) -> Case:
    """Return up to four servers and a dozen of operations, most of them requests."""
    weights = [random.randint(1, 6) for _ in range(random.randint(1, 3))]
    names = "abcd"[: len(weights)]
    steps: list[Step] = []
    if random.random() < 0.5:
        steps.append(call("balancer.add", "d", random.randint(1, 6), random.choice([1, 1, 2, 3, 0])))
    for _ in range(random.randint(7, 13)):
        name = random.choice(names if random.random() < 0.8 else "abcd")
        excluded = random.sample("abcd", random.randint(1, 2))
        steps.append(
            random.choices(
                [
                    NEXT,
                    call("balancer.next", excluded),
                    _done(name, random.random() < 0.4),
                    call("balancer.drain", name),
                    call("balancer.restore", name),
                    call("balancer.busy", name),
                    call("balancer.remove", name),
                ],
                weights=[9, 2, 7, 1, 2, 1, 0.5],
            )[0]
        )
    return _balancer(weights, *steps, NEXT, NEXT, max_fails=random.randint(1, 3))
