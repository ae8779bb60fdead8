"""Frames over a stream socket: a u32 length, checked before anything is allocated, and as many bytes."""

from __future__ import annotations

import os
from collections.abc import Callable
from typing import Protocol

from tracefix_rl.sandbox.codec import CodecError

MAX_FRAME = 4 * 1024 * 1024
"""Largest message, in bytes."""


_CHUNK = 16_384
HEAD = 4
"""Bytes of a frame before its payload."""

READY = b"+"
"""What a worker sends first: it is locked down, and has not loaded anything yet."""


class ProtocolError(Exception):
    """The other end broke the rules of the conversation."""


class Wire(Protocol):
    """Carries frames."""

    def send(self, frame: bytes) -> None:
        """Send a whole frame."""

    def receive(self) -> bytes:
        """Return the next frame's payload."""


def frame(payload: bytes) -> bytes:
    """Return `payload` with its length in front.

    Raises:
        CodecError: If it is longer than `MAX_FRAME`.
    """
    if len(payload) > MAX_FRAME:
        raise CodecError(f"a message of more than {MAX_FRAME >> 20} MiB cannot cross")
    return len(payload).to_bytes(4, "big") + payload


def read_frame(read: Callable[[int], bytes]) -> bytes:
    """Return the next payload; `read(n)` returns exactly n bytes.

    Raises:
        ProtocolError: If the announced length is too large.
    """
    size = int.from_bytes(read(4), "big")
    if size > MAX_FRAME:
        raise ProtocolError(f"a frame of {size:,} bytes")
    return read(size)


class SocketWire:
    """Frames over a blocking socket.

    Args:
        descriptor: The socket.
    """

    def __init__(self, descriptor: int) -> None:
        self._descriptor = descriptor
        self._received = b""

    def send(self, frame: bytes) -> None:
        """Send a whole frame."""
        view = memoryview(frame)
        while view:
            view = view[os.write(self._descriptor, view) :]

    def receive(self) -> bytes:
        """Return the next frame's payload.

        Raises:
            EOFError: If the other end closed the socket.
        """
        return read_frame(self._read)

    def _read(self, size: int) -> bytes:
        if len(self._received) < size:
            self._receive_more(size)
        data, self._received = self._received[:size], self._received[size:]
        return data

    def _receive_more(self, size: int) -> None:
        chunks, missing = [self._received], size - len(self._received)
        while missing > 0:
            # A frame's head and body come together, mostly: one call reads both.
            chunk = os.read(self._descriptor, max(missing, _CHUNK))
            if not chunk:
                raise EOFError
            chunks.append(chunk)
            missing -= len(chunk)
        self._received = b"".join(chunks)
