"""One way to play an episode, wherever it runs: in this process or on a server."""

from __future__ import annotations

import asyncio
import re
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING, Any, Protocol

from tracefix_rl.core.models import Action, Observation

if TYPE_CHECKING:
    from tracefix_rl.client import TraceFixRLEnv
    from tracefix_rl.sandbox import Sandbox
    from tracefix_rl.tasks.catalog import Catalog

_FROM_THE_SERVER = re.compile(r"Server error: (.*) \(code: \w+\)")
_EPISODE = ("episode_id", "max_steps", "reward_mode", "injected_state")


class SessionError(Exception):
    """The environment refuses what was asked of it; the message is one line that says why."""


class SessionLostError(SessionError):
    """The environment cannot be reached any more; the episode is over without a score."""


class Session(Protocol):
    """An episode's two calls, and its end."""

    async def reset(self, **options: Any) -> Observation:
        """Start an episode; `options` are those of the environment's `reset`.

        Raises:
            SessionError: If the environment refuses or is gone.
        """

    async def step(self, action: Action) -> Observation:
        """Take one step.

        Raises:
            SessionError: If the environment refuses or is gone.
        """

    async def close(self) -> None:
        """Release what the session holds; closing twice is harmless."""


class LocalSession(Session):
    """Plays in this process, without a server.

    Args:
        sandbox: Runs the tests; it may be shared by many sessions and is not closed with them.
        catalog: Where tasks come from; the shipped ones by default.
    """

    def __init__(self, sandbox: Sandbox, catalog: Catalog | None = None) -> None:
        from tracefix_rl.core.episode import Episode
        from tracefix_rl.core.selection import Selection
        from tracefix_rl.tasks.catalog import Catalog

        self._selection = Selection(catalog or Catalog.configured())
        self._episode = Episode(sandbox)

    async def reset(self, **options: Any) -> Observation:
        """Start an episode of the task that `options` select, as the server's environment does."""
        from tracefix_rl.core.selection import OPTIONS

        given = {name: value for name, value in options.items() if value is not None}
        if unknown := given.keys() - {*OPTIONS, *_EPISODE}:
            raise SessionError(f"reset takes no {', '.join(sorted(unknown))} here")

        def start() -> Observation:
            selected = self._selection.choose(**{name: given[name] for name in OPTIONS if name in given})
            chosen = {name: given[name] for name in _EPISODE if name in given}
            observation = self._episode.reset(selected.task, seed=selected.seed, **chosen)
            self._selection.begin(selected)
            return observation

        return await self._in_thread(start)

    async def step(self, action: Action) -> Observation:
        """Take one step; the event loop stays free while tests run."""

        def take() -> Observation:
            observation = self._episode.step(action)
            if (score := self._episode.state.final_score) is not None:
                self._selection.end(score)
            return observation

        return await self._in_thread(take)

    async def close(self) -> None:
        """Nothing to release."""

    @staticmethod
    async def _in_thread(call: Callable[[], Observation]) -> Observation:
        from tracefix_rl.core.episode import EpisodeError
        from tracefix_rl.sandbox.errors import SandboxError

        try:
            return await asyncio.to_thread(call)
        except (LookupError, ValueError, EpisodeError, SandboxError) as error:
            raise SessionError(one_line(error)) from error


class RemoteSession(Session):
    """Plays on a server.

    A connection that is lost costs the episode it was in; the next `reset` connects again.

    Args:
        client: Connected or not; it is closed with the session, and so is the container it may have started.
    """

    def __init__(self, client: TraceFixRLEnv) -> None:
        self._client = client

    async def reset(self, **options: Any) -> Observation:
        """Start an episode on the server."""
        given = {name: value for name, value in options.items() if value is not None}
        return await self._ask(lambda: self._client.reset(**given))

    async def step(self, action: Action) -> Observation:
        """Take one step on the server."""
        return await self._ask(lambda: self._client.step(action))

    async def close(self) -> None:
        """Close the connection."""
        await self._client.close()

    async def _ask(self, call: Callable[[], Awaitable[Any]]) -> Observation:
        from websockets.exceptions import WebSocketException

        try:
            result = await call()
        except TimeoutError as error:
            raise SessionLostError("the server did not answer in time; the episode is lost") from error
        except (OSError, WebSocketException) as error:
            raise SessionLostError(
                f"the connection to the server is lost ({one_line(error) or type(error).__name__}); "
                "check that it is running and start the episode again"
            ) from error
        except (RuntimeError, ValueError, KeyError) as error:
            told = _FROM_THE_SERVER.fullmatch(one_line(error))
            raise SessionError(told[1] if told else one_line(error)) from error
        observation: Observation = result.observation
        return observation


@asynccontextmanager
async def open_session(server: str) -> AsyncIterator[Session]:
    """Give a session with a server, which is closed with the block.

    Args:
        server: The server's base URL.
    """
    from tracefix_rl.client import TraceFixRLEnv

    session = RemoteSession(TraceFixRLEnv(base_url=server))
    try:
        yield session
    finally:
        await session.close()


def one_line(error: object) -> str:
    """The text of an error, on one line."""
    return " ".join(str(error).split())
