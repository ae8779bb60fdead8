"""Awaiting, in a test, what runs in the worker.

`follow` is the coroutine that a test gets for one of the code under test: it lets the worker's event loop
run for a moment, gives the test's own loop a turn, and so on until the other end is done. What several
coroutines do concurrently they do on one loop of the worker, as in one process.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator
from typing import Any

from tracefix_rl.sandbox.objects.mirror import Asker


async def follow(asker: Asker, awaitable: Any) -> Any:
    """Await something that is awaitable at the other end.

    Args:
        asker: This end of the conversation.
        awaitable: Its mirror.
    """
    task = asker.ask("await", awaitable, "start")
    done = False
    while not done:
        try:
            # First, so that what the test starts together is started before any of it runs.
            await asyncio.sleep(0)
        except asyncio.CancelledError:
            asker.ask("await", task, "cancel")
        done = asker.ask("await", task, "spin")
    if asker.ask("await", task, "cancelled"):
        raise asyncio.CancelledError
    return asker.ask("await", task, "result")


async def follow_generator(asker: Asker, generator: Any) -> AsyncGenerator[Any, Any]:
    """Iterate over an async generator at the other end; `asend`, `athrow` and `aclose` reach it.

    Args:
        asker: This end of the conversation.
        generator: Its mirror.
    """
    step = generator.asend(None)
    while True:
        try:
            item = await follow(asker, step)
        except StopAsyncIteration:
            return
        try:
            step = generator.asend((yield item))
        except GeneratorExit:
            await follow(asker, generator.aclose())
            raise
        except Exception as error:
            step = generator.athrow(error)
