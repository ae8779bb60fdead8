"""What the server answers when it cannot do what was asked.

Over the WebSocket OpenEnv sends an exception's text to the client as it is, so only texts written for
a client may leave the environment; anything else is logged under a number and that number is sent.
"""

from __future__ import annotations

import logging
import secrets
from collections.abc import Iterator
from contextlib import contextmanager

from fastapi import FastAPI, Request
from fastapi.responses import JSONResponse

from tracefix_rl.core.episode import EpisodeError, EpisodeInfrastructureError
from tracefix_rl.tasks.catalog import UnknownTask

_log = logging.getLogger("tracefix_rl.server")


class ResetError(ValueError):
    """`reset` was asked for something it cannot do; the message says what it can."""


class ServerFailure(RuntimeError):
    """Something broke on our side and nothing was scored; the message carries the number of its log entry."""


@contextmanager
def masked(doing: str) -> Iterator[None]:
    """Let errors that are written for a client pass; log every other and raise `ServerFailure` for it.

    Args:
        doing: What failed if it fails, e.g. `the step`.

    Raises:
        ServerFailure: In place of an exception whose text might tell about the host.
    """
    try:
        yield
    except EpisodeInfrastructureError:
        _log.exception("%s failed", doing)
        raise
    except (EpisodeError, UnknownTask, ResetError):
        raise
    except Exception as error:
        number = secrets.token_hex(4)
        _log.exception("%s failed, incident %s", doing, number)
        raise ServerFailure(
            f"{doing} failed on the server's side ({type(error).__name__}); nothing was scored. "
            f"Whoever runs the server finds it in the log as incident {number}."
        ) from None


_STATUS = {
    ResetError: 400,
    UnknownTask: 404,
    EpisodeInfrastructureError: 503,
    EpisodeError: 409,
    ServerFailure: 500,
}


def install(app: FastAPI) -> None:
    """Answer these errors over HTTP with a status code and `{"detail": message}`."""

    async def answer(request: Request, error: Exception) -> JSONResponse:
        status = next(code for kind, code in _STATUS.items() if isinstance(error, kind))
        return JSONResponse({"detail": str(error)}, status_code=status)

    for kind in _STATUS:
        app.add_exception_handler(kind, answer)
