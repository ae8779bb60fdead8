import pytest
from program import RateLimiter


class FakeClock:
    def __init__(self):
        self.now = 0.0

    def read(self):
        return self.now


@pytest.fixture
def clock():
    return FakeClock()


def calls_at(limiter, clock, times):
    allowed = []
    for time in times:
        clock.now = time
        allowed.append(limiter.allow("job"))
    return allowed


@pytest.mark.parametrize(
    ("limit", "times", "expected"),
    [
        (1, [0, 5, 10], [True, True, True]),
        (1, [0, 4.75, 5, 9.75, 10], [True, False, True, False, True]),
        (2, [0, 1, 2, 5, 5.5, 6], [True, True, False, True, False, True]),
        (3, [0, 0, 0, 0, 5, 5], [True, True, True, False, True, True]),
    ],
)
def test_calls_over_time(clock, limit, times, expected):
    assert calls_at(RateLimiter(limit, 5, clock.read), clock, times) == expected


def test_wait_ends_with_an_allowed_call(clock):
    limiter = RateLimiter(3, 8, clock.read)
    calls_at(limiter, clock, [0, 2, 3])
    assert limiter.retry_after("job") == pytest.approx(5.0)
    clock.now += 5
    assert limiter.retry_after("job") == 0.0
    assert limiter.allow("job") is True


def test_wait_shrinks_with_time(clock):
    limiter = RateLimiter(1, 8, clock.read)
    calls_at(limiter, clock, [1])
    waits = []
    for time in (1, 4, 8):
        clock.now = time
        waits.append(limiter.retry_after("job"))
    assert waits == pytest.approx([8.0, 5.0, 1.0])


def test_unknown_key_need_not_wait(clock):
    limiter = RateLimiter(1, 8, clock.read)
    assert limiter.retry_after("job") == 0.0
    assert limiter.remaining("job") == 1


def test_remaining_comes_back(clock):
    limiter = RateLimiter(2, 3, clock.read)
    calls_at(limiter, clock, [0, 1])
    left = []
    for time in (2, 3, 4):
        clock.now = time
        left.append(limiter.remaining("job"))
    assert left == [0, 1, 2]


def test_keys_become_inactive(clock):
    limiter = RateLimiter(2, 10, clock.read)
    limiter.allow("old")
    clock.now = 5
    limiter.allow("new")
    clock.now = 10
    assert limiter.active() == ["new"]


@pytest.mark.parametrize("limit", [0, -4])
def test_useless_limits(clock, limit):
    with pytest.raises(ValueError, match=str(limit)):
        RateLimiter(limit, 1, clock.read)
