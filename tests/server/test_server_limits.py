"""What a server allows: sizes, episodes, sessions."""

from __future__ import annotations

import http.client
import json
from collections.abc import Iterator
from urllib.parse import urlsplit

import pytest
from live_server import Server, answer, ask, serve

from tracefix_rl import CodeAction, TraceFixRLEnv

LONGEST = 4096


@pytest.fixture(scope="module")
def limited() -> Iterator[Server]:
    with serve(
        TRACEFIX_MAX_MESSAGE_BYTES=str(LONGEST), TRACEFIX_MAX_EPISODES="2", MAX_CONCURRENT_ENVS="1"
    ) as server:
        yield server


def edit(block: str) -> str:
    action = {"action_type": "REPLACE_LINES", "start_line": 1, "end_line": 1, "new_code_block": block}
    return json.dumps({"type": "step", "data": action}, ensure_ascii=False)


@pytest.mark.parametrize("letter", ["x", "é", "\N{GRINNING FACE}"])
def test_a_message_that_is_too_long_is_answered_and_the_session_goes_on(limited: Server, letter: str) -> None:
    size = len(letter.encode())
    room = LONGEST - len(edit("").encode())
    with limited.socket() as session:
        ask(session, "reset", {"task_id": "task1_easy"})
        session.send(edit(letter * (room // size + 1)))
        reply = answer(session)
        assert reply["type"] == "error"
        assert "4,096 bytes (TRACEFIX_MAX_MESSAGE_BYTES)" in reply["data"]["message"]
        session.send(edit(letter * (room // size)))
        assert answer(session)["type"] == "observation"
        assert ask(session, "state")["data"]["step_count"] == 1


def request(server: Server, body: bytes | Iterator[bytes]) -> tuple[int, str]:
    where = urlsplit(server.url)
    connection = http.client.HTTPConnection(where.hostname or "", where.port, timeout=30)
    headers = {"Content-Type": "application/json"}
    connection.request("POST", "/reset", body, headers, encode_chunked=not isinstance(body, bytes))
    reply = connection.getresponse()
    return reply.status, reply.read().decode()


def test_a_body_that_is_too_large_is_refused_however_it_comes(limited: Server) -> None:
    right = json.dumps({"task_id": "task1_easy"}).encode()
    assert request(limited, right + b" " * (LONGEST - len(right)))[0] == 200
    status, reply = request(limited, right + b" " * (LONGEST - len(right) + 1))
    assert (status, "4,096 bytes" in reply) == (413, True)
    assert request(limited, iter([right, b" " * LONGEST]))[0] == 413
    assert request(limited, iter([right]))[0] == 200


def test_a_session_begins_no_more_episodes_than_it_may(limited: Server) -> None:
    with TraceFixRLEnv(base_url=limited.url).sync() as env:
        env.reset(task_id="task1_easy")
        with pytest.raises(RuntimeError, match="task1_easy"):
            env.reset(task_id="task1_esay")  # one that does not begin does not count
        env.reset(task_id="task2_medium")
        with pytest.raises(RuntimeError, match=r"2 episodes here \(TRACEFIX_MAX_EPISODES\): open another"):
            env.reset(task_id="task3_hard")
        assert env.step(CodeAction(action_type="SUBMIT")).done
    with TraceFixRLEnv(base_url=limited.url).sync() as env:
        assert env.reset(task_id="task3_hard").observation.code_dict


def test_no_place_is_taken_over_plain_http(limited: Server) -> None:
    create = {"jsonrpc": "2.0", "id": 1, "method": "openenv/session/create", "params": {}}
    for _ in range(3):
        status, reply = limited.post("/mcp", create)
        assert status == 200
        assert reply["error"]["code"] == -32601
        assert "/ws" in reply["error"]["message"]
    with TraceFixRLEnv(base_url=limited.url).sync() as env:
        assert env.reset(task_id="task1_easy").observation.code_dict
