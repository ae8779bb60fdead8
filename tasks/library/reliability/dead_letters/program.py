"""A queue whose messages are tried several times, and set aside if they keep failing."""

from dataclasses import dataclass


class NotLeasedError(LookupError):
    """The message is not, or no longer, in the hands of a consumer."""


@dataclass
class _Message:
    number: int
    body: str
    time: int
    state: str = "waiting"
    attempts: int = 0
    reason: str = ""


class MailQueue:
    """Hands each message to one consumer at a time, until one is done with it.

    A consumer has `lease` seconds for it. After a failure the message pauses, for as long as `delays` say;
    when these are used up, it is dead.

    Raises:
        ValueError: If the lease is below 1 or a delay negative.
    """

    def __init__(self, lease: int = 30, delays: tuple[int, ...] = (10, 60)) -> None:
        if lease < 1:
            raise ValueError(f"lease must be at least 1, but is {lease}")
        if any(delay < 0 for delay in delays):
            raise ValueError("delays must not be negative")
        self._lease = lease
        self._delays = delays
        self._messages: dict[int, _Message] = {}
        self._pushed = 0

    def push(self, body: str, now: int, delay: int = 0) -> int:
        """Add a message that is ready after a delay; return its number.

        Raises:
            ValueError: If the delay is negative.
        """
        if delay < 0:
            raise ValueError("delays must not be negative")
        self._pushed += 1
        self._messages[self._pushed] = _Message(self._pushed, body, now + delay)
        return self._pushed

    def receive(self, now: int) -> tuple[int, str, int] | None:
        """Lease the message that has been ready for the longest time: its number, body and attempt."""
        self._expire(now)
        ready = [message for message in self._in_state("waiting") if message.time <= now]
        if not ready:
            return None
        message = min(ready, key=lambda message: (message.time, message.number))
        message.state = "leased"
        message.time = now + self._lease
        message.attempts += 1
        return message.number, message.body, message.attempts

    def ack(self, number: int, now: int) -> None:
        """Take a message that is done with out of the queue.

        Raises:
            NotLeasedError: If nobody has it.
        """
        del self._messages[self._leased(number, now).number]

    def fail(self, number: int, now: int, reason: str) -> None:
        """Give a message back that could not be handled.

        Raises:
            NotLeasedError: If nobody has it.
        """
        self._give_back(self._leased(number, now), now, reason)

    def dead(self, now: int) -> list[tuple[int, str, str]]:
        """Return number, body and last reason of each dead message, in the order of numbers."""
        self._expire(now)
        return [(message.number, message.body, message.reason) for message in self._in_state("dead")]

    def redrive(self, now: int, number: int | None = None) -> int:
        """Let one dead message, or all of them, start anew; return how many.

        Raises:
            KeyError: If that message is not dead.
        """
        self._expire(now)
        chosen = [message for message in self._in_state("dead") if number in (None, message.number)]
        if number is not None and not chosen:
            raise KeyError(number)
        for message in chosen:
            self._messages[message.number] = _Message(message.number, message.body, now)
        return len(chosen)

    def counts(self, now: int) -> dict[str, int]:
        """Return how many messages are ready, delayed, leased and dead."""
        self._expire(now)
        waiting = self._in_state("waiting")
        ready = sum(message.time <= now for message in waiting)
        return {
            "ready": ready,
            "delayed": len(waiting) - ready,
            "leased": len(self._in_state("leased")),
            "dead": len(self._in_state("dead")),
        }

    def _in_state(self, state: str) -> list[_Message]:
        return [message for message in self._messages.values() if message.state == state]

    def _leased(self, number: int, now: int) -> _Message:
        self._expire(now)
        message = self._messages.get(number)
        if message is None or message.state != "leased":
            raise NotLeasedError(f"message {number} is not leased")
        return message

    def _expire(self, now: int) -> None:
        for message in self._in_state("leased"):
            if message.time <= now:
                self._give_back(message, message.time, "timeout")

    def _give_back(self, message: _Message, time: int, reason: str) -> None:
        message.reason = reason
        if message.attempts > len(self._delays):
            message.state = "dead"
        else:
            message.state = "waiting"
            message.time = time + self._delays[message.attempts - 1]
