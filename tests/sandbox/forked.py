"""Trying things in a forked child, with the layers of a test's choice."""

from __future__ import annotations

import encodings.idna  # noqa: F401  (a child that became another user may not be able to read it)
import json
import os
import signal
import socket
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

_STATUS = Path("/proc/self/status").read_text()
_CAP_SETGID, _CAP_SETUID = 1 << 6, 1 << 7

NOBODY = 65534
MAY_BECOME_NOBODY = (
    int(_STATUS.partition("CapEff:")[2].split()[0], 16) & (_CAP_SETGID | _CAP_SETUID)
    == _CAP_SETGID | _CAP_SETUID
)
"""Whether this process may take another user's part: root may, unless a container took that from it."""
UNPRIVILEGED = NOBODY if MAY_BECOME_NOBODY else None
"""Whom a child becomes to be no root."""

needs_another_user = pytest.mark.skipif(
    not MAY_BECOME_NOBODY, reason="only root with its capabilities can become another user"
)
needs_a_promise_to_make = pytest.mark.skipif(
    "NoNewPrivs:\t1" in _STATUS,
    reason="whoever started the tests promised already to gain no privileges",
)
"""Marks tests that see what `no_new_privs` changes: containers may be started with it."""

Act = Callable[[], Any]


def in_child(act: Act, *layers: Act, user: int | None = None) -> Any:
    """Fork, become `user`, apply `layers`, then act.

    Returns:
        What `act` returned, as JSON has it; else the exception's name, or the signal's that killed it.
    """
    ours, theirs = socket.socketpair()
    pid = os.fork()
    if pid == 0:
        # Whatever happens, the child must not come back into the tests.
        try:
            theirs.sendall(json.dumps(_outcome(act, layers, user)).encode())
        finally:
            os._exit(0)
    theirs.close()
    with ours:
        answer = ours.recv(65_536)
    _, status = os.waitpid(pid, 0)
    return json.loads(answer) if answer else signal.Signals(os.WTERMSIG(status)).name


def _outcome(act: Act, layers: tuple[Act, ...], user: int | None) -> Any:
    try:
        if user is not None:
            os.setgroups([])
            os.setgid(user)
            os.setuid(user)
        for apply in layers:
            apply()
        return act()
    except BaseException as error:
        return type(error).__name__
