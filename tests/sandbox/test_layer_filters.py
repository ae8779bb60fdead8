"""Landlock and the filter of system calls, each alone: what it stops goes through without it."""

from __future__ import annotations

import mmap
import os
import resource
import socket
import subprocess
import sys
import threading
import time
from pathlib import Path
from typing import Any, ClassVar

import pytest
from forked import NOBODY, Act, in_child, needs_a_promise_to_make, needs_another_user

from tracefix_rl.sandbox import lockdown


class TestLandlock:
    @staticmethod
    def layer() -> None:
        lockdown.landlock(lockdown.readable_paths())

    def both(self, act: Act, user: int | None) -> tuple[Any, Any]:
        return in_child(act, user=user), in_child(act, self.layer, user=user)

    def test_reading_a_file(self, user: int | None, folder: Path) -> None:
        (folder / "tests").write_text("secret")
        assert self.both((folder / "tests").read_text, user) == ("secret", "PermissionError")

    def test_reading_what_others_installed(self, user: int | None) -> None:
        def act() -> bool:
            return "pytest" in Path(pytest.__file__).read_text()

        assert self.both(act, user) == (True, "PermissionError")

    def test_reading_the_parents_memory_map(self, user: int | None) -> None:
        def act() -> bool:
            return bool(Path(f"/proc/{os.getpid()}/status").read_text())

        assert self.both(act, user) == (True, "PermissionError")

    def test_listing_a_folder(self, user: int | None, folder: Path) -> None:
        assert self.both(lambda: os.listdir(folder), user) == ([], "PermissionError")

    def test_writing_a_file(self, user: int | None, folder: Path) -> None:
        def act() -> int:
            return (folder / f"new{os.getpid()}").write_text("x")

        assert self.both(act, user) == (1, "PermissionError")

    def test_making_and_removing(self, user: int | None, folder: Path) -> None:
        target = folder / "target"
        for act in (
            lambda: target.mkdir(),
            lambda: target.rmdir(),
            lambda: target.symlink_to("/"),
            lambda: target.unlink(),
            lambda: os.mkfifo(target),
        ):
            assert in_child(act, self.layer, user=user) in ("PermissionError", "FileNotFoundError")
            assert in_child(act, user=user) is None

    def test_truncating_a_file(self, user: int | None, folder: Path) -> None:
        file = folder / "file"
        file.write_text("whole")
        file.chmod(0o666)
        assert in_child(lambda: os.truncate(file, 0), self.layer, user=user) == "PermissionError"
        assert file.read_text() == "whole"
        assert in_child(lambda: os.truncate(file, 0), user=user) is None

    def test_running_a_program(self, user: int | None) -> None:
        def act() -> int:
            return subprocess.run(["true"]).returncode

        assert self.both(act, user) == (0, "PermissionError")

    def test_connecting_by_tcp(self, user: int | None) -> None:
        with socket.create_server(("127.0.0.1", 0)) as listener:
            address = listener.getsockname()
            assert self.both(lambda: socket.create_connection(address).close(), user) == (
                None,
                "PermissionError",
            )

    def test_listening_by_tcp(self, user: int | None) -> None:
        def act() -> None:
            socket.create_server(("127.0.0.1", 0)).close()

        assert self.both(act, user) == (None, "PermissionError")

    def test_signalling_the_parent(self, user: int | None) -> None:
        """The child may signal itself and what it starts, but not who started it."""
        with subprocess.Popen(["sleep", "100"], user=user) as outside:
            try:
                assert self.both(lambda: os.kill(outside.pid, 0), user) == (None, "PermissionError")
            finally:
                outside.kill()

    def test_the_standard_library_stays_readable(self) -> None:
        def act() -> str:
            import colorsys
            import zoneinfo

            return str(zoneinfo.ZoneInfo("Europe/Berlin")) + colorsys.__name__

        assert in_child(act, self.layer) == "Europe/Berlincolorsys"

    def test_nothing_that_others_installed_is_on_the_list(self) -> None:
        installed = {path.resolve() for path in map(Path, sys.path) if path.name.endswith("-packages")}
        readable = [path.resolve() for path in lockdown.readable_paths()]
        assert installed
        assert not [
            (path, place)
            for path in readable
            for place in installed
            if place.is_relative_to(path) or path.is_relative_to(place)
        ]


class TestSeccomp:
    """The kernel wants `no_new_privs` of whoever is not root, so it goes first, with and without the layer."""

    ACTS: ClassVar[dict[str, Act]] = {
        "a socket": lambda: socket.socket().close(),
        "a process": lambda: os.waitpid(_fork_and_exit(), 0)[1],
        "a program": lambda: subprocess.run(["true"]).returncode,
        "a signal to the parent": lambda: os.kill(os.getppid(), 0),
        "another's limits": lambda: bool(resource.prlimit(os.getppid(), resource.RLIMIT_CPU)),
        "its own limits": lambda: resource.setrlimit(
            resource.RLIMIT_CORE, resource.getrlimit(resource.RLIMIT_CORE)
        ),
        "a memory file": lambda: os.close(os.memfd_create("x")),
        "a pipe": lambda: list(map(os.close, os.pipe())),
        "another folder": lambda: os.chdir("/"),
        "its niceness": lambda: os.nice(1) and None,
        "its processors": lambda: os.sched_setaffinity(0, os.sched_getaffinity(0)),
        "a process to watch": lambda: os.close(os.pidfd_open(os.getpid())),
        "an event counter": lambda: os.close(os.eventfd(0)),
        "a link": lambda: bool(os.readlink("/proc/self/exe")),
        "the size of a disk": lambda: bool(os.statvfs("/usr")),
        "another's clock": lambda: time.clock_gettime((~os.getppid() << 3) | 2),
        "shared memory": lambda: mmap.mmap(-1, 4096, mmap.MAP_SHARED, mmap.PROT_READ).close(),
        "growing memory": lambda: mmap.mmap(-1, 4096, mmap.MAP_PRIVATE | mmap.MAP_ANONYMOUS | 0x100).close(),
        "a pair of sockets for packets": lambda: _close(*socket.socketpair(type=socket.SOCK_SEQPACKET)),
    }

    @pytest.mark.parametrize("act", ACTS)
    def test_it_is_refused(self, user: int | None, act: str) -> None:
        def told() -> str:
            try:
                self.ACTS[act]()
            except (PermissionError, ValueError) as error:
                return f"refused: {type(error).__name__}"
            return "done"

        # As nobody, the parent belongs to someone else: that alone may refuse.
        if user is None or act not in ("a signal to the parent", "another's limits"):
            assert in_child(told, lockdown.no_new_privileges, user=user) == "done"
        refused = in_child(told, lockdown.no_new_privileges, lockdown.filter_system_calls, user=user)
        assert refused.startswith("refused")

    def test_threads_are_under_it_too(self, user: int | None) -> None:
        def act() -> str:
            found: list[str] = []

            def inside() -> None:
                try:
                    socket.socket()
                except PermissionError:
                    found.append("refused")

            thread = threading.Thread(target=inside)
            thread.start()
            thread.join()
            return found[0] if found else "done"

        layers = (lockdown.no_new_privileges, lockdown.filter_system_calls)
        assert in_child(act, lockdown.no_new_privileges, user=user) == "done"
        assert in_child(act, *layers, user=user) == "refused"

    @needs_another_user
    @needs_a_promise_to_make
    def test_it_needs_no_privilege_but_the_promise_to_gain_none(self) -> None:
        assert in_child(lambda: None, lockdown.filter_system_calls, user=NOBODY) == "LayerError"


def _close(*sockets: socket.socket) -> None:
    for one in sockets:
        one.close()


def _fork_and_exit() -> int:
    pid = os.fork()
    if pid == 0:
        os._exit(0)
    return pid
