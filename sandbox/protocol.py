"""The conversation between runner and worker: frames, requests, replies.

Both ends speak the same language over a stream socket. A frame is a big-endian u32 length, checked
before anything is allocated, and one encoded message:

    ["?", id, operation, target, name, args, kwargs]    do this to an object of yours and answer
    ["=", id, changes, value, output]                   done
    ["!", id, changes, exception, output]               it raised
    ["#", id, reason]                                   the answer cannot cross

Requests nest: while one is being served, the serving end may ask back (a callback). A reply must
answer the newest open request; anything else is a violation. `changes` lists the mutable arguments
whose content the call changed, so that the asking end can copy it back.
"""

from __future__ import annotations

import operator
import os
import threading
from collections.abc import Callable
from typing import Any, NoReturn, Protocol

from tracefix_rl.sandbox.codec import CodecError, Memo, Registry, dumps, loads
from tracefix_rl.sandbox.decoder import Decoder
from tracefix_rl.sandbox.encoder import Encoder
from tracefix_rl.sandbox.expansion import check_expansion

MAX_FRAME = 4 * 1024 * 1024
"""Largest message, in bytes."""


_CHUNK = 16_384

READY = b"+"
"""What a worker sends first: it is locked down, and has not loaded anything yet."""


class ProtocolError(Exception):
    """The other end broke the rules of the conversation."""


class CannotCross(Exception):
    """A value of a call cannot cross the boundary; the message names the construct."""


class Wire(Protocol):
    """Carries frames."""

    def send(self, frame: bytes) -> None:
        """Send a whole frame."""

    def receive(self) -> bytes:
        """Return the next frame's payload."""


class References(Registry, Protocol):
    """A registry that also carries exceptions and knows what each operation does."""

    def perform(self, operation: str, target: Any, name: str, args: Any, kwargs: Any) -> Any:
        """Do what a request asks."""

    def catch(self, error: BaseException) -> bool:
        """Tell whether an exception of a served request goes to the asking end."""

    def refuse(self, reason: str) -> None:
        """Take note that the answer to a served request cannot cross; may raise what ends the call."""


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


class Peer:
    """One end of the conversation.

    Args:
        wire: Carries the frames.
        references: What this end exports, and what it lets the other end do.
        take_output: Returns what was printed since it was last called.
        show_output: Shows what the other end printed.
    """

    def __init__(
        self,
        wire: Wire,
        references: References,
        take_output: Callable[[], str] = str,
        show_output: Callable[[str], object] = lambda text: None,
    ) -> None:
        self._wire = wire
        self._references = references
        self._take_output = take_output
        self._show_output = show_output
        self._last_id = 0
        # Held by whoever awaits a message. Requests meanwhile are served by the thread that reads them.
        self._turn = threading.RLock()

    def ask(self, operation: str, target: Any, name: str, args: Any = (), kwargs: Any = None) -> Any:
        """Have the other end perform an operation, serving what it asks meanwhile.

        Returns:
            What the operation returned.

        Raises:
            BaseException: What the operation raised over there, rebuilt here.
            CannotCross: If an argument or the result cannot cross.
            ProtocolError: If the other end breaks the rules.
        """
        with self._turn:
            return self._ask(operation, target, name, args, kwargs or {})

    def _ask(self, operation: str, target: Any, name: str, args: Any, kwargs: Any) -> Any:
        self._last_id += 1
        number = self._last_id
        memo = Memo()
        encoder = Encoder(self._references, memo)
        try:
            request = [
                "?",
                number,
                operation,
                encoder.encode(target),
                name,
                encoder.encode(args),
                encoder.encode(kwargs),
            ]
            check_expansion(memo, args, kwargs)
            data = frame(dumps(request))
        except CodecError as error:
            raise CannotCross(str(error)) from None
        self._wire.send(data)
        while True:
            message = self._receive()
            if message[0] == "?":
                self._serve(message)
            else:
                return self._take_reply(message, number, memo)

    def serve(self) -> None:
        """Serve one request."""
        with self._turn:
            message = self._receive()
        if message[0] != "?":
            raise ProtocolError("a reply to a call that was not made")
        self._serve(message)

    def _receive(self) -> list[Any]:
        try:
            message = loads(self._wire.receive())
        except CodecError as error:
            raise ProtocolError(str(error)) from None
        if type(message) is not list or not message or _LENGTHS.get(_tag(message)) != len(message):
            raise ProtocolError("not a message")
        return message

    def _take_reply(self, message: list[Any], number: int, memo: Memo) -> Any:
        if type(message[1]) is not int or message[1] != number:
            raise ProtocolError("a reply to a call that was not made")
        if message[0] == "#":
            raise CannotCross(str(message[2])[:500])
        _, _, changes, outcome, output = message
        if type(output) is not str or type(changes) is not list:
            raise ProtocolError("not a message")
        self._show_output(output)
        decoder = Decoder(self._references, memo)
        try:
            for change in changes:
                if type(change) is not list or len(change) != 2:
                    raise ProtocolError("not a message")
                decoder.replace_content(*change)
            value = decoder.decode(outcome)
            check_expansion(memo, value)
        except CodecError as error:
            raise ProtocolError(str(error)) from None
        if message[0] == "!":
            _raise(value)
        return value

    def _serve(self, message: list[Any]) -> None:
        _, number, operation, target, name, args, kwargs = message
        # Never a value that crossed: `str.format` reads any attribute, `type` makes classes at this end, and
        # what is set on `Fraction` stays for all runs to come.
        if target is not None and not (type(target) is dict and [*target] == ["u"]):
            raise ProtocolError("a request to something that was never handed out")
        memo = Memo()
        decoder = Decoder(self._references, memo)
        try:
            receiver = decoder.decode(target)
            arguments = decoder.decode(args)
            keywords = decoder.decode(kwargs)
            check_expansion(memo, arguments, keywords)
        except CodecError as error:
            raise ProtocolError(str(error)) from None
        if not (
            type(number) is int
            and type(operation) is str
            and type(name) is str
            and type(arguments) is tuple
            and type(keywords) is dict
            and all(type(key) is str for key in keywords)
        ):
            raise ProtocolError("not a message")
        before = [_snapshot(container) for container in memo.containers]
        tag = "="
        try:
            outcome = self._references.perform(operation, receiver, name, arguments, keywords)
        except CodecError as error:
            self._wire.send(self._refusal(number, str(error)))
            return
        except BaseException as error:
            if not self._references.catch(error):
                raise
            tag, outcome = "!", error
        with self._turn:
            self._wire.send(self._reply(tag, number, outcome, memo, before))

    def _reply(self, tag: str, number: int, outcome: Any, memo: Memo, before: list[Any]) -> bytes:
        encoder = Encoder(self._references, memo)
        try:
            changes = [
                [index, encoder.content(memo.containers[index])]
                for index, content in enumerate(before)
                if not _same(content, _snapshot(memo.containers[index]))
            ]
            encoded = encoder.encode(outcome)
            check_expansion(memo, outcome)
            return frame(dumps([tag, number, changes, encoded, self._take_output()]))
        except (CodecError, RecursionError) as error:
            return self._refusal(number, str(error))

    def _refusal(self, number: int, reason: str) -> bytes:
        self._references.refuse(reason)
        return frame(dumps(["#", number, reason[:500]]))


_LENGTHS = {"?": 7, "=": 5, "!": 5, "#": 3}


def _tag(message: list[Any]) -> str:
    return message[0] if type(message[0]) is str else ""


def _raise(error: Any) -> NoReturn:
    if not isinstance(error, BaseException):
        raise ProtocolError("something raised that is no exception")
    raise error


def _snapshot(container: Any) -> Any:
    if type(container) is bytearray:
        return bytes(container)
    if isinstance(container, dict):
        return [*container.keys(), *container.values()]
    return list(container)


def _same(before: Any, after: Any) -> bool:
    if type(before) is bytes:
        return bool(before == after)
    return len(before) == len(after) and all(map(operator.is_, before, after))
