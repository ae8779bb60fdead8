"""Being told to stop: by Ctrl-C, or by SIGTERM."""

from __future__ import annotations

import signal
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def told_to_stop_is_interrupted() -> Iterator[None]:
    """Have SIGTERM raise `KeyboardInterrupt` in the main thread, as Ctrl-C does, until the end of the block.

    Also where Ctrl-C itself is ignored, as it is for what a shell started in the background.
    """

    def interrupt(number: int, frame: object) -> None:
        if signal.getsignal(signal.SIGINT) == signal.SIG_IGN:
            raise KeyboardInterrupt
        signal.raise_signal(signal.SIGINT)  # which an event loop answers by cancelling what it does

    before = signal.signal(signal.SIGTERM, interrupt)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)
