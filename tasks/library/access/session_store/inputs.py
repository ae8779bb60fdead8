"""Sessions of two users at times around their ends."""

from random import Random

from tracefix_rl.tasks.case import Case, Step, call, keep, read


def _store(*steps: Step, idle: int = 10, absolute: int = 25, per_user: int = 2) -> Case:
    return [keep("store", call("SessionStore", idle, absolute, per_user)), *steps, read("len(store)")]


def _start(now: int, user: str = "u") -> Step:
    return call("store.start", user, now)


def _touch(session_id: str, *times: int) -> list[Step]:
    return [call("store.touch", session_id, now) for now in times]


def _active(now: int) -> Step:
    return call("store.active", "u", now)


EDGES: list[Case] = [
    _store(idle=0),
    _store(absolute=9),
    _store(per_user=0),
    _store(idle=1, absolute=1, per_user=1),
    [
        keep("store", call("SessionStore")),
        _start(0),
        *_touch("u-1", 1799, 3599),
        call("store.expires_at", "u-1"),
    ],
    [
        keep("store", call("SessionStore")),
        *(_start(now) for now in range(4)),
        _active(4),
        call("store.purge", 43200),
    ],
    [keep("store", call("SessionStore", 50000, 50000)), _start(0), call("store.expires_at", "u-1")],
    [
        keep("store", call("SessionStore", 1800)),
        _start(0),
        call("store.confirm", "u-1", 5),
        *(call("store.confirmed", "u-1", now) for now in (304, 305)),
    ],
    [
        keep("store", call("SessionStore", 43200)),
        _start(0),
        *_touch("u-1", 100),
        call("store.expires_at", "u-1"),
    ],
    _store(
        *_touch("u-1", 0),
        _active(0),
        call("store.expires_at", "u-1"),
        call("store.purge", 9),
        call("store.close", "x"),
    ),
    _store(
        _start(0),
        *_touch("u-1", 9, 19),
        _start(19),
        call("store.expires_at", "u-1"),
        call("store.expires_at", "u-2"),
    ),
    _store(_start(0), *_touch("u-1", 9, 18, 24), call("store.expires_at", "u-1"), *_touch("u-1", 25)),
    _store(_start(0), _start(0), _start(0), _active(0), _active(9), _active(10)),
    _store(_start(0), _start(1), *_touch("u-1", 1), _start(2), _active(2), per_user=2),
    _store(_start(0), _start(0), _active(0), per_user=1),
    _store(_start(0), _start(5), _start(10), _active(10), call("store.purge", 10), call("store.purge", 20)),
    _store(
        _start(0),
        call("store.rotate", "u-1", 9),
        call("store.rotate", "u-1", 9),
        *_touch("u-2", 18),
        _active(18),
    ),
    _store(
        _start(0),
        _start(0),
        call("store.rotate", "u-1", 0),
        _active(0),
        call("store.rotate", "u-2", 10),
        _active(10),
    ),
    _store(
        _start(0),
        call("store.put", "u-1", "k", "v", 9),
        call("store.get", "u-1", "k", 18),
        *_touch("u-1", 25),
    ),
    _store(
        _start(0),
        call("store.put", "u-1", "k", "v", 10),
        call("store.get", "u-1", "k", 10),
        call("store.get", "x", "k", 10),
    ),
    _store(
        _start(0),
        call("store.confirm", "u-1", 0, 5),
        *(call("store.confirmed", "u-1", now) for now in (4, 5)),
    ),
    _store(
        _start(0),
        call("store.confirm", "u-1", 5, 99),
        *(call("store.confirmed", "u-1", now) for now in (14, 15)),
    ),
    _store(
        _start(0),
        call("store.confirm", "u-1", 1, 20),
        call("store.rotate", "u-1", 2),
        call("store.confirmed", "u-2", 11),
        call("store.confirm", "u-2", 3, 0),
        call("store.confirmed", "u-2", 3),
    ),
    _store(
        _start(0),
        _start(0, "v"),
        _start(3),
        call("store.close_others", "u-3", 10),
        _active(10),
        call("store.active", "v", 10),
    ),
    _store(
        _start(0),
        _start(1),
        call("store.close_others", "u-2", 11),
        call("store.close_others", "u-1", 12),
        _active(12),
    ),
    _store(
        _start(0),
        call("store.close_others", "u-1", 9),
        call("store.expires_at", "u-1"),
        call("store.close", "u-1"),
    ),
]


def draw(random: Random) -> Case:
    """Return a store, some sessions, and what is done with them as time goes by."""
    now = 0
    steps: list[Step] = [_start(0)]
    numbers = 1
    for _ in range(random.randint(7, 12)):
        now += random.choice([0, 1, 1, 4, 5, 9, 10])
        session_id = f"u-{max(1, numbers - random.choice([0, 0, 1, 1, 2]))}"
        kind = random.choice(
            ["start", "start", "touch", "touch", "rotate", "put", "get", "confirm", "confirmed", "other"]
        )
        if kind == "start":
            steps.append(_start(now, random.choice("uuuv")))
            numbers += 1
        elif kind == "put":
            steps.append(call("store.put", session_id, random.choice("ab"), str(now), now))
        elif kind == "get":
            steps.append(call("store.get", session_id, random.choice("ab"), now))
        elif kind == "confirm":
            steps.append(call("store.confirm", session_id, now, random.choice([0, 4, 5, 30])))
        elif kind == "other":
            steps.append(
                random.choice(
                    [
                        call("store.close", session_id),
                        call("store.close_others", session_id, now),
                        call("store.purge", now),
                        call("store.expires_at", session_id),
                        _active(now),
                    ]
                )
            )
        else:
            steps.append(call(f"store.{kind}", session_id, now))
            numbers += kind == "rotate"
    steps += [_active(now), call("store.expires_at", f"u-{numbers}")]
    idle = random.choice([5, 10])
    return _store(*steps, idle=idle, absolute=idle + random.choice([0, 4, 15]), per_user=random.randint(1, 3))
