"""Each layer alone: what it stops goes through without it, and does not with it.

Here those that set a process apart; `test_layer_limits` and `test_layer_filters` have the others.
"""

from __future__ import annotations

import ctypes
import os
import select
import shutil
import signal
import socket
import subprocess
from pathlib import Path
from typing import Any

import pytest
from forked import NOBODY, Act, in_child, needs_a_promise_to_make, needs_another_user

from tracefix_rl.sandbox import lockdown


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


@needs_a_promise_to_make
class TestNoNewPrivileges:
    @needs_another_user
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


def _is_open(descriptor: int) -> bool:
    try:
        os.fstat(descriptor)
    except OSError:
        return False
    return True
