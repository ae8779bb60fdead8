"""A server of OpenEnv with the sandbox and nothing else, for as long as it is needed."""

from __future__ import annotations

import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tracefix_rl.health import is_healthy

_START_S = 60.0


@contextmanager
def bare_server() -> Iterator[str]:
    """Serve OpenEnv with nothing but the sandbox until the block is left; yields the base URL."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        command = (sys.executable, "-m", "sessions.bare_app", str(listener.fileno()))
        folder = Path(__file__).parents[1]
        process = subprocess.Popen(command, cwd=folder, pass_fds=[listener.fileno()])
        url = f"http://127.0.0.1:{listener.getsockname()[1]}"
        try:
            _wait_until_healthy(url, process)
            yield url
        finally:
            process.terminate()
            process.wait()


def _wait_until_healthy(url: str, process: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + _START_S
    while not is_healthy(url):
        if process.poll() is not None or time.monotonic() > deadline:
            raise RuntimeError("OpenEnv alone does not start; see above")
        time.sleep(0.1)
