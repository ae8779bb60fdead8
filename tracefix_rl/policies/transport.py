"""Requests to an endpoint: some at once, each in time, sent again where that may help."""

from __future__ import annotations

import asyncio
import logging
import random
from collections.abc import Mapping
from contextlib import suppress
from functools import cached_property
from typing import TYPE_CHECKING, Any

from tracefix_rl.policies import failures
from tracefix_rl.policies.bodies import read_answer, words_of
from tracefix_rl.policies.config import EndpointConfig
from tracefix_rl.policies.failures import EndpointError

if TYPE_CHECKING:
    from openai import AsyncOpenAI

MAX_ANSWER_BYTES = 8 * 1024 * 1024
"""Largest answer that is read."""
LONGEST_WAIT_S = 60.0
"""An endpoint that asks to wait longer is given up."""

_FIRST_WAIT_S = 0.5
_LONGEST_OWN_WAIT_S = 8.0
_MOST_SECONDS_FOR_MODELS = 10.0

_log = logging.getLogger("tracefix_rl.policies")


class Transport:
    """Sends requests over connections that it keeps. It belongs to the event loop it is first used in.

    Args:
        config: Where to.
        concurrency: How many requests may be under way at once.
    """

    def __init__(self, config: EndpointConfig, concurrency: int = 1) -> None:
        self._config = config
        self._slots = asyncio.Semaphore(concurrency)

    async def send(self, request: Mapping[str, Any]) -> Mapping[str, Any]:
        """Ask for a completion and return the answer.

        Args:
            request: The request's body without the model and what the configuration says of sampling.

        Raises:
            EndpointError: If there is no answer, for whatever reason.
        """
        async with self._slots:  # kept while waiting: a limit of the endpoint's is everyone's
            for attempt in range(1, self._config.max_retries + 2):
                try:
                    return await self._once(request)
                except EndpointError as failure:
                    wait = _wait_before_next(failure, attempt)
                    tried = f" (tried {attempt} times)" if attempt > 1 else ""
                    if wait is None or attempt > self._config.max_retries:
                        raise failure.with_more(tried) from failure.__cause__
                    _log.info("attempt %d failed, again in %.1f s: %s", attempt, wait, failure)
                await asyncio.sleep(wait)
        raise AssertionError("the last attempt returns or raises")

    async def models(self) -> list[str]:
        """Names of the endpoint's models; empty if it does not tell."""
        names = []
        with suppress(Exception):  # a hint to another failure: none of its own is of interest
            async with asyncio.timeout(min(_MOST_SECONDS_FOR_MODELS, self._config.timeout_s)):
                names = [model.id for model in (await self._client.models.list()).data]
        return [name for name in names if isinstance(name, str)]

    async def close(self) -> None:
        """Close the connections; closing twice is harmless."""
        if "_client" in self.__dict__:
            await self._client.close()

    @cached_property
    def _client(self) -> AsyncOpenAI:
        from openai import AsyncOpenAI

        return AsyncOpenAI(
            base_url=self._config.base_url,
            api_key=self._config.token,
            timeout=self._config.timeout_s,
            max_retries=0,
        )

    async def _once(self, request: Mapping[str, Any]) -> Mapping[str, Any]:
        import openai

        try:
            # The client's own timeout is for each read, which an answer that trickles in never misses.
            async with asyncio.timeout(self._config.timeout_s):
                body = await self._exchange(request)
        except (TimeoutError, openai.APITimeoutError) as error:
            raise failures.silent(self._config) from error
        except openai.APIStatusError as error:
            raise failures.refused(
                self._config, error.status_code, words_of(error.response.text), error.response.headers
            ) from error
        except openai.APIConnectionError as error:
            raise failures.unreachable(self._config, error) from error
        except EndpointError:
            raise
        except UnicodeEncodeError as error:
            raise EndpointError(
                "the conversation holds half of a surrogate pair, which JSON cannot"
            ) from error
        except Exception as error:
            # A connection can break in mid-answer; what that raises is the HTTP library's, which differs
            # between versions of the client.
            raise failures.broken_off(self._config, error) from error
        return read_answer(self._config, body)

    async def _exchange(self, request: Mapping[str, Any]) -> bytes:
        options = {"temperature": self._config.temperature, "max_tokens": self._config.max_tokens}
        given = {name: value for name, value in options.items() if value is not None}
        asked: Any = self._client.chat.completions.with_streaming_response
        async with asked.create(model=self._config.model, **request, **given) as response:
            body = bytearray()
            async for chunk in response.iter_bytes():
                body += chunk
                if len(body) > MAX_ANSWER_BYTES:
                    raise failures.unusable(
                        self._config, f"an answer of more than {MAX_ANSWER_BYTES:,} bytes"
                    )
        return bytes(body)


def _wait_before_next(failure: EndpointError, attempt: int) -> float | None:
    """Seconds until the next attempt; `None` if there is no use in one."""
    if not failure.passing:
        return None
    if failure.wait_s is not None:
        return failure.wait_s if failure.wait_s <= LONGEST_WAIT_S else None
    longest = min(_LONGEST_OWN_WAIT_S, _FIRST_WAIT_S * 2.0 ** min(attempt - 1, 10))
    return longest * random.uniform(0.5, 1)  # apart, so that those refused together do not return together
