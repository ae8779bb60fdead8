"""A server for as long as a block lasts."""

from __future__ import annotations

import socket
import urllib.request
from pathlib import Path

import pytest
from processes import environments, left_behind

from tracefix_rl import serving
from tracefix_rl.serving import ServerError, own_server


@pytest.fixture
def marked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Marks the processes that the test starts."""
    monkeypatch.setenv("TRACEFIX_TEST_RUN", str(tmp_path))
    return tmp_path


def test_it_answers_inside_the_block_without_our_tokens_and_is_gone_after_it(
    marked: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HF_TOKEN", "secret-token")
    with own_server() as url:
        with urllib.request.urlopen(f"{url}/health", timeout=5) as answer:
            assert answer.status == 200
        assert left_behind(marked) != []
        assert not any("secret-token" in environment for environment in environments(marked))
    assert left_behind(marked) == []
    with pytest.raises(OSError, match="refused"):
        urllib.request.urlopen(f"{url}/health", timeout=5)


def test_an_error_in_the_block_leaves_nothing_behind(marked: Path) -> None:
    with pytest.raises(KeyboardInterrupt), own_server():
        raise KeyboardInterrupt
    assert left_behind(marked) == []


def test_a_port_that_was_taken_in_the_meantime_is_no_trouble(monkeypatch: pytest.MonkeyPatch) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        ports = iter([taken.getsockname()[1]])
        free = serving._free_port
        monkeypatch.setattr(serving, "_free_port", lambda: next(ports, None) or free())
        with own_server() as url:
            assert not url.endswith(str(taken.getsockname()[1]))


def test_a_server_that_dies_is_an_error_with_its_last_words(
    marked: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TRACEFIX_SANDBOX", "nonsense")
    with pytest.raises(ServerError, match=r"(?s)exit code [1-9].*nonsense"), own_server():
        pytest.fail("it must not start")
    assert left_behind(marked) == []


def test_a_server_that_is_too_slow_is_an_error_and_is_stopped(marked: Path) -> None:
    with pytest.raises(ServerError, match="did not answer within 0 s"), own_server(start_s=0.01):
        pytest.fail("nothing starts that fast")
    assert left_behind(marked) == []
