"""Real servers on real ports, and the plainest ways to talk to them."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, Any

import pytest
from websockets.sync.client import ClientConnection, connect

ROOT = Path(__file__).resolve().parents[2]
START_S = 180.0
STOP_S = 60.0
_OPENER = urllib.request.build_opener(urllib.request.ProxyHandler({}))
COMMAND = (sys.executable, "-m", "tracefix_rl.server.app")


class Log:
    """What a process writes to a file, which may be closed once `keep` was called."""

    def __init__(self, file: IO[bytes]) -> None:
        self._file = file
        self._kept: str | None = None

    def read(self) -> str:
        """All of it so far; the process's own place in the file stays where it is."""
        if self._kept is not None:
            return self._kept
        return os.pread(self._file.fileno(), 1 << 26, 0).decode(errors="replace")

    def keep(self) -> None:
        """Remember what there is."""
        self._kept = self.read()


@dataclass(frozen=True)
class Server:
    """A running server."""

    url: str
    process: subprocess.Popen[bytes]
    log: Log
    headers: dict[str, str] = field(default_factory=dict)
    """Sent with everything that is asked."""

    @property
    def logged(self) -> str:
        """All that it has written to its standard output and error, also when it is gone."""
        return self.log.read()

    def get(self, path: str) -> tuple[int, Any]:
        """GET a path: status and body, parsed if it is JSON."""
        return self._send(urllib.request.Request(self.url + path, headers=self.headers))

    def post(self, path: str, body: Any) -> tuple[int, Any]:
        """POST a JSON body: status and body, parsed if it is JSON."""
        headers = {"Content-Type": "application/json", **self.headers}
        return self._send(urllib.request.Request(self.url + path, json.dumps(body).encode(), headers))

    def socket(self) -> ClientConnection:
        """Open a session."""
        url = self.url.replace("http", "ws", 1) + "/ws"
        return connect(url, proxy=None, additional_headers=self.headers, max_size=None)

    def _send(self, request: urllib.request.Request) -> tuple[int, Any]:
        try:
            with _OPENER.open(request, timeout=60) as answer:
                status, text = answer.status, answer.read().decode()
        except urllib.error.HTTPError as error:
            status, text = error.code, error.read().decode()
        try:
            return status, json.loads(text)
        except ValueError:
            return status, text


def ask(session: ClientConnection, kind: str, data: Any = None) -> dict[str, Any]:
    """Send one message and return the answer."""
    session.send(json.dumps({"type": kind} if data is None else {"type": kind, "data": data}))
    return answer(session)


def answer(session: ClientConnection) -> dict[str, Any]:
    """Wait for the next message."""
    received: dict[str, Any] = json.loads(session.recv(timeout=60))
    return received


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


@contextmanager
def serve(*, command: tuple[str, ...] = COMMAND, port: int | None = None, **environ: str) -> Iterator[Server]:
    """Run a server until the block is left."""
    port = port or free_port()
    url = f"http://127.0.0.1:{port}"
    with tempfile.TemporaryFile() as log:
        process = subprocess.Popen(
            command,
            cwd=ROOT,
            # Nobody here ends an episode because the server stops.
            env=os.environ | {"HOST": "127.0.0.1", "PORT": str(port), "TRACEFIX_GRACE_S": "0"} | environ,
            stdout=log,
            stderr=subprocess.STDOUT,
        )
        server = Server(url, process, Log(log))
        try:
            _wait_until_healthy(server)
            yield server
        finally:
            process.send_signal(signal.SIGTERM)
            try:
                process.wait(STOP_S)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()
                raise
            finally:
                server.log.keep()


def until(is_so: Callable[[], object], patience_s: float = START_S) -> None:
    """Wait until something is so; it is an error if that takes too long."""
    deadline = time.monotonic() + patience_s
    while not is_so():
        assert time.monotonic() < deadline, f"it is not so after {patience_s:g} s"
        time.sleep(0.02)


def _wait_until_healthy(server: Server) -> None:
    deadline = time.monotonic() + START_S
    while time.monotonic() < deadline and server.process.poll() is None:
        try:
            if server.get("/health") == (200, {"status": "healthy"}):
                return
        except OSError:
            time.sleep(0.05)
    pytest.fail(f"the server did not start (exit code {server.process.poll()}):\n{server.logged}")


def run_to_exit(*, command: tuple[str, ...] = COMMAND, **environ: str) -> subprocess.CompletedProcess[str]:
    """Run a server that is expected to refuse to start."""
    return subprocess.run(
        command,
        cwd=ROOT,
        env=os.environ | {"HOST": "127.0.0.1"} | environ,
        capture_output=True,
        text=True,
        timeout=START_S,
        check=False,
    )
