"""A server of our own, for as long as it is needed."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import IO

from tracefix_rl.health import is_healthy
from tracefix_rl.policies.config import TOKENS

HOST = "127.0.0.1"
START_S = 60.0
"""How long a server may take until it answers; importing its framework alone takes seconds."""
STOP_S = 5.0
"""How long a server may take to stop before it is killed."""

_TAIL = 2_000
_ATTEMPTS = 3

# The server must not outlive its owner, however that one dies: the kernel tells it (PR_SET_PDEATHSIG).
_BOOTSTRAP = """
import ctypes, os, runpy, signal, sys
ctypes.CDLL(None).prctl(1, signal.SIGTERM)
if os.getppid() != int(sys.argv.pop(1)):
    sys.exit("the process that started this server is gone")
runpy.run_module("tracefix_rl.server.app", run_name="__main__", alter_sys=True)
"""


class ServerError(Exception):
    """The server did not start; the message ends with the last it said."""


@contextmanager
def own_server(start_s: float = START_S) -> Iterator[str]:
    """Run the environment's server on a free port of this machine.

    It is a process of its own, in its own process group, and gone when the block is left, by whatever way.

    Args:
        start_s: Seconds it may take until it answers.

    Yields:
        The server's base URL.

    Raises:
        ServerError: If it dies or does not answer in time.
    """
    with tempfile.TemporaryFile() as output:
        process, url = _start(output, start_s)
        try:
            yield url
        finally:
            _stop(process)


@contextmanager
def own_container(image: str) -> Iterator[str]:
    """Run a Docker image of the environment; its container is gone when the block is left.

    Args:
        image: Name of the image.

    Yields:
        The base URL of the server in it.

    Raises:
        ServerError: If the container does not start or does not answer.
    """
    from tracefix_rl.containers import OwnContainer

    container = OwnContainer()
    try:
        url = container.start_container(image)
        container.wait_for_ready(url)
    except (OSError, RuntimeError) as error:
        raise ServerError(str(error)) from error
    try:
        yield url
    finally:
        container.stop_container()


def _start(output: IO[bytes], start_s: float) -> tuple[subprocess.Popen[bytes], str]:
    """Start a server that answers; on another port if somebody took the first one in the meantime."""
    for attempts_left in reversed(range(_ATTEMPTS)):
        port = _free_port()
        process = subprocess.Popen(
            [sys.executable, "-c", _BOOTSTRAP, str(os.getpid())],
            env=_environment(port),
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
        url = f"http://{HOST}:{port}"
        try:
            _wait_until_healthy(process, url, output, start_s)
            return process, url
        except ServerError as error:
            _stop(process)
            if not attempts_left or "address already in use" not in str(error):
                raise
        except BaseException:
            _stop(process)
            raise
    raise AssertionError("unreachable: the last attempt returns or raises")


def _environment(port: int) -> dict[str, str]:
    """What the server inherits: everything but the tokens it has no use for."""
    kept = {name: value for name, value in os.environ.items() if name not in TOKENS}
    return kept | {"HOST": HOST, "PORT": str(port), "WORKERS": "1", "PYTHONUNBUFFERED": "1"}


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        port: int = probe.getsockname()[1]
        return port


def _wait_until_healthy(
    process: subprocess.Popen[bytes], url: str, output: IO[bytes], start_s: float
) -> None:
    deadline = time.monotonic() + start_s
    while process.poll() is None:
        if is_healthy(url):
            return
        if time.monotonic() > deadline:
            raise ServerError(f"the server did not answer within {start_s:.0f} s{_last_words(output)}")
        time.sleep(0.05)
    raise ServerError(f"the server ended with exit code {process.returncode}{_last_words(output)}")


def _last_words(output: IO[bytes]) -> str:
    size = output.seek(0, os.SEEK_END)
    output.seek(max(0, size - _TAIL))
    text = output.read().decode("utf-8", "replace").strip()
    return f"; the last it said:\n{text}" if text else " and said nothing"


def _stop(process: subprocess.Popen[bytes]) -> None:
    """End the server and whatever is left of its process group."""
    if process.poll() is None:
        process.terminate()
        with suppress(subprocess.TimeoutExpired):
            process.wait(STOP_S)
    with suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()
