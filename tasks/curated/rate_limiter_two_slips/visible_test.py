import pytest
from program import RateLimiter


class FakeClock:
    def __init__(self):
        self.now = 1000.0

    def read(self):
        return self.now


@pytest.fixture
def clock():
    return FakeClock()


def test_allows_up_to_the_limit(clock):
    limiter = RateLimiter(2, 10, clock.read)
    assert [limiter.allow("ann") for _ in range(3)] == [True, True, False]


def test_keys_do_not_share_their_calls(clock):
    limiter = RateLimiter(1, 10, clock.read)
    assert limiter.allow("ann") is True
    assert limiter.allow("bob") is True
    assert limiter.allow("ann") is False


def test_refused_calls_do_not_count(clock):
    limiter = RateLimiter(1, 10, clock.read)
    limiter.allow("ann")
    clock.now += 6
    assert limiter.allow("ann") is False
    clock.now += 5
    assert limiter.allow("ann") is True


def test_a_call_is_forgotten_after_the_period(clock):
    limiter = RateLimiter(1, 10, clock.read)
    limiter.allow("ann")
    clock.now += 9.5
    assert limiter.allow("ann") is False
    clock.now += 0.5
    assert limiter.allow("ann") is True


def test_remaining(clock):
    limiter = RateLimiter(3, 60, clock.read)
    limiter.allow("ann")
    assert limiter.remaining("ann") == 2
    assert limiter.remaining("bob") == 3


def test_retry_after_waits_for_the_oldest_call(clock):
    limiter = RateLimiter(2, 10, clock.read)
    limiter.allow("ann")
    clock.now += 4
    limiter.allow("ann")
    clock.now += 1
    assert limiter.retry_after("ann") == pytest.approx(5.0)


def test_no_wait_below_the_limit(clock):
    limiter = RateLimiter(2, 10, clock.read)
    limiter.allow("ann")
    assert limiter.retry_after("ann") == 0.0


def test_active_keys(clock):
    limiter = RateLimiter(2, 10, clock.read)
    limiter.allow("bob")
    limiter.allow("ann")
    assert limiter.active() == ["ann", "bob"]


def test_limit_must_be_positive(clock):
    with pytest.raises(ValueError, match="limit"):
        RateLimiter(0, 10, clock.read)
