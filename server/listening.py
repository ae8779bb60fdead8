"""The socket that the server listens on."""

from __future__ import annotations

import resource
import socket
import sys
from contextlib import suppress

from tracefix_rl.server.connections.patience import READ_S
from tracefix_rl.server.settings import Settings

_FILES = 65_536
"""Open files that are enough for any number of connections a process can serve."""
_BACKLOG = 2048


class ListenError(OSError):
    """The address cannot be listened on; the message is one line that says why."""


def listen(settings: Settings) -> socket.socket:
    """Listen on the address of the settings.

    The kernel gives up a connection whose client takes nothing (tcp(7), TCP_USER_TIMEOUT), because a server
    that closes it still waits for the client to take what was sent.

    Raises:
        ListenError: If that cannot be.
    """
    host, port = settings.host, settings.port
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        listener = socket.create_server((host, port), family=family, backlog=_BACKLOG)
    except OSError as error:
        reason = str(error.strerror).partition(" (while")[0].lower()
        raise ListenError(
            f"cannot listen on {host}:{port} ({reason}); set HOST and PORT to a free address"
        ) from error
    if sys.platform == "linux":
        # The session ends after half of it; what is given up here is what is left of the connection.
        patience_s = 2 * min(settings.idle_s, READ_S)
        listener.setsockopt(socket.IPPROTO_TCP, socket.TCP_USER_TIMEOUT, int(1000 * patience_s))
    listener.set_inheritable(True)
    return listener


def allow_many_connections() -> None:
    """Allow as many open files as the machine lets this process: each connection is one."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = _FILES if hard == resource.RLIM_INFINITY else min(_FILES, hard)
    if soft != resource.RLIM_INFINITY and soft < wanted:
        with suppress(OSError, ValueError):
            resource.setrlimit(resource.RLIMIT_NOFILE, (wanted, hard))
