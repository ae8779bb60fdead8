"""A Space's project on this machine, as `from_env` runs it: here from a copy of this checkout."""

from __future__ import annotations

import socket
import urllib.parse
from pathlib import Path

import pytest
from checkout import copy_checkout

from tracefix_rl import CodeAction, TraceFixRLEnv


def test_it_plays_from_any_folder_and_ends_with_the_client(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    checkout = copy_checkout(tmp_path / "space")
    (elsewhere := tmp_path / "elsewhere").mkdir()
    monkeypatch.chdir(elsewhere)
    # As a user's shell has it, without the environment that these tests run in.
    monkeypatch.delenv("VIRTUAL_ENV", raising=False)
    env = TraceFixRLEnv.from_env(
        "somebody/tracefix-rl", use_docker=False, project_path=str(checkout), context_timeout_s=300
    ).sync()
    try:
        address = urllib.parse.urlsplit(env.base_url)
        env.reset(task_id="task1_easy")
        assert env.step(CodeAction(action_type="RUN_TESTS")).observation.test_results
    finally:
        env.close()
    with pytest.raises(ConnectionRefusedError):
        socket.create_connection((address.hostname, address.port))
