"""Each layer alone: what it stops goes through without it, and does not with it."""

from __future__ import annotations

import ctypes
import encodings.idna  # noqa: F401  (so that no child must read it)
import json
import os
import resource
import select
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, ClassVar

import pytest

from tracefix_rl.sandbox import lockdown

NOBODY = 65534
UNPRIVILEGED = NOBODY if os.getuid() == 0 else None
"""Whom a child becomes to be no root."""

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


@pytest.fixture(
    params=[
        pytest.param(None, id="as this user"),
        pytest.param(
            NOBODY,
            id="as nobody",
            marks=pytest.mark.skipif(os.getuid() != 0, reason="only root can become another user"),
        ),
    ]
)
def user(request: pytest.FixtureRequest) -> int | None:
    """Whom the child becomes before any layer: none of them may need a privilege."""
    value: int | None = request.param
    return value


@pytest.fixture
def folder() -> Iterator[Path]:
    """A folder in which anyone may write."""
    path = Path(tempfile.mkdtemp(dir="/tmp"))
    path.chmod(0o777)
    yield path
    shutil.rmtree(path)


class TestSession:
    @staticmethod
    def act() -> list[bool]:
        return [os.getsid(0) == os.getpid(), os.getpgrp() == os.getpid()]

    def test_a_process_leaves_its_parents_group(self, user: int | None) -> None:
        assert in_child(self.act, user=user) == [False, False]
        assert in_child(self.act, lockdown.own_session, user=user) == [True, True]

    def test_so_a_signal_to_the_group_does_not_arrive(self, user: int | None) -> None:
        def struck_with(*layers: Act) -> Any:
            """Have a group of its own signalled by its leader; tell whether its member lived."""

            def lead() -> str:
                os.setpgid(0, 0)
                ready, started = socket.socketpair()
                member = os.fork()
                if member == 0:
                    for apply in layers:
                        apply()
                    started.send(b"1")
                    signal.pause()
                ready.recv(1)
                signal.signal(signal.SIGTERM, signal.SIG_IGN)
                os.killpg(0, signal.SIGTERM)
                watch = os.pidfd_open(member)
                ended = bool(select.select([watch], [], [], 0.3 if layers else 5)[0])
                os.kill(member, signal.SIGKILL)
                os.waitpid(member, 0)
                return "ended" if ended else "lived"

            return in_child(lead, user=user)

        assert struck_with() == "ended"
        assert struck_with(lockdown.own_session) == "lived"


class TestDeathWithParent:
    @staticmethod
    def orphan_ends(*, layered: bool, user: int | None) -> bool:
        """Have a child's child lose its parent; tell whether it ends. It holds one end of a pipe."""
        lived, held = os.pipe()
        ready, started = socket.socketpair()

        def parent() -> None:
            mine = os.getpid()
            if os.fork() == 0:
                if layered:
                    lockdown.die_with_parent(mine)
                started.send(str(os.getpid()).encode())
                signal.pause()
            ready.recv(32, socket.MSG_PEEK)

        try:
            in_child(parent, user=user)
            os.close(held)
            orphan = int(ready.recv(32))
            try:
                watch = os.pidfd_open(orphan)
            except ProcessLookupError:
                return True
            try:
                ended = bool(select.select([watch], [], [], 5 if layered else 0.3)[0])
                if not ended:
                    os.kill(orphan, signal.SIGKILL)
                return ended
            finally:
                os.close(watch)
        finally:
            os.close(lived)
            ready.close()
            started.close()

    def test_an_orphan_ends(self, user: int | None) -> None:
        assert not self.orphan_ends(layered=False, user=user)
        assert self.orphan_ends(layered=True, user=user)

    def test_a_parent_that_ended_before_is_noticed(self, user: int | None) -> None:
        """The child ends with exit code 0 before it acts, which leaves no answer."""
        pid = os.fork()
        if pid == 0:
            lockdown.die_with_parent(os.getppid() + 1)
            os._exit(1)
        assert os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]) == 0


class TestDescriptors:
    def test_what_was_open_is_closed(self, user: int | None, folder: Path) -> None:
        secret = folder / "secret"
        secret.write_text("secret")
        with secret.open() as file:
            descriptor = file.fileno()

            def act() -> str:
                return os.pread(descriptor, 6, 0).decode()

            assert in_child(act, user=user) == "secret"
            others = set(range(256)) - {descriptor}
            assert in_child(act, lambda: lockdown.close_descriptors(others), user=user) == "OSError"

    @pytest.mark.parametrize("kept", [(), (0,), (5,), (0, 1, 2, 9), (3, 4, 5), (200,)])
    def test_exactly_those_named_stay(self, kept: tuple[int, ...]) -> None:
        pid = os.fork()
        if pid == 0:
            for number in (0, 1, 2, *range(3, 12), 200):
                os.dup2(os.open("/dev/null", os.O_RDWR), number)
            lockdown.close_descriptors(kept)
            os._exit(0 if {number for number in range(256) if _is_open(number)} == set(kept) else 1)
        assert os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]) == 0


class TestEnvironment:
    def test_tokens_are_gone_for_python_and_for_c(
        self, user: int | None, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setenv("HF_TOKEN", "hf_secret")

        def act() -> list[str | None]:
            getenv = ctypes.CDLL(None).getenv
            getenv.restype = ctypes.c_char_p
            found = getenv(b"HF_TOKEN")
            return [os.environ.get("HF_TOKEN"), found.decode() if found else None]

        assert in_child(act, user=user) == ["hf_secret", "hf_secret"]
        assert in_child(act, lockdown.empty_environment, user=user) == [None, None]
        assert os.environ["HF_TOKEN"] == "hf_secret"


class TestDescriptorsAndFilesLimit:
    @staticmethod
    def layer() -> None:
        lockdown.limit_descriptors_and_files(open_files=32, file_bytes=1000)

    def test_open_descriptors(self, user: int | None) -> None:
        def act() -> int:
            return len([os.open("/dev/null", os.O_RDONLY) for _ in range(40)])

        assert in_child(act, user=user) == 40
        assert in_child(act, self.layer, user=user) == "OSError"

    def test_size_of_files(self, user: int | None, folder: Path) -> None:
        def act() -> int:
            signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
            with (folder / f"file{os.getpid()}").open("wb", buffering=0) as file:
                return sum(file.write(bytes(1000)) for _ in range(3))

        assert in_child(act, user=user) == 3000
        assert in_child(act, self.layer, user=user) == "OSError"

    def test_size_of_files_is_a_signal_by_default(self, user: int | None, folder: Path) -> None:
        def act() -> None:
            signal.signal(signal.SIGXFSZ, signal.SIG_DFL)
            (folder / "file").write_bytes(bytes(3000))

        assert in_child(act, self.layer, user=user) == "SIGXFSZ"

    def test_core_dumps_message_queues_and_locked_memory(self, user: int | None) -> None:
        def act() -> list[int]:
            kinds = (resource.RLIMIT_CORE, resource.RLIMIT_MEMLOCK, resource.RLIMIT_MSGQUEUE)
            return [max(resource.getrlimit(kind)) for kind in kinds]

        assert in_child(act, self.layer, user=user) == [0, 0, 0]

    def test_locked_memory_is_refused(self) -> None:
        """As nobody, where that is possible: root may lock whatever the limit."""

        def act() -> int:
            buffer = ctypes.create_string_buffer(8192)
            return int(ctypes.CDLL(None).mlock(buffer, 4096))

        assert in_child(act, user=UNPRIVILEGED) == 0
        assert in_child(act, self.layer, user=UNPRIVILEGED) == -1

    def test_a_limit_is_not_raised_again(self) -> None:
        """As nobody: root may raise limits, and is stopped by the filter instead."""

        def act() -> None:
            resource.setrlimit(resource.RLIMIT_NOFILE, (64, 64))

        assert in_child(act, user=UNPRIVILEGED) is None
        assert in_child(act, self.layer, user=UNPRIVILEGED) == "ValueError"


class TestMemory:
    @staticmethod
    def layer() -> None:
        lockdown.limit_memory(megabytes=50, data_bytes=lockdown.DataSize().read())

    def test_more_than_the_limit_cannot_be_allocated(self, user: int | None) -> None:
        def act() -> int:
            return len(bytearray(60 << 20))

        assert in_child(act, user=user) == 60 << 20
        assert in_child(act, self.layer, user=user) == "MemoryError"

    def test_the_limit_itself_can(self, user: int | None) -> None:
        assert in_child(lambda: len(bytearray(45 << 20)), self.layer, user=user) == 45 << 20

    def test_in_pieces_neither(self, user: int | None) -> None:
        def act() -> int:
            return len([bytearray(1 << 20) for _ in range(60)])

        assert in_child(act, user=user) == 60
        assert in_child(act, self.layer, user=user) == "MemoryError"

    def test_the_size_is_that_of_the_process_that_opened_it(self) -> None:
        size = lockdown.DataSize()
        try:
            before = size.read()
            kept = bytearray(64 << 20)
            assert size.read() - before >= len(kept)
        finally:
            os.close(size.descriptor)


class TestCpu:
    @staticmethod
    def act() -> None:
        signal.setitimer(signal.ITIMER_PROF, 2)  # ends the one that nothing limits
        signal.signal(signal.SIGXCPU, signal.SIG_IGN)
        while True:
            pass

    def test_a_loop_is_killed_though_it_ignores_the_warning(self, user: int | None) -> None:
        assert in_child(self.act, user=user) == "SIGPROF"
        assert in_child(self.act, lambda: lockdown.limit_cpu(1), user=user) == "SIGKILL"


class TestNoNewPrivileges:
    @pytest.mark.skipif(os.getuid() != 0, reason="only root can make a program that runs as root")
    def test_a_program_of_root_gains_nothing(self, folder: Path) -> None:
        program = folder / "id"
        shutil.copy(shutil.which("id") or "", program)
        program.chmod(0o4755)

        def act() -> int:
            return int(subprocess.check_output([program, "-u"]))

        assert in_child(act, user=NOBODY) == 0
        assert in_child(act, lockdown.no_new_privileges, user=NOBODY) == NOBODY

    def test_programs_inherit_it(self, user: int | None) -> None:
        def act() -> str:
            status = subprocess.check_output(["cat", "/proc/self/status"], text=True)
            return status.partition("NoNewPrivs:")[2].split()[0]

        assert in_child(act, user=user) == "0"
        assert in_child(act, lockdown.no_new_privileges, user=user) == "1"


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
        "a pipe": lambda: [os.close(end) for end in os.pipe()],
        "another folder": lambda: os.chdir("/"),
        "its niceness": lambda: os.nice(1) and None,
        "its processors": lambda: os.sched_setaffinity(0, os.sched_getaffinity(0)),
        "a process to watch": lambda: os.close(os.pidfd_open(os.getpid())),
        "an event counter": lambda: os.close(os.eventfd(0)),
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
            import threading

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

    def test_it_needs_no_privilege_but_the_promise_to_gain_none(self) -> None:
        if os.getuid() != 0:
            pytest.skip("only root can become another user")
        assert in_child(lambda: None, lockdown.filter_system_calls, user=NOBODY) == "LayerError"


def _fork_and_exit() -> int:
    pid = os.fork()
    if pid == 0:
        os._exit(0)
    return pid


def _is_open(descriptor: int) -> bool:
    try:
        os.fstat(descriptor)
    except OSError:
        return False
    return True
