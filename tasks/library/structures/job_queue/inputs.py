"""Queues that jobs enter, leave and change places in."""

from random import Random

from tracefix_rl.tasks.case import Case, Step, call, keep, read


def _queue(*steps: Step) -> Case:
    return [keep("queue", call("JobQueue")), *steps, call("queue.waiting")]


def _push(*priorities: int) -> list[Step]:
    return [call("queue.push", f"j{number}", priority) for number, priority in enumerate(priorities)]


POP = call("queue.pop")

EDGES: list[Case] = [
    _queue(POP, call("queue.peek"), read("len(queue)"), call("queue.cancel", "j0")),
    _queue(*_push(4), POP, POP),
    _queue(*_push(2, 1), call("queue.peek"), POP, call("queue.peek")),
    _queue(*_push(1, 1, 1), POP, *_push(1), POP, POP, POP),
    _queue(*_push(3, 3, -1), call("queue.push", "j1", 0), POP, POP, POP),
    _queue(*_push(5, 4, 3, 2, 1, 0), POP, POP, POP, POP, POP, POP),
    _queue(*_push(1, 2), call("queue.cancel", "j1"), read("len(queue)"), POP),
    _queue(*_push(1, 2), call("queue.cancel", "j0"), POP),
    _queue(*_push(0, 9, 1, 10, 11, 2, 3), call("queue.cancel", "j4"), POP, POP, POP, POP, POP, POP),
    _queue(*_push(0, 1, 2, 3, 4), call("queue.reprioritize", "j0", 3), POP, POP, POP, POP, POP),
    _queue(*_push(0, 1, 2, 3, 4), call("queue.reprioritize", "j4", 0), POP, POP),
    _queue(*_push(1, 2), call("queue.reprioritize", "j0", 1), call("queue.reprioritize", "nobody", 1)),
]


def draw(random: Random) -> Case:
    """Return some jobs, changes to them, and what comes out."""
    count = random.randint(3, 9)
    names = [f"j{number}" for number in range(count)]
    steps = _push(*(random.randint(0, 6) for _ in names))
    for _ in range(random.randint(2, 6)):
        name = random.choice(names)
        steps.append(
            random.choice(
                [
                    POP,
                    call("queue.cancel", name),
                    call("queue.reprioritize", name, random.randint(-2, 8)),
                    call("queue.push", name, random.randint(0, 6)),
                ]
            )
        )
    return _queue(*steps, call("queue.peek"), *[POP] * random.randint(1, count))
