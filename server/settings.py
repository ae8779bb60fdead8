"""What the server reads from its environment."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

RECORD = "TRACEFIX_RECORD"
"""Of the environment: the folder to which episodes are recorded."""


class SettingsError(ValueError):
    """A variable with a value that cannot be used; the message says which, and what would do."""


@dataclass(frozen=True, slots=True)
class Settings:
    """How to serve.

    Args:
        host: Address to listen on (`HOST`).
        port: Port to listen on (`PORT`).
        workers: Server processes, each with a sandbox of its own (`WORKERS`).
        max_concurrent_envs: WebSocket sessions each process accepts (`MAX_CONCURRENT_ENVS`).
        record: Folder to which episodes are recorded (`TRACEFIX_RECORD`); `None` if they are not.
    """

    host: str = "0.0.0.0"
    port: int = 8000
    workers: int = 1
    max_concurrent_envs: int = 256
    record: Path | None = None

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
        )


def _integer(environ: Mapping[str, str], name: str, default: int, *, high: int) -> int:
    text = environ.get(name) or str(default)
    try:
        value = int(text)
    except ValueError:
        value = 0
    if not 1 <= value <= high:
        raise SettingsError(f"{name} must be a whole number from 1 to {high}, not {text!r}")
    return value
