"""A Chat Completions endpoint on this machine that answers from a script."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from tracefix_rl.policies.endpoint import EndpointConfig


@dataclass(frozen=True)
class Reply:
    """One HTTP answer; it is held back until `after` is set."""

    status: int = 200
    body: bytes = b""
    after: threading.Event | None = None


def says(content: str | None, *, finish: str = "stop", refusal: str | None = None) -> Reply:
    """The model answers with this text."""
    message = {"role": "assistant", "content": content, "refusal": refusal}
    return _json(
        {
            "id": "chatcmpl-1",
            "object": "chat.completion",
            "created": 0,
            "model": "scripted",
            "choices": [{"index": 0, "finish_reason": finish, "message": message}],
            "usage": {"prompt_tokens": 100, "completion_tokens": 10, "total_tokens": 110},
        }
    )


def does(action_type: str, **fields: Any) -> Reply:
    """The model answers with this action."""
    return says(json.dumps({"action_type": action_type, **fields}))


def refuses(status: int, message: str = "no") -> Reply:
    """The endpoint answers with an error."""
    return _json({"error": {"message": message, "type": "error", "code": None}}, status)


def hangs(until: threading.Event) -> Reply:
    """The endpoint does not answer before the event."""
    return Reply(200, says("{}").body, until)


def _json(body: Mapping[str, Any], status: int = 200) -> Reply:
    return Reply(status, json.dumps(body).encode())


Script = Callable[[Mapping[str, Any], int], Reply]
"""Gives the answer to a request; it is also told how many came before."""


@dataclass
class FakeEndpoint:
    """The running endpoint: where it is and what it was asked."""

    url: str
    requests: list[dict[str, Any]] = field(default_factory=list)
    asked: threading.Event = field(default_factory=threading.Event)

    def config(self, **changes: Any) -> EndpointConfig:
        """How the policy reaches it."""
        return EndpointConfig(
            **{
                "base_url": self.url,
                "model": "scripted",
                "token": "secret-token",
                "timeout_s": 20.0,
                "max_retries": 0,
                **changes,
            }
        )


@contextmanager
def scripted(*replies: Reply, script: Script | None = None) -> Iterator[FakeEndpoint]:
    """Serve these replies in order, the last one over and over; or whatever the script gives."""

    def answer(request: Mapping[str, Any], number: int) -> Reply:
        return script(request, number) if script else replies[min(number, len(replies) - 1)]

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_POST(self) -> None:
            request = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            number = len(endpoint.requests)
            endpoint.requests.append(request)
            endpoint.asked.set()
            reply = answer(request, number)
            if reply.after is not None:
                reply.after.wait(60)
            try:
                self.send_response(reply.status)
                self.send_header("Content-Type", "application/json")
                self.send_header("Content-Length", str(len(reply.body)))
                self.end_headers()
                self.wfile.write(reply.body)
            except (BrokenPipeError, ConnectionResetError):
                self.close_connection = True  # the client did not want to wait

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    endpoint = FakeEndpoint(f"http://127.0.0.1:{server.server_port}/v1")
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield endpoint
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
