"""Fuzz the runner's end of the protocol with coverage to guide it, for a bounded time.

    pip install atheris
    python benchmarks/fuzz_protocol.py [--seconds 60]

The input is what a worker writes into its socket. Whatever that is, the runner's end may raise its own
errors, or an exception that it rebuilt from a message; anything else is a finding, which atheris writes to
a file in the current folder.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
import traceback
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

MAX_INPUT = 4096
CALLS = 50
"""Requests of the worker that one input may have served."""

_PLAIN = [[], "", [], [], [], False]
_THING = {"m": [0, "c", ["Thing", "Thing", "program", None, ["work"], ["__len__", "__eq__"], *_PLAIN], []]}
_POINT = {
    "m": [
        5,
        "c",
        ["Point", "Point", "program", None, ["_asdict"], [], ["x", "y"], "tuple", [], [], [], False],
        [],
    ]
}
_WRONG = {"m": [3, "c", ["Wrong", "Wrong", "program", "It is.", [], [], *_PLAIN], [{"e": "ValueError"}]]}
_FIELDS: tuple[tuple[str, list[Any]], ...] = (
    ("UnicodeDecodeError", ["u", {"b": "eHk="}, 0, 1, "t"]),
    ("UnicodeEncodeError", ["u", "xy", 0, 1, "t"]),
    ("UnicodeTranslateError", ["xy", 0, 1, "t"]),
    ("SyntaxError", ["m", {"t": ["f", 1, 1, "text", 1, 3]}]),
    ("OSError", [2, "m", "f"]),
    (
        "ExceptionGroup",
        ["g", [{"!": [{"e": "KeyError"}, {"t": ["k"]}, "", [], 5, [None, None, False], {"d": []}]}]],
    ),
)
"""Exceptions with fields of their own."""
SEEDS: tuple[tuple[list[Any], ...], ...] = (
    (["=", 1, [], {"m": [1, "o", _THING]}, "printed"],),
    (
        [
            "=",
            1,
            [[0, [1, {"a": 0}]], [1, [["k", {"s": [1]}]]]],
            {"t": [{"i": "0xff"}, {"f": "nan"}]},
            ["", "", []],
        ],
    ),
    (
        [
            "=",
            1,
            [],
            {"t": [{"m": [7, "v", _POINT, {"t": [1, 2]}]}, {"x": ["Decimal", "1.5"]}, {"r": [0, 9, 2]}]},
            ["", "", []],
        ],
    ),
    *(
        (
            [
                "!",
                1,
                [],
                {"!": [{"e": name}, {"t": args}, "", [], 4, [None, None, False], {"d": []}]},
                ["", "", []],
            ],
        )
        for name, args in _FIELDS
    ),
    (
        [
            "!",
            1,
            [],
            {"!": [_WRONG, {"t": ["no"]}, "no", [[3, "f"]], 4, [None, None, False], {"d": []}]},
            ["", "", []],
        ],
    ),
    (
        ["?", 1, [], "special", {"u": 0}, "__call__", {"t": [1, [2]]}, {"d": [["key", {"B": "eHk="}]]}],
        [
            "?",
            2,
            [],
            "invoke",
            {"u": 1},
            "public",
            {"t": [{"m": [2, "f", "function", "f", "f", "m", None]}]},
            {"d": []},
        ],
        ["?", 3, [], "set", {"u": 1}, "value", {"t": [{"C": [["a", 1]]}]}, {"d": []}],
        ["#", 1, "it cannot cross"],
    ),
)


class TooMuch(Exception):
    """The input asks for more than `CALLS` requests."""


class Script:
    """A wire whose other end wrote `data` and closed.

    Args:
        data: The worker's bytes.
    """

    def __init__(self, data: bytes) -> None:
        self._data = memoryview(data)

    def send(self, frame: bytes) -> None:
        """Drop it."""

    def receive(self) -> bytes:
        """Return the next frame's payload.

        Raises:
            EOFError: If the data ends before it.
        """
        from tracefix_rl.sandbox.wire import read_frame

        return read_frame(self._read)

    def _read(self, size: int) -> bytes:
        if len(self._data) < size:
            raise EOFError
        taken, self._data = self._data[:size], self._data[size:]
        return bytes(taken)


def try_one(data: bytes) -> None:
    """Have a test call something, with `data` as all that the worker ever writes.

    Raises:
        BaseException: What must not come of it.
    """
    from tracefix_rl.sandbox.objects.sharing import SUITE_MODULE, RunnerReferences, frames_of
    from tracefix_rl.sandbox.protocol import CannotCross, Peer
    from tracefix_rl.sandbox.wire import ProtocolError

    class Fake:
        """An object that a test hands over."""

        value = 3

        def public(self, *arguments: Any) -> Any:
            """Return what was given."""
            return arguments

    def callback(*arguments: Any, **keywords: Any) -> int:
        """Count."""
        return len(arguments) + len(keywords)

    Fake.__module__ = callback.__module__ = SUITE_MODULE
    left: Iterator[int] = iter(range(CALLS))

    def count_call() -> None:
        if next(left, None) is None:
            raise TooMuch

    references = RunnerReferences(count_call)
    peer = references.asker = Peer(Script(data), references)
    try:
        peer.ask("special", None, "f", (callback, Fake(), [1, [2]], {"k": {3}}))
    except (ProtocolError, CannotCross, EOFError, TooMuch):
        pass
    except BaseException as error:
        if frames_of(error) is None:
            raise
        show(error)


def show(error: BaseException) -> None:
    """Do with an exception what any report does: C code that reads its fields unchecked would crash here."""
    for way in (str, repr, traceback.format_exception):
        with suppress(Exception):
            way(error)


def write_seeds(folder: Path) -> None:
    """Write conversations to start from."""
    for number, messages in enumerate(SEEDS):
        payloads = [json.dumps(message).encode() for message in messages]
        data = b"".join(len(payload).to_bytes(4, "big") + payload for payload in payloads)
        (folder / f"seed-{number}").write_bytes(data)


def main() -> None:
    """Fuzz until the time is up; exit with 0 if nothing was found."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--seconds", type=int, default=60, help="how long to go on")
    seconds = parser.parse_args().seconds
    try:
        import atheris  # type: ignore[import-untyped]
    except ImportError:
        sys.exit("this needs atheris, which is no dependency of the project: pip install atheris")
    with atheris.instrument_imports(include=["tracefix_rl.sandbox"]):
        import tracefix_rl.sandbox.objects.sharing  # noqa: F401
    with tempfile.TemporaryDirectory() as folder:
        write_seeds(Path(folder))
        limits = [f"-max_total_time={seconds}", f"-max_len={MAX_INPUT}", "-timeout=10", "-rss_limit_mb=2048"]
        atheris.Setup([sys.argv[0], *limits, folder], try_one)
        atheris.Fuzz()


if __name__ == "__main__":
    main()
