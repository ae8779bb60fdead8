"""A container of our own, for as long as it is needed.

OpenEnv's `LocalDockerProvider` leaves a container behind when it is interrupted, when a start fails, or when
its process ends without closing. Here a container has a keeper, a small shell process out of reach of Ctrl-C
that starts it, waits until the pipe to its owner is closed, and then stops and removes it. The system closes
the pipe however the owner ends. So the container is gone in every case but that of a keeper that is killed.
"""

from __future__ import annotations

import os
import subprocess
import tempfile
import time
import uuid
from collections.abc import Mapping, Sequence
from contextlib import suppress

from openenv.core.containers.runtime import ContainerProvider

from tracefix_rl.health import is_healthy

LABEL = "tracefix_rl.client"
"""Label of every container that is started here; its value is the process id of the owner."""
START_S = 60.0
"""How long a server in a container may take until it answers, if nothing else is said."""
STOP_S = 5
"""How long it may take to stop before it is killed."""

_HOST = "127.0.0.1"
_ASK_AGAIN_S = 0.2
_PATIENCE_S = 60.0
_LAST_LINES = 20

_KEEPER = f"""
trap "" PIPE
docker run --detach --name "$0" "$@" </dev/null >/dev/null && echo started && read -r _
docker stop -t {STOP_S} "$0" >/dev/null 2>&1
docker rm --force --volumes "$0" >/dev/null 2>&1
"""
"""Starts a container and says so, even if nobody listens; stops it once there is nothing more to read."""


class OwnContainer(ContainerProvider):
    """Runs one container, which lives no longer than this object, or than the process that it is in.

    What the process forked keeps the container alive as well, until it ends.
    """

    def __init__(self) -> None:
        self._name = self._image = ""
        self._start_s = START_S
        self._keeper: subprocess.Popen[str] | None = None

    def start_container(  # type: ignore[override]  # options that are unknown are refused
        self,
        image: str,
        port: int | None = None,
        env_vars: Mapping[str, str] | None = None,
        *,
        options: Sequence[str] = (),
        wait_timeout: float = START_S,
    ) -> str:
        """Start a container of an image. Only this machine can reach its server.

        Args:
            image: Name of the image.
            port: Port of this machine; a free one by default.
            env_vars: For the server's environment; they show in no command line.
            options: Further options of `docker run`, e.g. `["--cpus=2"]`.
            wait_timeout: Seconds that `wait_for_ready` waits.

        Returns:
            The server's base URL.

        Raises:
            RuntimeError: If the container does not start, with what Docker said; or if one runs already.
        """
        if self._keeper is not None:
            raise RuntimeError("a container runs already; stop it first, or use another OwnContainer")
        self._name = f"tracefix-rl-{uuid.uuid4().hex}"
        self._image = image
        self._start_s = wait_timeout
        variables = dict(env_vars or {})
        command = [
            *("--init", f"--label={LABEL}={os.getpid()}", f"--publish={_HOST}:{port or ''}:8000"),
            *(f"--env={name}" for name in variables),
            *options,
            image,
        ]
        try:
            self._keep(command, variables)
            return f"http://{self._address()}"
        except BaseException:
            self.stop_container()
            raise

    def wait_for_ready(self, base_url: str, timeout_s: float | None = None) -> None:
        """Wait until the server answers. If it does not, its container is stopped.

        Args:
            base_url: The server's base URL.
            timeout_s: Seconds to wait; by default what `start_container` was told.

        Raises:
            RuntimeError: If the server ends, with the last it said.
            TimeoutError: If it does not answer in time, with the last it said.
        """
        allowed_s = self._start_s if timeout_s is None else timeout_s
        deadline = time.monotonic() + allowed_s
        try:
            while not is_healthy(base_url):
                if not self._runs():
                    raise RuntimeError(self._told("ended"))
                if time.monotonic() > deadline:
                    raise TimeoutError(self._told(f"did not answer within {allowed_s:g} s"))
                time.sleep(_ASK_AGAIN_S)
        except BaseException:
            self.stop_container()
            raise

    def stop_container(self) -> None:
        """Stop and remove the container; harmless when there is none."""
        keeper, self._keeper = self._keeper, None
        if keeper is None:
            return
        assert keeper.stdin is not None
        keeper.stdin.close()
        # Should the engine be slow, or still pull the image: the keeper goes on without us.
        with suppress(subprocess.TimeoutExpired):
            keeper.wait(_PATIENCE_S)

    def _keep(self, command: Sequence[str], variables: Mapping[str, str]) -> None:
        """Start the keeper, and wait until it has started the container."""
        with tempfile.TemporaryFile("w+") as complaints:
            self._keeper = subprocess.Popen(
                ["sh", "-c", _KEEPER, self._name, *command],
                env={**os.environ, **variables},
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=complaints,
                text=True,
                start_new_session=True,
            )
            assert self._keeper.stdout is not None
            with self._keeper.stdout as word:
                if word.readline():
                    return
            complaints.seek(0)
            reason = " ".join(complaints.read().partition("Run 'docker run --help'")[0].split())
        raise RuntimeError(
            f"no container could be started from the image {self._image} ({reason}); check its name and that "
            "Docker is running"
        )

    def _address(self) -> str:
        """Host and port at which this machine reaches the server."""
        asked = _docker("port", self._name, "8000/tcp")
        if asked.returncode:  # it has no ports any more
            raise RuntimeError(self._told("ended"))
        return asked.stdout.split()[0]

    def _runs(self) -> bool:
        return _docker("inspect", "--format={{.State.Running}}", self._name).stdout.strip() == "true"

    def _told(self, what: str) -> str:
        """What became of the server, and the last it said."""
        asked = _docker("logs", f"--tail={_LAST_LINES}", self._name)
        text = (asked.stdout + asked.stderr).strip()
        said = f"; the last it said:\n{text}" if text else " and said nothing"
        return f"the server of the image {self._image} {what}{said}"


def _docker(*arguments: str) -> subprocess.CompletedProcess[str]:
    """Ask Docker something; Ctrl-C does not reach it."""
    return subprocess.run(
        ["docker", *arguments], capture_output=True, text=True, check=False, start_new_session=True
    )
