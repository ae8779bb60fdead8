"""Takes, waits and reservations at times that are whole and half intervals."""

from random import Random

from tracefix_rl.tasks.case import Case, Step, call, keep, read


def _bucket(*steps: Step, capacity: int = 3, interval: int = 10, now: int = 0) -> Case:
    return [keep("bucket", call("TokenBucket", capacity, interval, now)), *steps]


def _buckets(*steps: Step, capacity: int = 2, interval: int = 10) -> Case:
    return [keep("buckets", call("Buckets", capacity, interval)), *steps, read("len(buckets)")]


EDGES: list[Case] = [
    _bucket(call("bucket.available", 0), call("bucket.wait", 0, 3)),
    _bucket(call("bucket.available", 0), capacity=0),
    _bucket(call("bucket.available", 0), interval=0),
    _bucket(call("bucket.available", 5), call("bucket.take", 5), capacity=1, interval=1, now=7),
    _bucket(
        call("bucket.take", 0, 3), call("bucket.take", 9), call("bucket.take", 10), call("bucket.take", 10)
    ),
    _bucket(call("bucket.take", 0, 0), call("bucket.wait", 0, 0), call("bucket.give_back", 0, 0)),
    _bucket(call("bucket.take", 0, 4), call("bucket.wait", 0, 4), call("bucket.reserve", 0, 4, 99)),
    _bucket(call("bucket.take", 95), call("bucket.wait", 95, 3), call("bucket.wait", 104, 3), now=90),
    _bucket(call("bucket.take", 20, 3), call("bucket.available", 10), call("bucket.available", 30)),
    _bucket(call("bucket.take", 0, 2), call("bucket.reserve", 0, 3, 20), call("bucket.wait", 0)),
    _bucket(call("bucket.take", 0, 2), call("bucket.reserve", 0, 3, 19), call("bucket.available", 0)),
    _bucket(
        call("bucket.reserve", 0, 3),
        call("bucket.reserve", 0, 3, 30),
        call("bucket.available", 29),
        call("bucket.give_back", 29, 2),
        call("bucket.available", 30),
    ),
    _bucket(call("bucket.take", 0), call("bucket.give_back", 5, 2), call("bucket.wait", 5, 3)),
    _buckets(call("buckets.take", "a", 0), capacity=0),
    _buckets(
        call("buckets.wait", "a", 0, 3), call("buckets.wait", "a", 0, 2), call("buckets.take", "a", 0, 3)
    ),
    _buckets(call("buckets.take", "b", 5, 2), call("buckets.take", "a", 5), call("buckets.sweep", 25)),
    _buckets(call("buckets.take", "b", 5, 2), call("buckets.take", "a", 15), call("buckets.sweep", 24)),
]


def draw(random: Random) -> Case:
    """Return one bucket, or one for each key, and what is taken from it while time passes."""
    capacity, interval = random.randint(1, 4), random.choice([1, 5, 10])
    now = start = random.choice([0, 0, 50])
    steps: list[Step] = []
    keyed = random.random() < 0.35
    for _ in range(random.randint(5, 11)):
        now += random.choice([0, 0, 1, 4, 5, 9, 10, 15, 20, -5])
        count = random.choices([random.randint(1, capacity), 1, 0, capacity + 1], weights=[8, 6, 1, 1])[0]
        if keyed:
            key = random.choice("abc")
            steps.append(
                random.choices(
                    [
                        call("buckets.take", key, now),
                        call("buckets.take", key, now, count),
                        call("buckets.wait", key, now, count),
                        call("buckets.sweep", now),
                    ],
                    weights=[2, 4, 2, 2],
                )[0]
            )
        else:
            patience = random.choice([0, 1, 5, 10, 15, 20])
            steps.append(
                random.choices(
                    [
                        call("bucket.take", now),
                        call("bucket.take", now, count),
                        call("bucket.wait", now, count),
                        call("bucket.reserve", now, count, patience),
                        call("bucket.give_back", now, count),
                        call("bucket.available", now),
                    ],
                    weights=[2, 4, 3, 4, 2, 3],
                )[0]
            )
    if keyed:
        return _buckets(*steps, call("buckets.sweep", now + 5), capacity=capacity, interval=interval)
    return _bucket(*steps, call("bucket.available", now), capacity=capacity, interval=interval, now=start)
