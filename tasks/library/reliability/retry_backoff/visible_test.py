import pytest
from program import GaveUpError, Retrier, RetryPolicy


class Flaky:
    """Raises the errors it is given, one each call, and then returns 7."""

    def __init__(self, *errors):
        self.errors = list(errors)
        self.calls = 0

    def run(self):
        self.calls += 1
        if self.errors:
            raise self.errors.pop(0)
        return 7


@pytest.fixture
def waits():
    return []


@pytest.fixture
def retrier(waits):
    policy = RetryPolicy(attempts=3, base=50, factor=3, cap=1000)
    return Retrier(policy, lambda delay: waits.append(delay), (OSError, LookupError))


def test_delays_grow_up_to_the_cap():
    policy = RetryPolicy(base=100, factor=3, cap=1000)
    assert [policy.delay(failures) for failures in (1, 2, 3, 4)] == [100, 300, 900, 1000]


def test_no_delay_without_a_failure():
    with pytest.raises(ValueError, match="failure"):
        RetryPolicy().delay(0)


def test_one_wait_less_than_attempts():
    assert RetryPolicy().delays() == [100, 200, 400]
    assert RetryPolicy(attempts=1).delays() == []


@pytest.mark.parametrize(("budget", "delays"), [(0, []), (99, []), (300, [100, 200]), (299, [100])])
def test_waits_end_with_the_budget(budget, delays):
    assert RetryPolicy(attempts=5, budget=budget).delays() == delays


def test_returns_the_first_success(retrier, waits):
    flaky = Flaky(OSError("down"), KeyError("x"))
    assert retrier.call(flaky.run) == 7
    assert waits == [50, 150]
    assert retrier.waited == 200


def test_no_wait_without_an_error(retrier, waits):
    assert retrier.call(Flaky().run) == 7
    assert waits == []
    assert retrier.retries == 0


def test_gives_up_after_the_last_attempt(retrier, waits):
    flaky = Flaky(*[OSError("down")] * 5)
    with pytest.raises(GaveUpError, match="after 3 attempts") as caught:
        retrier.call(flaky.run)
    assert caught.value.attempts == flaky.calls == 3
    assert waits == [50, 150]


def test_other_errors_are_raised_on_at_once(retrier, waits):
    flaky = Flaky(ValueError("bad request"), OSError("down"))
    with pytest.raises(ValueError, match="bad request"):
        retrier.call(flaky.run)
    assert flaky.calls == 1
    assert retrier.retries == 0


def test_errors_by_frequency(retrier):
    retrier.call(Flaky(OSError("down")).run)
    retrier.call(Flaky(KeyError("x"), KeyError("y")).run)
    retrier.call(Flaky(IndexError("z")).run)
    assert list(retrier.errors().items()) == [("KeyError", 2), ("IndexError", 1), ("OSError", 1)]
    assert retrier.retries == 4


@pytest.mark.parametrize(
    "settings", [{"attempts": 0}, {"base": -1}, {"factor": 0}, {"base": 10, "cap": 9}, {"budget": -1}]
)
def test_settings_out_of_range(settings):
    with pytest.raises(ValueError, match=r"attempt|delays|budget"):
        RetryPolicy(**settings)
