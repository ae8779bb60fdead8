"""Calls that succeed and fail while time goes by."""

from random import Random

from tracefix_rl.tasks.case import Case, Expression, Step, call, keep, read

CLOCK = Expression("lambda: times[-1]")
WORKS = call("breaker.call", Expression("lambda: 7"))
BREAKS = call("breaker.call", Expression("lambda: [][0]"))


def _breaker(*steps: Step, threshold: int = 2, cooldown: float = 10, trials: int = 1) -> Case:
    settings = {"threshold": threshold, "cooldown": cooldown, "trials": trials}
    return [keep("times", [0.0]), keep("breaker", call("CircuitBreaker", CLOCK, **settings)), *steps]


def _at(time: float) -> Step:
    return call("times.append", time)


EDGES: list[Case] = [
    _breaker(threshold=0),
    _breaker(trials=0),
    [keep("breaker", call("CircuitBreaker", Expression("lambda: 0.0"))), BREAKS, BREAKS, BREAKS, WORKS],
    _breaker(read("breaker.state"), call("breaker.retry_after"), read("breaker.refused"), WORKS),
    _breaker(BREAKS, WORKS, BREAKS, read("breaker.state"), BREAKS, read("breaker.state")),
    _breaker(BREAKS, BREAKS, WORKS, WORKS, read("breaker.refused"), call("breaker.retry_after")),
    _breaker(BREAKS, BREAKS, _at(9.75), read("breaker.state"), WORKS, call("breaker.retry_after")),
    _breaker(BREAKS, BREAKS, _at(10.0), read("breaker.state"), WORKS, read("breaker.state")),
    _breaker(BREAKS, BREAKS, _at(25.0), call("breaker.retry_after"), BREAKS, call("breaker.retry_after")),
    _breaker(BREAKS, BREAKS, _at(10.0), WORKS, BREAKS, read("breaker.state"), BREAKS, read("breaker.state")),
    _breaker(
        BREAKS,
        _at(10.0),
        WORKS,
        BREAKS,
        _at(20.0),
        WORKS,
        WORKS,
        read("breaker.state"),
        threshold=1,
        trials=2,
    ),
    _breaker(BREAKS, BREAKS, call("breaker.reset"), BREAKS, read("breaker.state"), read("breaker.refused")),
    _breaker(BREAKS, WORKS, call("breaker.reset"), WORKS, read("breaker.refused"), threshold=1),
    _breaker(BREAKS, read("breaker.state"), WORKS, threshold=1, cooldown=0),
]


def draw(random: Random) -> Case:
    """Return a breaker and what happens to it in some seconds."""
    time = 0.0
    kinds: list[Step] = [WORKS, BREAKS, read("breaker.state")]
    steps: list[Step] = []
    for _ in range(random.randint(4, 9)):
        steps.append(random.choices(kinds, weights=[2, 4, 1])[0])
        if random.random() < 0.4:
            time += random.choice([1.0, 4.5, 5.0, 9.5, 10.0])
            steps.append(_at(time))
    steps += [read("breaker.state"), call("breaker.retry_after"), read("breaker.refused")]
    return _breaker(
        *steps,
        threshold=random.randint(1, 3),
        cooldown=random.choice([5, 9.5, 10]),
        trials=random.randint(1, 3),
    )
