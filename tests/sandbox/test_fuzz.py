"""The runner's end of the conversation against a worker that writes whatever it likes.

The worker's end is scripted: all its frames lie in the socket before the runner asks, so that a
conversation is a pure function of them.
"""

from __future__ import annotations

import json
import random
import socket
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from typing import Any

import pytest
from hostile_frames import FRAMES, MESSAGES, RAISED, VALUES, framed
from hypothesis import given
from hypothesis import strategies as st

from tracefix_rl.sandbox.clock import Clock
from tracefix_rl.sandbox.codec import BUILTIN_TYPES
from tracefix_rl.sandbox.comparisons import Comparisons
from tracefix_rl.sandbox.halt import Halt
from tracefix_rl.sandbox.limits import Limits
from tracefix_rl.sandbox.objects.mirror import reference_of
from tracefix_rl.sandbox.objects.sharing import SUITE_MODULE, RunnerReferences, frames_of
from tracefix_rl.sandbox.protocol import CannotCross, Peer
from tracefix_rl.sandbox.proxy import Conversation
from tracefix_rl.sandbox.wire import ProtocolError
from tracefix_rl.sandbox.workers import Ending, Worker

LIMITS = Limits(test_cpu_s=60, test_wall_s=5, run_wall_s=60, calls=60)
PATIENCE_S = 5


class Reached(BaseException):
    """The worker got at something that is not for it. Nothing on the way may catch this."""


class Guarded:
    """A fake of a test's: what has an underscore in front is a trap."""

    def __init__(self) -> None:
        self.value = 3
        self.items = [1, 2]

    def _trap(self, *arguments: Any) -> None:
        raise Reached

    _secret = property(_trap)
    __trap__ = property(_trap)
    __reduce_ex__ = _trap  # type: ignore[assignment]
    __getstate__ = _trap

    def public(self, *arguments: Any) -> Any:
        """Return what was given."""
        return arguments[0] if arguments else self.value

    def __call__(self, *arguments: Any) -> int:
        """Count."""
        return len(arguments)

    def __iter__(self) -> Iterator[int]:
        return iter(self.items)


Guarded.__module__ = SUITE_MODULE


def callback(*arguments: Any, **keywords: Any) -> int:
    """Count."""
    return len(arguments) + len(keywords)


callback.__module__ = SUITE_MODULE


class Departed:
    """What a worker is asked of its zygote, where the worker is a script that has been read to its end."""

    def reap(self, pid: int) -> Ending:
        """Return an exit with code 0."""
        return Ending(0, 0.0)

    def kill(self, pid: int) -> None:
        """Do nothing: there is no process."""


@contextmanager
def conversation(frames: list[bytes]) -> Iterator[Conversation]:
    """Open a conversation with a worker that has written `frames` and closed its end."""
    ours, theirs = socket.socketpair()
    with ours, theirs:
        ours.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, 1 << 22)
        theirs.sendall(b"".join(frames)[: 1 << 17])
        theirs.shutdown(socket.SHUT_WR)
        clock = Clock(LIMITS)
        clock.start_test(0)
        worker = Worker(Departed(), 0, ours, LIMITS)  # type: ignore[arg-type]
        worker.obey(clock)
        try:
            yield Conversation(worker, Comparisons(None), lambda printed: None)
        finally:
            worker.close()


def converse(frames: list[bytes]) -> list[BaseException]:
    """Play a test that hands objects over, and return what reached it."""
    met: list[BaseException] = []
    state = random_state()
    with conversation(frames) as talk:
        guarded = Guarded()
        for operation, arguments in (
            ("load", ("program.py", "")),
            ("special", (callback, guarded, [1, [2]], {"k": {3}}, bytearray(b"x"))),
            ("get", ()),
            ("special", (guarded.public, iter([1, 2]), random.Random(1), sorted, Guarded)),
        ):
            try:
                use(talk.ask(operation, None, "program", arguments))
            except BaseException as error:
                met.append(error)
                show(error)
                if talk.halt is not None:
                    break
    assert random_state() == state, "something on the trusted side was changed"
    return met


def show(error: BaseException) -> None:
    """Do with an exception what any report does; a mirror would ask the worker for more."""
    if reference_of(error) is not None:
        return
    for way in (str, repr, traceback.format_exception):
        with suppress(Exception, Halt):
            way(error)


def use(value: Any) -> None:
    """Do with an answer what any test may: compare it, and show a mirror's class."""
    if reference_of(value) is None:
        assert value != Guarded()
        repr(type(value))


def random_state() -> list[Any]:
    """What a worker could change on the trusted side, had it a way to: classes that are written in Python."""
    return [
        sorted((name, id(member)) for name, member in vars(kind).items())
        for kind in (Guarded, *BUILTIN_TYPES.values())
        if "_abc_impl" not in vars(kind)
    ]


def acceptable(error: BaseException) -> bool:
    """Tell whether a test may meet `error`: a halt, or an exception that was built from a message."""
    return isinstance(error, Halt) or (isinstance(error, Exception) and frames_of(error) is not None)


@given(st.lists(FRAMES, max_size=6))
def test_whatever_is_written_a_test_meets_a_halt_or_what_was_raised(frames: list[bytes]) -> None:
    met = converse(frames)
    assert all(acceptable(error) for error in met), met


@given(RAISED)
def test_an_exception_of_any_builtin_class_can_be_shown(raised: dict[str, Any]) -> None:
    met = converse([framed(["!", 1, [], raised, ["", "", []]])])
    assert all(acceptable(error) for error in met), met


_PLAIN_CLASS = [[], "", [], [], [], False]
CLASS = {
    "m": [0, "c", ["Thing", "Thing", "program", None, ["work"], ["__len__", "__eq__"], *_PLAIN_CLASS], []]
}
FAILURE = {
    "m": [3, "c", ["Wrong", "Wrong", "program", "It is.", [], [], *_PLAIN_CLASS], [{"e": "ValueError"}]]
}
POINT = {
    "m": [
        5,
        "c",
        ["Point", "Point", "program", None, ["_asdict"], [], ["x", "y"], "tuple", [], [], [], False],
        [],
    ]
}
RECORDED: list[list[Any]] = [
    ["=", 1, [], {"m": [1, "o", CLASS]}, ["loading\n", "", []]],
    [
        "?",
        1,
        [],
        "special",
        {"u": 0},
        "__call__",
        {"t": [1, [2, {"a": 0}]]},
        {"d": [["key", {"x": ["Decimal", "1.5"]}]]},
    ],
    [
        "?",
        2,
        [],
        "invoke",
        {"u": 1},
        "public",
        {"t": [{"m": [2, "f", "function", "f", "f", "program", None]}]},
        {"d": []},
    ],
    ["?", 3, [], "set", {"u": 1}, "value", {"t": [{"s": [1, 2]}]}, {"d": []}],
    ["?", 4, [], "special", {"u": 1}, "__iter__", {"t": []}, {"d": []}],
    [
        "=",
        2,
        [[0, [1, [2, 3]]], [2, [["k", {"s": []}]]], [4, "eHk="]],
        {"d": [["a", {"m": [8, "o", {"m": [0, "c"]}]}]]},
        ["", "", []],
    ],
    [
        "!",
        3,
        [],
        {
            "!": [
                FAILURE,
                {"t": ["no"]},
                "no",
                [[3, "f"]],
                4,
                [
                    {"!": [{"e": "KeyError"}, {"t": []}, "", [], 6, [None, None, False], {"d": []}]},
                    True,
                    True,
                ],
                {"d": [["__notes__", ["seen"]]]},
            ]
        },
        [
            "x",
            "y",
            [[{"!": [{"e": "UserWarning"}, {"t": ["w"]}, "w", [], 9, [None, None, False], {"d": []}]}, 3]],
        ],
    ],
    [
        "=",
        4,
        [],
        {
            "t": [
                {"m": [7, "v", POINT, {"t": [1, 2]}]},
                {"l": [None, 3, None]},
                {"k": "Ellipsis"},
                {"U": [{"g": [{"y": "list"}, {"y": "int"}]}, {"y": "NoneType"}]},
                {"i": "0xffffffffffffffffff"},
                {"f": "nan"},
                {"r": [0, 9, 2]},
            ]
        },
        ["", "", []],
    ],
]


def _places(value: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """Yield the way to every part of a message."""
    yield path
    parts = enumerate(value) if isinstance(value, list) else value.items() if isinstance(value, dict) else ()
    for key, part in parts:
        yield from _places(part, (*path, key))


def _replaced(value: Any, path: tuple[Any, ...], new: Any) -> Any:
    if not path:
        return new
    copy = dict(value) if isinstance(value, dict) else list(value)
    copy[path[0]] = _replaced(value[path[0]], path[1:], new)
    return copy


PLACES = [(number, path) for number, message in enumerate(RECORDED) for path in _places(message)]


@st.composite
def changed(draw: Callable[..., Any]) -> list[bytes]:
    """Draw a real conversation with a few parts replaced, frames dropped, repeated or swapped, or bytes cut."""
    messages = list(RECORDED)
    for number, path in draw(st.lists(st.sampled_from(PLACES), max_size=3, unique_by=lambda place: place[0])):
        messages[number] = _replaced(messages[number], path, draw(VALUES))
    order = draw(
        st.just(list(range(len(messages)))) | st.lists(st.sampled_from(range(len(messages))), max_size=10)
    )
    frames = [framed(messages[number]) for number in order]
    stream = b"".join(frames)
    end = draw(st.just(len(stream)) | st.integers(0, len(stream)))
    return [stream[:end]]


def test_the_conversation_that_is_changed_goes_through_unchanged() -> None:
    """Else the changes would be tried on a conversation that ends at once."""
    met = converse([framed(message) for message in RECORDED])
    assert [(type(error).__name__, str(error)) for error in met] == [("Wrong", "no")]


@pytest.mark.parametrize("content", [[3, [[1]]], [2, [[[], 1]]], [4, 5], [9, []], [0, {}], ["0", []]])
def test_a_change_that_does_not_fit_ends_the_run(content: list[Any]) -> None:
    reply = ["=", 2, [content], None, ["", "", []]]
    met = converse([framed(message) for message in (RECORDED[0], reply)])
    assert [type(error) for error in met] == [Halt]


@given(changed())
def test_a_changed_conversation_does_no_more_harm(frames: list[bytes]) -> None:
    met = converse(frames)
    assert all(acceptable(error) for error in met), met


class Script:
    """A wire whose other end says what was written down."""

    def __init__(self, messages: list[bytes]) -> None:
        self._messages = iter(messages)

    def send(self, frame: bytes) -> None:
        """Drop it."""

    def receive(self) -> bytes:
        """Return the next message.

        Raises:
            EOFError: After the last.
        """
        for message in self._messages:
            return message
        raise EOFError


@given(
    st.lists(MESSAGES.map(lambda message: json.dumps(message).encode()) | st.binary(max_size=20), max_size=6)
)
def test_a_peer_raises_its_own_errors_only(messages: list[bytes]) -> None:
    references = RunnerReferences(lambda: None)
    peer = references.asker = Peer(Script(messages), references)
    met: list[BaseException] = []
    try:
        peer.ask("special", None, "f", (callback, Guarded(), [1]))
    except BaseException as error:
        met.append(error)
    own = (ProtocolError, CannotCross, EOFError)
    assert all(isinstance(error, own) or frames_of(error) is not None for error in met), met


@pytest.mark.parametrize(
    "name", ["_secret", "__trap__", "__class__", "__dict__", "__init__", "__reduce_ex__"]
)
@pytest.mark.parametrize("operation", ["get", "set", "delete", "invoke", "special"])
def test_no_name_with_an_underscore_is_reached(operation: str, name: str) -> None:
    arguments = {"t": [1] if operation == "set" else []}
    request = ["?", 1, [], operation, {"u": 1}, name, arguments, {"d": []}]
    met = converse([framed(RECORDED[0]), framed(request), framed(["=", 2, [], None, ["", "", []]])])
    assert all(acceptable(error) for error in met), met
