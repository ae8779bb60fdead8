"""Try again after failures, and wait longer each time."""

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass


class GaveUpError(Exception):
    """All attempts failed; the last error is the cause, and `attempts` the number of calls made."""

    def __init__(self, attempts: int) -> None:
        super().__init__(f"gave up after {attempts} attempts")
        self.attempts = attempts


@dataclass(frozen=True)
class RetryPolicy:
    """How often to try, and how many milliseconds to wait in between.

    Raises:
        ValueError: If a setting is out of range.
    """

    attempts: int = 4
    base: int = 100
    factor: int = 2
    cap: int = 5000
    budget: int | None = None

    def __post_init__(self) -> None:
        if self.attempts < 1:
            raise ValueError("there must be at least one attempt")
        if self.base < 0 or self.cap < self.base:
            raise ValueError("delays must lie between 0 and the cap")
        if self.factor < 1:
            raise ValueError("delays must not shrink")
        if self.budget is not None and self.budget < 0:
            raise ValueError("the budget must not be negative")

    def delay(self, failures: int) -> int:
        """Return the wait after that many failures in a row: exponential, but never more than the cap.

        Raises:
            ValueError: If there was no failure.
        """
        if failures < 1:
            raise ValueError("there is nothing to wait for without a failure")
        delay = self.base
        for _ in range(failures - 1):
            delay *= self.factor
            if delay >= self.cap:
                return self.cap
        return delay

    def delays(self) -> list[int]:
        """Return the waits of a call that always fails, as far as the budget allows them."""
        return list(self._affordable())

    def _affordable(self) -> Iterator[int]:
        total = 0
        for failures in range(1, self.attempts):
            delay = self.delay(failures)
            total += delay
            if self.budget is not None and total > self.budget:
                return
            yield delay


class Retrier:
    """Makes calls as a policy says, and keeps account of what went wrong.

    Args:
        policy: How often to try and how long to wait.
        sleep: Called with the milliseconds of each wait.
        retryable: Types of errors after which to try again; others are raised on.
    """

    def __init__(
        self, policy: RetryPolicy, sleep: Callable[[int], object], retryable: tuple[type[Exception], ...]
    ) -> None:
        self._policy = policy
        self._sleep = sleep
        self._retryable = retryable
        self._errors: Counter[str] = Counter()
        self.retries = 0
        self.waited = 0

    def call(self, function: Callable[[], int]) -> int:
        """Return what `function` returns in the end.

        Raises:
            GaveUpError: If no attempt, or no wait, is left after a retryable error.
        """
        delays = iter(self._policy.delays())
        attempts = 0
        while True:
            attempts += 1
            try:
                return function()
            except Exception as error:
                self._errors[type(error).__name__] += 1
                if not isinstance(error, self._retryable):
                    raise
                delay = next(delays, None)
                if delay is None:
                    raise GaveUpError(attempts) from error
            self._wait(delay)

    def errors(self) -> dict[str, int]:
        """Return how often each type of error came, the most frequent first, then by name."""
        return dict(sorted(self._errors.items(), key=lambda item: (-item[1], item[0])))

    def _wait(self, delay: int) -> None:
        self.retries += 1
        self.waited += delay
        self._sleep(delay)
