"""Few messages, of which most are handed out several times before they are dead."""

from random import Random

from tracefix_rl.tasks.case import Case, Step, call, keep


def _queue(*steps: Step, lease: int = 10, delays: tuple[int, ...] = (5,), now: int = 0) -> Case:
    queue = keep("queue", call("MailQueue", lease=lease, delays=delays))
    return [queue, *steps, call("queue.counts", now), call("queue.dead", now)]


def _push(body: str, now: int, *delay: int) -> Step:
    return call("queue.push", body, now, *delay)


def _receive(*times: int) -> list[Step]:
    return [call("queue.receive", time) for time in times]


def _fail(number: int, now: int, reason: str = "bad") -> Step:
    return call("queue.fail", number, now, reason)


EDGES: list[Case] = [
    _queue(*_receive(0), call("queue.redrive", 0), call("queue.redrive", 0, 1)),
    _queue(lease=0),
    _queue(lease=1, delays=(0,)),
    _queue(delays=(5, -1)),
    _queue(_push("a", 0, -1), _push("b", 0, 0), *_receive(0)),
    _queue(_push("a", 0, 3), _push("b", 3), _push("c", 2), *_receive(1, 2, 3, 3), now=3),
    _queue(_push("a", 0), call("queue.ack", 1, 0), *_receive(0), call("queue.ack", 1, 9), now=9),
    _queue(_push("a", 0), *_receive(0, 9), call("queue.ack", 1, 10), *_receive(14, 15), now=15),
    _queue(_push("a", 0), *_receive(0), _fail(1, 3), *_receive(7, 8), _fail(1, 9, "worse"), now=9),
    _queue(_push("a", 0), *_receive(0), _fail(1, 10), *_receive(15, 25), now=25),
    _queue(_push("a", 0), *_receive(0, 40), delays=(), now=40),
    _queue(
        _push("a", 0),
        _push("b", 0),
        *_receive(0, 0),
        _fail(2, 1),
        _fail(1, 1),
        call("queue.redrive", 2, 1),
        call("queue.redrive", 2, 1),
        call("queue.redrive", 3),
        *_receive(3, 3, 3),
        delays=(),
        now=3,
    ),
    _queue(_push("a", 0), *_receive(0), _fail(1, 0), *_receive(0), _fail(1, 0), delays=(0, 0)),
    [
        keep("queue", call("MailQueue")),
        _push("a", 0),
        *_receive(0, 39, 40, 129, 130),
        call("queue.dead", 160),
    ],
]


def draw(random: Random) -> Case:
    """Return a queue with up to four messages that are received, acknowledged and failed."""
    lease = random.choice([1, 4, 5, 10])
    delays = tuple(random.choice([0, 2, 5]) for _ in range(random.randint(0, 2)))
    now = 0
    pushed = random.randint(1, 3)
    steps: list[Step] = [
        _push(body, random.randint(0, 1), *random.choice([(), (), (2,)])) for body in "abc"[:pushed]
    ]
    for number in range(random.randint(6, 11)):
        now += random.choice([0, 0, 1, 2, 5, lease])
        target = random.choices([random.randint(1, pushed), pushed + 1], weights=[9, 1])[0]
        steps.append(
            random.choices(
                [
                    call("queue.receive", now),
                    call("queue.ack", target, now),
                    _fail(target, now, f"error {number}"),
                    call("queue.redrive", now, *random.choice([(), (target,)])),
                    call("queue.counts", now),
                    _push("d", now, *random.choice([(), (1,), (5,), (-1,)])),
                ],
                weights=[8, 1, 5, 2, 1, 1],
            )[0]
        )
    return _queue(*steps, *_receive(now), lease=lease, delays=delays, now=now)
