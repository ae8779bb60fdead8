"""The untrusted side: a process that holds the code under test, and nothing else.

It answers requests until its socket closes. It has no tests, no expected values and no way to report
a result; whatever the code under test does to this process, all it can send back is data.
"""

from __future__ import annotations

import functools
import importlib
import random
import sys
import types
import warnings
from collections.abc import Iterable, Mapping
from typing import Any

from tracefix_rl.sandbox.codec import dumps
from tracefix_rl.sandbox.objects.event_loop import EventLoop
from tracefix_rl.sandbox.objects.introspection import INSPECTIONS
from tracefix_rl.sandbox.objects.raised import Frames
from tracefix_rl.sandbox.objects.references import ReferenceTable, use
from tracefix_rl.sandbox.printed import Output
from tracefix_rl.sandbox.protocol import Peer
from tracefix_rl.sandbox.sources import Sources
from tracefix_rl.sandbox.wire import SocketWire, Wire

CHANNEL = 3
"""Descriptor of the socket to the runner, in every worker."""
_REHEARSALS = 500
MAX_FRAMES = 12
"""Frames of an exception that are told; the middle of a longer traceback is left out."""


class WorkerReferences(ReferenceTable):
    """Everything here may be handed out and used: there is nothing to protect."""

    lends = True

    def __init__(self) -> None:
        super().__init__()
        self._file = ""
        self._event_loop = EventLoop()

    def check_export(self, value: Any) -> None:
        """Refuse nothing."""

    def resolve(self, tag: str, body: Any, decode: Any) -> Any:
        """Also resolve static methods, and functions of the library, which cross by name to this end."""
        if tag == "n":
            module, *path = body
            return functools.reduce(getattr, path, importlib.import_module(module))
        if tag == "w":
            return getattr(decode(body[0]), body[1])
        if tag == "S":
            return _static_method(decode(body))
        return super().resolve(tag, body, decode)

    def perform(self, operation: str, target: Any, name: str, args: Any, kwargs: Any) -> Any:
        """Load the source or its support, await something, describe a call, or use one of the objects."""
        if operation == "load":
            return self._load(name, *args)
        if operation == "import":
            return importlib.import_module(name)
        if operation == "await":
            return self._event_loop.perform(name, target)
        if operation == "inspect":
            return INSPECTIONS[name](target, *args)
        return use(operation, target, name, args, kwargs)

    def catch(self, error: BaseException) -> bool:
        """Everything goes to the runner, which knows what must not travel further."""
        return True

    def refuse(self, reason: str) -> None:
        """Leave it to the runner, which is told."""

    def frames(self, error: BaseException) -> Frames:
        """Return the frames in the code under test."""
        found: Frames = []
        traceback = error.__traceback__
        while traceback is not None:
            code = traceback.tb_frame.f_code
            if code.co_filename == self._file:
                found.append([traceback.tb_lineno, code.co_name])
            traceback = traceback.tb_next
        return found if len(found) <= MAX_FRAMES else [*found[: MAX_FRAMES // 2], *found[-MAX_FRAMES // 2 :]]

    def _load(self, name: str, file: str, source: str, support: Mapping[str, str]) -> types.ModuleType:
        self._file = file
        if support:
            sys.meta_path.insert(0, Sources({name: source, **support}, {name: file}))
            return importlib.import_module(name)
        # What follows is what the import system does, without what that costs.
        module = types.ModuleType(name)
        module.__file__ = file
        parent, _, leaf = name.rpartition(".")
        if parent:
            setattr(_package(parent), leaf, module)
            module.__package__ = parent
        sys.modules[name] = module
        exec(compile(source, file, "exec", dont_inherit=True), module.__dict__)
        return sys.modules.get(name, module)


def _static_method(function: Any) -> staticmethod[..., Any]:
    # `staticmethod` reads attributes of what it wraps, which the tests' end does not give.
    return staticmethod(lambda *args, **kwargs: function(*args, **kwargs))


def _package(name: str) -> types.ModuleType:
    package = sys.modules.get(name)
    if package is None:
        package = sys.modules[name] = types.ModuleType(name)
        package.__path__ = []
        parent, _, leaf = name.rpartition(".")
        if parent:
            setattr(_package(parent), leaf, package)
    return package


class Script:
    """A wire that brings given requests and drops the replies.

    Args:
        payloads: The requests, as frames carry them.
    """

    def __init__(self, payloads: Iterable[bytes]) -> None:
        self._payloads = iter(payloads)

    def send(self, frame: bytes) -> None:
        """Drop a reply."""

    def receive(self) -> bytes:
        """Return the next request."""
        return next(self._payloads)


def _rehearsal() -> list[bytes]:
    source = ("rehearsed.py", "def double(x):\n    return 2 * x\n")
    requests: list[list[Any]] = [
        ["?", 1, [], "load", None, "rehearsed", {"t": [*source, {"d": []}]}, {"d": []}],
        ["?", 2, [], "get", {"u": 0}, "double", {"t": []}, {"d": []}],
        ["?", 3, [], "special", {"u": 1}, "__call__", {"t": [3]}, {"d": []}],
    ]
    return [dumps(request) for request in requests]


class Service:
    """What a worker needs to answer; made before the fork, so that the fork has little left to do."""

    def __init__(self) -> None:
        random.seed(0)
        self._output = Output()
        self._rehearsal = _rehearsal()
        for _ in range(_REHEARSALS):
            self._rehearse()
        self._peer = self._peer_on(SocketWire(CHANNEL))

    def _peer_on(self, wire: Wire) -> Peer:
        references = WorkerReferences()
        references.asker = peer = Peer(wire, references, self._output.take)
        return peer

    def _rehearse(self) -> None:
        """Answer an imaginary runner: what the interpreter learns now, no worker must learn again."""
        peer = self._peer_on(Script(self._rehearsal))
        for _ in self._rehearsal:
            peer.serve()
        del sys.modules["rehearsed"]

    def warm_up(self) -> None:
        """Take what pages of memory an answer takes, while nobody waits for it."""
        self._rehearse()

    def run(self, output_bytes: int) -> None:
        """Answer requests until the runner closes the socket.

        Args:
            output_bytes: Printed bytes kept for each reply.
        """
        self._output.limit = output_bytes
        sys.stdout, sys.stderr = self._output.out, self._output.err
        warnings.simplefilter("always")
        warnings.showwarning = self._output.warn
        while True:
            try:
                self._peer.serve()
            except EOFError:
                return
