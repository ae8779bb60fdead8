import pytest
from program import CircuitBreaker, CircuitOpenError


class FakeClock:
    def __init__(self):
        self.now = 100.0

    def read(self):
        return self.now


@pytest.fixture
def clock():
    return FakeClock()


def works():
    return 42


def breaks():
    raise OSError("no route to host")


def fail(breaker, times=1):
    for _ in range(times):
        with pytest.raises(OSError, match="no route"):
            breaker.call(breaks)


def test_returns_what_the_function_returns(clock):
    assert CircuitBreaker(clock.read).call(works) == 42


def test_opens_after_the_threshold(clock):
    breaker = CircuitBreaker(clock.read, threshold=2)
    fail(breaker)
    assert breaker.state == "closed"
    fail(breaker)
    assert breaker.state == "open"


def test_a_success_forgives_earlier_failures(clock):
    breaker = CircuitBreaker(clock.read, threshold=2)
    fail(breaker)
    breaker.call(works)
    fail(breaker)
    assert breaker.state == "closed"


def test_refuses_while_open(clock):
    breaker = CircuitBreaker(clock.read, threshold=1, cooldown=30)
    fail(breaker)
    clock.now += 10
    with pytest.raises(CircuitOpenError, match="try again in 20 s"):
        breaker.call(works)
    assert breaker.refused == 1


def test_is_half_open_after_the_cooldown(clock):
    breaker = CircuitBreaker(clock.read, threshold=1, cooldown=30)
    fail(breaker)
    clock.now += 29
    assert breaker.state == "open"
    clock.now += 1
    assert breaker.state == "half-open"
    assert breaker.retry_after() == 0.0


def test_closes_after_enough_trials(clock):
    breaker = CircuitBreaker(clock.read, threshold=1, cooldown=30, trials=2)
    fail(breaker)
    clock.now += 30
    breaker.call(works)
    assert breaker.state == "half-open"
    breaker.call(works)
    assert breaker.state == "closed"


def test_one_failure_on_trial_opens_it_again(clock):
    breaker = CircuitBreaker(clock.read, threshold=3, cooldown=30)
    fail(breaker, 3)
    clock.now += 31
    fail(breaker)
    assert breaker.state == "open"
    assert breaker.retry_after() == pytest.approx(30.0)


def test_reset(clock):
    breaker = CircuitBreaker(clock.read, threshold=1)
    fail(breaker)
    breaker.reset()
    assert breaker.state == "closed"
    assert breaker.call(works) == 42


def test_useless_settings(clock):
    with pytest.raises(ValueError, match="at least 1"):
        CircuitBreaker(clock.read, threshold=0)
