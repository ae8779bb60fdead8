"""How the server's log is written: lines for a person, or an object a line for a program."""

from __future__ import annotations

import logging
from typing import Any

from tracefix_rl.server.settings import LogFormat, LogLevel, Settings

_ASKED_ALL_THE_TIME = ("/health", "/metrics")


class WithoutProbes(logging.Filter):
    """Leaves out requests by which machines look whether the server is well, as long as it is."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Tell whether an entry of uvicorn's access log is kept."""
        match record.args:
            case (_, _, str(path), _, 200):
                return path.partition("?")[0] not in _ASKED_ALL_THE_TIME
        return True


def log_config(settings: Settings) -> dict[str, Any]:
    """Return a configuration for `logging.config.dictConfig`: all entries go to standard error.

    Args:
        settings: Format and level.
    """
    level = settings.log_level.upper()
    ours = {"handlers": ["standard_error"], "level": level, "propagate": False}
    # At the debug level uvicorn would write down headers and messages: tokens and source text.
    uvicorns = ours | {"level": "INFO" if settings.log_level is LogLevel.DEBUG else level}
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "filters": {"without_probes": {"()": WithoutProbes}},
        "formatters": {"chosen": _FORMATTERS[settings.log_format]},
        "handlers": {
            "standard_error": {
                "class": "logging.StreamHandler",
                "formatter": "chosen",
                "stream": "ext://sys.stderr",
            },
        },
        "loggers": {
            "tracefix_rl": ours,
            "uvicorn": uvicorns,
            "uvicorn.access": uvicorns | {"filters": ["without_probes"]},
        },
    }


_FORMATTERS: dict[LogFormat, dict[str, Any]] = {
    LogFormat.TEXT: {"format": "%(asctime)s %(levelname)-7s %(message)s"},
    LogFormat.JSON: {
        "()": "pythonjsonlogger.json.JsonFormatter",
        "format": "%(levelname)s %(name)s %(message)s",
        "rename_fields": {"levelname": "level", "name": "logger"},
        "timestamp": True,
        # What uvicorn adds for a terminal.
        "reserved_attrs": [
            *vars(logging.makeLogRecord({})),
            *("message", "asctime", "color_message"),
        ],
    },
}
