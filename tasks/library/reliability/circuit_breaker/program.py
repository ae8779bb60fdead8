"""Stop calling a service that keeps failing, and try it again after a while."""

from collections.abc import Callable


class CircuitOpenError(Exception):
    """The service was not called, because it failed too often a short time ago."""


class CircuitBreaker:
    """Guards calls of one service.

    It is *closed* at first: calls go through. After `threshold` failures in a row it is *open*: calls are
    refused. Once `cooldown` seconds have passed it is *half-open*: calls go through again; one failure opens
    it for another cooldown, `trials` successes in a row close it. Time is what `clock` says, in seconds.

    Raises:
        ValueError: If the threshold or the number of trials is below 1.
    """

    def __init__(
        self, clock: Callable[[], float], threshold: int = 3, cooldown: float = 30, trials: int = 1
    ) -> None:
        if threshold < 1 or trials < 1:
            raise ValueError("threshold and trials must be at least 1")
        self._clock = clock
        self._threshold = threshold
        self._cooldown = cooldown
        self._trials = trials
        self._failures = 0
        self._successes = 0
        self._opened_at: float | None = None
        self.refused = 0

    @property
    def state(self) -> str:
        """Return "closed", "open" or "half-open"."""
        if self._opened_at is None:
            return "closed"
        return "half-open" if self._clock() - self._opened_at >= self._cooldown else "open"

    def call(self, function: Callable[[], int]) -> int:
        """Return what `function` returns, and count what it raises as a failure.

        Raises:
            CircuitOpenError: If the breaker is open; `function` is not called then.
        """
        state = self.state
        if state == "open":
            self.refused += 1
            raise CircuitOpenError(f"try again in {self.retry_after():g} s")
        try:
            result = function()
        except Exception:
            self._fail(state)
            raise
        self._succeed(state)
        return result

    def retry_after(self) -> float:
        """Return the seconds until calls go through again; 0.0 if they do now."""
        if self._opened_at is None:
            return 0.0
        return max(0.0, self._opened_at + self._cooldown - self._clock())

    def reset(self) -> None:
        """Close the breaker and forget all failures; the number of refused calls stays."""
        self._opened_at = None
        self._failures = 0
        self._successes = 0

    def _fail(self, state: str) -> None:
        self._failures += 1
        if state == "half-open" or self._failures >= self._threshold:
            self._opened_at = self._clock()
            self._successes = 0

    def _succeed(self, state: str) -> None:
        if state == "closed":
            self._failures = 0
            return
        self._successes += 1
        if self._successes >= self._trials:
            self.reset()
