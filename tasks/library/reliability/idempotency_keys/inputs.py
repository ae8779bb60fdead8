"""Requests with few keys and payloads, sent again and again while time passes."""

from random import Random

from tracefix_rl.tasks.case import Case, Expression, Step, call, keep, read

A = {"to": "ann"}
B = {"to": "bob"}
KEYS = ["k", "m"]
WORKS = Expression('lambda payload: "hello " + payload["to"]')
BREAKS = Expression('lambda payload: payload["from"]')


def _store(*steps: Step, ttl: int = 20, lease: int = 5) -> Case:
    return [
        keep("times", [0]),
        keep("store", call("IdempotencyStore", Expression("lambda: times[-1]"), ttl=ttl, lease=lease)),
        *steps,
        read("len(store)"),
        call("store.purge"),
        call("store.status", "k"),
    ]


def _at(time: int) -> Step:
    return keep("times", [time])


def _begin(payload: dict[str, str], key: str = "k") -> Step:
    return call("store.begin", key, payload)


def _finish(response: str, key: str = "k") -> Step:
    return call("store.finish", key, response)


EDGES: list[Case] = [
    _store(),
    _store(ttl=0),
    _store(lease=0),
    _store(_begin(A, ""), call("store.status", "")),
    _store(_begin({}), _begin({}), _finish(""), _begin({})),
    _store(_begin(A), _begin(B), _finish("1"), _begin(A), _begin(B)),
    _store(_begin(A), _at(4), _begin(A), _at(5), _begin(B), _at(9), _begin(B), _at(10), _begin(B)),
    _store(
        _begin(A), _at(3), _finish("1"), _at(22), _begin(A), _at(23), call("store.status", "k"), _begin(A)
    ),
    _store(_begin(A), _finish("1"), _at(20), _finish("2"), call("store.abandon", "k")),
    _store(_begin(A), call("store.abandon", "k"), call("store.abandon", "k"), _finish("1")),
    _store(_begin(A), _finish("1"), _finish("2"), call("store.abandon", "k"), _begin(A)),
    _store(_begin(A), _at(100), call("store.purge"), _finish("late"), _begin(A)),
    _store(
        call("store.run", "k", A, BREAKS), call("store.run", "k", A, WORKS), call("store.run", "k", A, BREAKS)
    ),
    _store(_begin(A), call("store.run", "k", A, WORKS), _at(5), call("store.run", "k", B, WORKS)),
    _store(_begin({"a": "1", "b": "2"}), _finish("1"), _begin({"b": "2", "a": "1"}), ttl=1, lease=1),
    [
        keep("times", [0]),
        keep("store", call("IdempotencyStore", Expression("lambda: times[-1]"))),
        _begin(A),
        _at(29),
        call("store.status", "k"),
        _at(30),
        call("store.status", "k"),
        _finish("1"),
        _at(3629),
        call("store.status", "k"),
        _at(3630),
        call("store.status", "k"),
    ],
]


def draw(random: Random) -> Case:
    """Return what happens to two keys in some seconds."""
    ttl, lease = random.choice([1, 5, 8, 20]), random.choice([1, 3, 5])
    now = 0
    steps: list[Step] = []
    for number in range(random.randint(6, 11)):
        key = random.choices([*KEYS, ""], weights=[12, 4, 1])[0]
        payload = random.choice([A, A, A, B])
        steps.append(
            random.choices(
                [
                    _begin(payload, key),
                    _finish(f"r{number}", key),
                    call("store.abandon", key),
                    call("store.run", key, payload, random.choice([WORKS, WORKS, BREAKS])),
                    call("store.status", key),
                    call("store.purge"),
                ],
                weights=[6, 4, 1, 3, 2, 1],
            )[0]
        )
        if random.random() < 0.4:
            now += random.choice([1, 2, lease - 1, lease, ttl - 1, ttl])
            steps.append(_at(now))
    return _store(*steps, ttl=ttl, lease=lease)
