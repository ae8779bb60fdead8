"""What the server reads from its environment."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import TypeVar

RECORD = "TRACEFIX_RECORD"
"""Of the environment: the folder to which episodes are recorded."""
TOKEN = "TRACEFIX_TOKEN"
"""Of the environment: what a client must show."""
MAX_EPISODES = "TRACEFIX_MAX_EPISODES"
"""Of the environment: episodes that a session may play."""
MAX_MESSAGE_BYTES = "TRACEFIX_MAX_MESSAGE_BYTES"
"""Of the environment: the longest message and the largest body."""

_LONGEST_S = 7 * 24 * 3600.0
_MB = 1 << 20
_Choice = TypeVar("_Choice", bound=StrEnum)


class SettingsError(ValueError):
    """A variable with a value that cannot be used; the message says which, and what would do."""


class LogFormat(StrEnum):
    """How the log is written."""

    TEXT = "text"
    """Lines for a person."""
    JSON = "json"
    """An object a line, for a program."""


class LogLevel(StrEnum):
    """The least important entries that are written."""

    DEBUG = "debug"
    """Every step, too."""
    INFO = "info"
    WARNING = "warning"
    ERROR = "error"


@dataclass(frozen=True, slots=True)
class Settings:
    """How to serve.

    Args:
        host: Address to listen on (`HOST`).
        port: Port to listen on (`PORT`).
        workers: Server processes, each with a sandbox of its own (`WORKERS`).
        max_concurrent_envs: WebSocket sessions each process accepts (`MAX_CONCURRENT_ENVS`).
        record: Folder to which episodes are recorded (`TRACEFIX_RECORD`); `None` if they are not.
        token: What a client must show as `Authorization: Bearer` (`TRACEFIX_TOKEN`); `None` if anyone may
            play.
        max_message_bytes: Longest WebSocket message and largest HTTP body, in bytes
            (`TRACEFIX_MAX_MESSAGE_BYTES`).
        max_episodes: Episodes that a session may begin (`TRACEFIX_MAX_EPISODES`); `None` for any number.
        idle_s: Seconds after which a session that says nothing is closed (`TRACEFIX_IDLE_S`).
        grace_s: Seconds that running episodes are given to end when the server is told to stop
            (`TRACEFIX_GRACE_S`).
        log_format: How the log is written (`TRACEFIX_LOG`).
        log_level: The least important entries that are written (`TRACEFIX_LOG_LEVEL`).
        log_actions: Whether a step's entry holds the action with its text (`TRACEFIX_LOG_ACTIONS`).
    """

    host: str = "0.0.0.0"
    port: int = 8000
    workers: int = 1
    max_concurrent_envs: int = 256
    record: Path | None = None
    token: str | None = field(default=None, repr=False)
    max_message_bytes: int = 4 * _MB
    max_episodes: int | None = None
    idle_s: float = 3600.0
    grace_s: float = 5.0
    log_format: LogFormat = LogFormat.TEXT
    log_level: LogLevel = LogLevel.INFO
    log_actions: bool = False

    @classmethod
    def read(cls, environ: Mapping[str, str]) -> Settings:
        """Read the settings; a variable that is unset or empty keeps its default.

        Raises:
            SettingsError: If a variable has a value that cannot be used.
        """
        default = cls()
        return cls(
            host=environ.get("HOST") or default.host,
            port=_integer(environ, "PORT", default.port, high=65_535),
            workers=_integer(environ, "WORKERS", default.workers, high=256),
            max_concurrent_envs=_integer(
                environ, "MAX_CONCURRENT_ENVS", default.max_concurrent_envs, high=100_000
            ),
            record=Path(environ[RECORD]).expanduser() if environ.get(RECORD) else default.record,
            token=_token(environ.get(TOKEN)),
            max_message_bytes=_integer(
                environ, MAX_MESSAGE_BYTES, default.max_message_bytes, low=1024, high=1024 * _MB
            ),
            max_episodes=(
                _integer(environ, MAX_EPISODES, 1, high=10**9) if environ.get(MAX_EPISODES) else None
            ),
            idle_s=_seconds(environ, "TRACEFIX_IDLE_S", default.idle_s, low=1.0),
            grace_s=_seconds(environ, "TRACEFIX_GRACE_S", default.grace_s, low=0.0),
            log_format=_one_of(environ, "TRACEFIX_LOG", default.log_format),
            log_level=_one_of(environ, "TRACEFIX_LOG_LEVEL", default.log_level),
            log_actions=_switch(environ, "TRACEFIX_LOG_ACTIONS"),
        )


def _integer(environ: Mapping[str, str], name: str, default: int, *, low: int = 1, high: int) -> int:
    text = environ.get(name) or str(default)
    try:
        value = int(text)
    except ValueError:
        value = low - 1
    if not low <= value <= high:
        raise SettingsError(f"{name} must be a whole number from {low} to {high}, not {text!r}")
    return value


def _seconds(environ: Mapping[str, str], name: str, default: float, *, low: float) -> float:
    text = environ.get(name) or str(default)
    try:
        value = float(text)
    except ValueError:
        value = -1.0
    if not low <= value <= _LONGEST_S:
        raise SettingsError(f"{name} must be seconds from {low:g} to {_LONGEST_S:.0f}, not {text!r}")
    return value


def _one_of(environ: Mapping[str, str], name: str, default: _Choice) -> _Choice:
    text = environ.get(name) or str(default)
    kind = type(default)
    try:
        return kind(text.lower())
    except ValueError:
        raise SettingsError(f"{name} must be one of {', '.join(kind)}, not {text!r}") from None


def _switch(environ: Mapping[str, str], name: str) -> bool:
    text = environ.get(name) or "0"
    if text not in ("0", "1"):
        raise SettingsError(f"{name} must be 1 or 0, not {text!r}")
    return text == "1"


def _token(text: str | None) -> str | None:
    """Check a token; what is wrong with it is said without repeating it."""
    if not text:
        return None
    if not text.isascii() or not text.isprintable() or " " in text:
        raise SettingsError(f"{TOKEN} must be printable ASCII without blanks, as an HTTP header can carry it")
    return text
