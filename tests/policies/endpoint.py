"""A Chat Completions endpoint on this machine that answers from a script."""

from __future__ import annotations

import json
import socket
import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field, replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from tracefix_rl.policies import EndpointConfig


@dataclass(frozen=True)
class Reply:
    """One HTTP answer; it is held back until `after` is set."""

    status: int = 200
    body: bytes = b""
    after: threading.Event | None = None
    headers: Mapping[str, str] = field(default_factory=dict)
    promised: int | None = None
    """Bytes that are announced, if not as many as are sent."""
    trickle: threading.Event | None = None
    """Until it is set, blanks are sent one by one in place of the body."""
    reset: bool = False
    """Whether the connection is torn down after half of the body."""


def says(content: Any, *, finish: str = "stop", refusal: str | None = None) -> Reply:
    """The model answers with this text."""
    return completes({"role": "assistant", "content": content, "refusal": refusal}, finish=finish)


def completes(message: Mapping[str, Any], *, finish: str = "stop") -> Reply:
    """The model answers with this message."""
    return sends(
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
    """The model answers with this action, as a text."""
    return says(json.dumps({"action_type": action_type, **fields}))


def calls(*called: tuple[str, Any], content: str | None = None) -> Reply:
    """The model calls these tools; arguments that are no text are sent as the JSON text of them."""
    return completes(
        {
            "role": "assistant",
            "content": content,
            "tool_calls": [
                {
                    "id": f"id-{number}",
                    "type": "function",
                    "function": {
                        "name": name,
                        "arguments": arguments if isinstance(arguments, str) else json.dumps(arguments),
                    },
                }
                for number, (name, arguments) in enumerate(called)
            ],
        },
        finish="tool_calls",
    )


def refuses(status: int, message: str = "no", **headers: str) -> Reply:
    """The endpoint answers with an error."""
    told = {"error": {"message": message, "type": "error", "code": None}}
    return replace(
        sends(told, status), headers={name.replace("_", "-"): value for name, value in headers.items()}
    )


def hangs(until: threading.Event) -> Reply:
    """The endpoint does not answer before the event."""
    return replace(says("{}"), after=until)


def trickles(until: threading.Event) -> Reply:
    """The endpoint answers blank by blank, and never comes to an end before the event."""
    return replace(says("{}"), trickle=until)


def breaks_off() -> Reply:
    """The connection is torn down in the middle of the answer."""
    return replace(says("{}"), reset=True)


def stops_short() -> Reply:
    """The endpoint hangs up before all is sent that it announced."""
    whole = says("{}")
    return replace(whole, body=whole.body[:50], promised=len(whole.body))


def sends(body: Any, status: int = 200) -> Reply:
    """The endpoint answers with this JSON."""
    return Reply(status, json.dumps(body).encode())


Script = Callable[[Mapping[str, Any], int], Reply]
"""Gives the answer to a request; it is also told how many came before."""


@dataclass
class FakeEndpoint:
    """The running endpoint: where it is and what it was asked."""

    url: str
    requests: list[dict[str, Any]] = field(default_factory=list)
    asked: threading.Event = field(default_factory=threading.Event)
    connections: int = 0

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
def scripted(
    *replies: Reply, script: Script | None = None, models: Sequence[str] = ()
) -> Iterator[FakeEndpoint]:
    """Serve these replies in order, the last one over and over; or whatever the script gives."""

    def answer(request: Mapping[str, Any], number: int) -> Reply:
        return script(request, number) if script else replies[min(number, len(replies) - 1)]

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        disable_nagle_algorithm = True  # else the end of an answer waits for the client

        def setup(self) -> None:
            super().setup()
            endpoint.connections += 1

        def do_GET(self) -> None:
            data = [{"id": model, "object": "model"} for model in models]
            self.send(sends({"object": "list", "data": data}) if models else refuses(404))

        def do_POST(self) -> None:
            request = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            number = len(endpoint.requests)
            endpoint.requests.append(request)
            endpoint.asked.set()
            reply = answer(request, number)
            if reply.after is not None:
                reply.after.wait(60)
            try:
                self.send(reply)
            except (BrokenPipeError, ConnectionResetError):
                self.close_connection = True  # the client did not want to wait

        def send(self, reply: Reply) -> None:
            self.send_response(reply.status)
            self.send_header("Content-Type", "application/json")
            endless = 10**9 if reply.trickle else None
            self.send_header("Content-Length", str(endless or reply.promised or len(reply.body)))
            for name, value in reply.headers.items():
                self.send_header(name, value)
            self.end_headers()
            while reply.trickle is not None and not reply.trickle.wait(0.05):
                self.wfile.write(b" ")
            self.wfile.write(reply.body[: len(reply.body) // 2] if reply.reset else reply.body)
            if reply.reset:
                linger_and_reset = b"\1\0\0\0\0\0\0\0"
                self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, linger_and_reset)
                self.connection.close()
            self.close_connection = bool(reply.reset or reply.promised or reply.trickle)

        def log_message(self, *_: object) -> None:
            """Say nothing."""

        def finish(self) -> None:
            with suppress(OSError, ValueError):  # the connection may have been torn down
                super().finish()

    class Server(ThreadingHTTPServer):
        daemon_threads = True
        request_queue_size = 64

        def handle_error(self, *_: object) -> None:
            """Torn connections are part of the script."""

    server = Server(("127.0.0.1", 0), Handler)
    endpoint = FakeEndpoint(f"http://127.0.0.1:{server.server_port}/v1")
    thread = threading.Thread(target=lambda: server.serve_forever(poll_interval=0.02), daemon=True)
    thread.start()
    try:
        yield endpoint
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
