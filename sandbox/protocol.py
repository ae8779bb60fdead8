"""The conversation between runner and worker: frames, requests, replies.

Both ends speak the same language; a frame carries one encoded message:

    ["?", id, changes, operation, target, name, args, kwargs]  do this to an object of yours and answer
    ["=", id, changes, value, printed]                         done
    ["!", id, changes, exception, printed]                     it raised
    ["#", id, reason]                                          the answer cannot cross

Requests nest: while one is being served, the serving end may ask back (a callback). A reply must
answer the newest open request; anything else is a violation. `changes` of a reply lists the mutable
arguments whose content the call changed, so that the asking end can copy it back; that of a request, what
changed since in the containers that are `lent`. `printed` is `[stdout, stderr, warnings]`, each of these
`[warning, line]`.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Any, NoReturn, Protocol

from tracefix_rl.sandbox.codec import CodecError, Memo, Registry, dumps, loads
from tracefix_rl.sandbox.decoder import Decoder
from tracefix_rl.sandbox.encoder import Encoder
from tracefix_rl.sandbox.expansion import check_expansion
from tracefix_rl.sandbox.objects.lent import MAX_BYTES, Lent, has_changed, snapshot
from tracefix_rl.sandbox.printed import Printed
from tracefix_rl.sandbox.wire import HEAD, ProtocolError, Wire, frame


class CannotCross(Exception):
    """A value of a call cannot cross the boundary; the message names the construct."""


class References(Registry, Protocol):
    """A registry that also carries exceptions and knows what each operation does."""

    lends: bool
    """Whether containers read as attributes of this end's objects are lent to the other end."""

    def perform(self, operation: str, target: Any, name: str, args: Any, kwargs: Any) -> Any:
        """Do what a request asks."""

    def forget(self, told: list[int]) -> None:
        """Take classes to be untold: the message that told them is not sent."""

    def catch(self, error: BaseException) -> bool:
        """Tell whether an exception of a served request goes to the asking end."""

    def refuse(self, reason: str) -> None:
        """Take note that the answer to a served request cannot cross; may raise what ends the call."""


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
        take_output: Callable[[], Printed] = Printed,
        show_output: Callable[[Printed], object] = lambda printed: None,
    ) -> None:
        self._wire = wire
        self._references = references
        self._take_output = take_output
        self._show_output = show_output
        self._last_id = 0
        # Held by whoever awaits a message. Requests meanwhile are served by the thread that reads them.
        self._turn = threading.RLock()
        self._lent = Lent()
        self._received = 0
        """Bytes of the last message that was received."""

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
        memo = Memo(self._lent if len(self._lent) else ())
        encoder = Encoder(self._references, memo)
        try:
            changes = self._changes(encoder, memo, [])
            request = [
                "?",
                number,
                changes,
                operation,
                encoder.encode(target),
                name,
                encoder.encode(args),
                encoder.encode(kwargs),
            ]
            check_expansion(memo, args, kwargs)
            data = frame(dumps(request))
        except CodecError as error:
            self._references.forget(encoder.told)
            raise CannotCross(str(error)) from None
        self._settle(memo, changes, len(data) - HEAD)
        self._wire.send(data)
        asked = len(memo.containers)
        while True:
            message = self._receive()
            if message[0] != "?":
                break
            self._serve(message)
        value, printed = self._take_reply(message, number, memo)
        is_read = message[0] == "=" and operation == "get" and not self._references.lends
        if is_read and self._received <= MAX_BYTES:
            self._lent.lend(self._read(memo, asked, value))
        # Only now: where warnings are errors, showing one raises it.
        self._show_output(printed)
        if message[0] == "!":
            _raise(value)
        return value

    def serve(self) -> None:
        """Serve one request."""
        with self._turn:
            message = self._receive()
        if message[0] != "?":
            raise ProtocolError("a reply to a call that was not made")
        self._serve(message)

    def _receive(self) -> list[Any]:
        payload = self._wire.receive()
        self._received = len(payload)
        try:
            message = loads(payload)
        except CodecError as error:
            raise ProtocolError(str(error)) from None
        if type(message) is not list or not message or _LENGTHS.get(_tag(message)) != len(message):
            raise ProtocolError("not a message")
        return message

    def _take_reply(self, message: list[Any], number: int, memo: Memo) -> tuple[Any, Printed]:
        if type(message[1]) is not int or message[1] != number:
            raise ProtocolError("a reply to a call that was not made")
        if message[0] == "#":
            raise CannotCross(str(message[2])[:500])
        _, _, changes, outcome, output = message
        decoder = Decoder(self._references, memo)
        try:
            _apply(changes, decoder, len(memo.containers))
            value = decoder.decode(outcome)
            printed = Printed.told(output, decoder.decode)
            check_expansion(memo, value)
        except CodecError as error:
            raise ProtocolError(str(error)) from None
        self._settle(memo, changes, self._received)
        return value, printed

    def _serve(self, message: list[Any]) -> None:
        _, number, changes, operation, target, name, args, kwargs = message
        # Never a value that crossed: `str.format` reads any attribute, `type` makes classes at this end, and
        # what is set on `Fraction` stays for all runs to come.
        if target is not None and not (type(target) is dict and [*target] == ["u"]):
            raise ProtocolError("a request to something that was never handed out")
        memo = Memo(self._lent if len(self._lent) else ())
        decoder = Decoder(self._references, memo)
        try:
            _apply(changes, decoder, len(memo.containers))
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
        self._settle(memo, changes, self._received)
        asked = len(memo.containers)
        before = [snapshot(container) for container in memo.containers]
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
            reply = self._reply(tag, number, outcome, memo, before)
            self._wire.send(reply)
            is_read = tag == "=" and operation == "get" and self._references.lends
            if is_read and len(reply) - HEAD <= MAX_BYTES:
                self._lent.lend(self._read(memo, asked, outcome))

    def _reply(self, tag: str, number: int, outcome: Any, memo: Memo, before: list[Any]) -> bytes:
        encoder = Encoder(self._references, memo)
        try:
            changes = self._changes(encoder, memo, before)
            encoded = encoder.encode(outcome)
            check_expansion(memo, outcome)
            printed = self._take_output()
            warned = [[encoder.encode(warning), line] for warning, line in printed.warnings]
            data = frame(dumps([tag, number, changes, encoded, [printed.out, printed.err, warned]]))
        except (CodecError, RecursionError) as error:
            self._references.forget(encoder.told)
            return self._refusal(number, str(error))
        self._settle(memo, changes, len(data) - HEAD)
        return data

    def _refusal(self, number: int, reason: str) -> bytes:
        self._references.refuse(reason)
        return frame(dumps(["#", number, reason[:500]]))

    def _read(self, memo: Memo, asked: int, value: Any) -> list[Any]:
        """Return what a read attribute consists of: containers that are new, or itself if it is lent."""
        return (
            memo.containers[asked:] if self._lent.known(value) is None else [*memo.containers[asked:], value]
        )

    def _settle(self, memo: Memo, changes: list[list[Any]], size: int) -> None:
        """Take what a message of `size` bytes told of lent containers to be known at both ends."""
        if not len(self._lent):
            return
        if size > MAX_BYTES:
            self._lent.forget(memo.containers[number] for number, _ in changes)
        self._lent.settle(memo.containers)

    def _changes(self, encoder: Encoder, memo: Memo, before: list[Any]) -> list[list[Any]]:
        """Return what the other end does not know of the containers that are lent or have a snapshot."""
        changes = []
        for index, container in enumerate(memo.containers[: max(len(before), len(self._lent))]):
            known = self._lent.known(container)
            if known is None:
                known = before[index]
            if has_changed(container, known):
                changes.append([index, encoder.content(container)])
        return changes


_LENGTHS = {"?": 8, "=": 5, "!": 5, "#": 3}


def _tag(message: list[Any]) -> str:
    return message[0] if type(message[0]) is str else ""


def _raise(error: Any) -> NoReturn:
    if not isinstance(error, BaseException):
        raise ProtocolError("something raised that is no exception")
    raise error


def _apply(changes: Any, decoder: Decoder, known: int) -> None:
    """Give containers met before the content that the other end told."""
    if type(changes) is not list or not all(type(each) is list and len(each) == 2 for each in changes):
        raise ProtocolError("not a message")
    for number, content in changes:
        if type(number) is not int or number >= known:
            raise ProtocolError("a change to a container that was never met")
        decoder.replace_content(number, content)
