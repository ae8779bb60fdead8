"""WebSockets as bare as can be, for clients that do what no library would."""

from __future__ import annotations

import json
import socket
import struct
from contextlib import suppress
from urllib.parse import urlsplit

from live_server import Server

_MANY = 1_000


def connected(server: Server) -> socket.socket:
    """A connection on which nothing was said."""
    where = urlsplit(server.url)
    return socket.create_connection((where.hostname, where.port), timeout=60)


def upgraded(server: Server) -> socket.socket:
    """A WebSocket on which nothing was said, as bare as can be."""
    opened = connected(server)
    key = "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13"
    opened.sendall(
        f"GET /ws HTTP/1.1\r\nHost: here\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n{key}\r\n\r\n".encode()
    )
    reply = b""
    while not reply.endswith(b"\r\n\r\n"):
        reply += opened.recv(1)
    assert reply.startswith(b"HTTP/1.1 101")
    return opened


def frame(message: dict[str, object]) -> bytes:
    """A WebSocket text frame with a mask of zeros (RFC 6455, 5.2)."""
    text = json.dumps(message).encode()
    size = (
        bytes([0x80 | len(text)]) if len(text) < 126 else bytes([0x80 | 126]) + struct.pack("!H", len(text))
    )
    return bytes([0x81]) + size + bytes(4) + text


def play_without_reading(client: socket.socket) -> None:
    """Send until nothing fits into the connection any more, because no answer is read."""
    client.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
    client.sendall(frame({"type": "reset", "data": {"task_id": "task1_easy"}}))
    views = frame({"type": "step", "data": {"action_type": "VIEW_CODE"}}) * _MANY
    client.settimeout(1.0)
    rest = b""
    with suppress(TimeoutError):
        while True:
            rest = rest or views
            rest = rest[client.send(rest) :]
