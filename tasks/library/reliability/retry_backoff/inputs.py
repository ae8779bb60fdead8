"""Policies, and calls whose outcomes are numbers, text that is no number, None, or nothing any more."""

from random import Random
from typing import Any

from tracefix_rl.tasks.case import Case, Expression, Step, call, keep, read

SLEEP = Expression("lambda delay: waits.append(delay)")
NEXT = Expression("lambda: int(outcomes.pop(0))")
TYPES = ["(ValueError,)", "(ValueError, TypeError)", "(LookupError, ValueError)", "()", "(Exception,)"]


def _policy(*steps: Step, **settings: Any) -> Case:
    return [keep("policy", call("RetryPolicy", **settings)), *steps]


def _calls(outcomes: list[Any], times: int = 1, retryable: str = "(ValueError,)", **settings: Any) -> Case:
    return _policy(
        keep("waits", []),
        keep("outcomes", outcomes),
        keep("retrier", call("Retrier", Expression("policy"), SLEEP, Expression(retryable))),
        *[call("retrier.call", NEXT) for _ in range(times)],
        read("waits"),
        read("len(outcomes)"),
        read("(retrier.retries, retrier.waited)"),
        read("list(retrier.errors().items())"),
        **settings,
    )


EDGES: list[Case] = [
    _policy(call("policy.delays"), call("policy.delay", 6), call("policy.delay", 7)),
    _policy(call("policy.delay", 0), call("policy.delay", 1)),
    _policy(call("policy.delays"), call("policy.delay", 3), base=0, cap=0),
    _policy(call("policy.delays"), attempts=1),
    _policy(call("policy.delays"), attempts=6, base=10, factor=1, budget=40),
    _policy(call("policy.delays"), attempts=6, base=10, factor=3, cap=90, budget=129),
    _policy(call("policy.delays"), attempts=3, base=10, budget=0),
    _policy(call("policy.delays"), attempts=3, base=0, budget=0),
    _policy(read("policy.budget"), attempts=0),
    _policy(read("policy.budget"), base=-1),
    _policy(read("policy.base"), base=50, cap=50),
    _policy(read("policy.base"), base=51, cap=50),
    _policy(read("policy.factor"), factor=0),
    _policy(read("policy.budget"), budget=-1),
    _calls(["8"]),
    _calls(["x", "y", "8"], attempts=3),
    _calls(["x", "y", "8"], attempts=2),
    _calls(["x", None, "8"], times=2),
    _calls(["x", "x", None, None, "z", "z", "4"], times=2, retryable="(ValueError, TypeError)"),
    _calls([], retryable="(LookupError,)", budget=300),
]


def draw(random: Random) -> Case:
    """Return a policy and its delays, or calls that follow it."""
    base = random.choice([0, 5, 10, 10, 20])
    settings: dict[str, Any] = {
        "attempts": random.randint(1, 6),
        "base": base,
        "factor": random.randint(1, 3),
        "cap": base * random.choice([1, 3, 4, 9]) + random.choice([0, 0, 1, 15]),
    }
    if random.random() < 0.5:
        settings["budget"] = random.choice([0, 10, 20, 30, 40, 69, 70, 71, 130])
    if random.random() < 0.08:
        settings |= random.choice(
            [{"attempts": 0}, {"base": -1}, {"factor": 0}, {"cap": base - 1}, {"budget": -1}]
        )
    if random.random() < 0.35:
        return _policy(
            call("policy.delays"),
            *[call("policy.delay", failures) for failures in random.sample(range(7), 2)],
            **settings,
        )
    outcomes = random.choices(["1", "2", "x", None], weights=[1, 1, 4, 2], k=random.randint(0, 8))
    return _calls(outcomes, random.randint(1, 3), random.choice(TYPES), **settings)
