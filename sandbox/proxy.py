"""The module under test as the tests see it, and what the worker may ask of the tests in return."""

from __future__ import annotations

import builtins
import functools
import io
import operator
import random
import types
from asyncio import CancelledError
from collections.abc import Callable, Iterator
from typing import Any

from tracefix_rl.sandbox.clock import Clock
from tracefix_rl.sandbox.codec import BUILTIN_TYPES, CodecError
from tracefix_rl.sandbox.coroutines import follow, follow_generator
from tracefix_rl.sandbox.encoder import Encoder
from tracefix_rl.sandbox.halt import Halt
from tracefix_rl.sandbox.mirror import Namespace
from tracefix_rl.sandbox.printed import Printed
from tracefix_rl.sandbox.protocol import CannotCross, Peer, ProtocolError
from tracefix_rl.sandbox.raised import Frames, Links
from tracefix_rl.sandbox.references import ReferenceTable, use
from tracefix_rl.sandbox.report import Verdict
from tracefix_rl.sandbox.workers import Worker

SUITE_MODULE = "suite_under_sandbox"
"""Name of every test module while it runs; what is defined in it may be handed to the code under test."""

_FRAMES = "_frames_under_test"

_SHARED_CLASSES = (
    functools.partial,
    operator.itemgetter,
    operator.attrgetter,
    operator.methodcaller,
    random.Random,
    io.StringIO,
    io.BytesIO,
    types.SimpleNamespace,
    type(functools.cmp_to_key(operator.sub)),
)
"""Classes of the standard library whose instances a test may hand over."""
_ITERATING = frozenset({"builtins", "itertools"})
"""Modules whose iterators a test may hand over."""
_SHARED_MODULES = frozenset(
    {"math", "operator", "_operator", "string", "statistics", "itertools", "functools"}
)
"""Modules whose functions a test may hand over."""


def frames_of(error: BaseException) -> Frames | None:
    """Return the frames of the code under test that `error` passed; `None` if it did not come from there."""
    return error.__dict__.get(_FRAMES)


class RunnerReferences(ReferenceTable):
    """Hands out only what a test defines or plainly means to share, and lets it be used as intended.

    The worker is hostile: from a function it must not reach the function's globals, from an object not
    its class. So names with an underscore are closed, and what an attribute yields is handed out under
    the same rule.

    Args:
        count_call: Called for everything the worker asks; raises when it asks too much.
    """

    lends = False

    def __init__(self, count_call: Callable[[], object]) -> None:
        super().__init__()
        self._count_call = count_call

    def check_export(self, value: Any) -> None:
        """Refuse what a test has no business handing over."""
        if not _is_shared(value):
            raise CodecError(f"{_construct(value)} cannot be handed to the code under test")

    def export(self, value: Any, encoder: Encoder) -> dict[str, Any]:
        """Hand over builtin functions by name: the worker has its own."""
        name = value.__name__ if isinstance(value, types.BuiltinFunctionType) else ""
        if name and getattr(builtins, name, None) is value:
            return {"n": name}
        if type(value) is staticmethod:
            return {"S": encoder.encode(value.__func__)}
        return super().export(value, encoder)

    def frames(self, error: BaseException) -> Frames:
        """Return nothing: the tests' own frames are not for the worker."""
        return []

    def links(self, error: BaseException) -> Links:
        """Return the cause alone: what else went wrong in a test is not for the worker."""
        cause, _, suppressed = super().links(error)
        return cause, None, suppressed

    def follow(self, mirror: Any) -> Any:
        """Return a coroutine or an async generator of this end that follows the worker's."""
        generator = "asend" in type(mirror)._mirror_methods
        return (follow_generator if generator else follow)(self.asker, mirror)

    def received(self, error: BaseException, frames: Frames, text: str) -> BaseException:
        """Remember where the exception passed."""
        error.__dict__[_FRAMES] = frames
        return error

    def perform(self, operation: str, target: Any, name: str, args: Any, kwargs: Any) -> Any:
        """Use what was handed out, through its public names and its special methods only."""
        self._count_call()
        if target is None or operation == "delete" or (operation != "special" and name.startswith("_")):
            raise CodecError(f"{operation} {name} is not for the code under test")
        if operation == "special" and isinstance(target, types.FunctionType) and name != "__call__":
            raise CodecError(f"{name} is not for the code under test")
        if _is_foreign_class(target) or (operation == "set" and type(target).__module__ != SUITE_MODULE):
            raise CodecError(f"{operation} {name} of {_construct(target)} is not for the code under test")
        return use(operation, target, name, args, kwargs)

    def catch(self, error: BaseException) -> bool:
        """Send ordinary exceptions to the worker; what ends a test ends it."""
        return isinstance(error, Exception)


def _is_shared(value: Any) -> bool:
    if isinstance(value, type):
        return value.__module__ == SUITE_MODULE or value in _SHARED_CLASSES or value.__module__ in _ITERATING
    if isinstance(value, types.BuiltinFunctionType):
        owner = value.__self__
        return type(owner) in BUILTIN_TYPES.values() or getattr(value, "__module__", "") in _SHARED_MODULES
    if isinstance(value, types.MethodDescriptorType):
        # With a format of the caller's choice, `str.format` reads any attribute of its arguments.
        return value.__objclass__ in BUILTIN_TYPES.values() and not value.__name__.startswith("format")
    if isinstance(value, types.FunctionType):
        return value.__module__ == SUITE_MODULE or value.__module__ in _SHARED_MODULES
    if isinstance(value, types.MethodType):
        return _is_shared(value.__self__)
    kind = type(value)
    is_iterator = isinstance(value, Iterator) and kind.__module__ in _ITERATING
    is_sentinel = kind is object
    return kind.__module__ == SUITE_MODULE or isinstance(value, _SHARED_CLASSES) or is_iterator or is_sentinel


def _is_foreign_class(value: Any) -> bool:
    """Tell whether a class is here only because an instance of it was handed over."""
    return isinstance(value, type) and value.__module__ != SUITE_MODULE


def _construct(value: Any) -> str:
    if isinstance(value, type):
        return f"the class {value.__module__}.{value.__qualname__}"
    if isinstance(value, types.ModuleType):
        return f"the module {value.__name__}"
    if callable(value) and hasattr(value, "__qualname__"):
        return f"the function {value.__qualname__}"
    return f"an object of type {type(value).__module__}.{type(value).__qualname__}"


class Conversation:
    """One worker's part in a run: forwards what mirrors ask, and remembers what ended it.

    Args:
        worker: The worker.
        clock: Measures the tests.
        show_output: Shows what the code under test printed.
    """

    def __init__(self, worker: Worker, clock: Clock, show_output: Callable[[Printed], object]) -> None:
        self.halt: Halt | None = None
        """Why no further call is possible, once that is so."""
        self._worker = worker
        self._calls_left = int(worker.limits.calls)
        self._clock = clock
        references = RunnerReferences(self._count_call)
        references.asker = self
        self._peer = Peer(worker, references, show_output=show_output)

    def ask(self, operation: str, target: Any, name: str, args: Any = (), kwargs: Any = None) -> Any:
        """Have the worker perform an operation.

        Raises:
            Halt: If the test cannot go on.
            BaseException: What the code under test raised.
        """
        if self.halt is not None:
            raise self.halt
        try:
            self._count_call()
            return self._peer.ask(operation, target, name, args, kwargs)
        except Halt as halt:
            raise self.stop(halt) from None
        except ProtocolError as error:
            reason = f"the code under test broke the protocol of the sandbox: {error}"
            raise self.stop(Halt(Verdict.FAILED, reason, whole_run=True)) from None
        except CannotCross as error:
            raise self.stop(Halt(Verdict.ERROR, str(error))) from None
        except BaseException as error:
            ending = self._ends_the_test(error, operation)
            if ending is None:
                raise
            raise self.stop(ending) from None

    def load(self, module: str, file: str, source: str) -> Any:
        """Load the source; return the mirror of its module."""
        return self.ask("load", None, module, (file, source))

    def stop(self, halt: Halt) -> Halt:
        """Allow no further call; return the first reason for that."""
        if self.halt is None:
            self.halt = halt
        return self.halt

    def _count_call(self) -> None:
        self._calls_left -= 1
        if self._calls_left < 0:
            raise Halt(
                Verdict.TIMEOUT,
                f"timeout: more than {self._worker.limits.calls:,} calls of the code under test",
            )
        if self._calls_left % 64 == 0:
            self._clock.check()

    def _ends_the_test(self, error: BaseException, operation: str) -> Halt | None:
        """Tell whether an exception of the code under test must not travel through the tests."""
        if isinstance(error, MemoryError) and frames_of(error) is not None:
            reason = f"crashed: out of memory; the limit is {self._worker.limits.memory_mb} MB"
            return Halt(Verdict.CRASHED, reason)
        if isinstance(error, Exception):
            return None
        if frames_of(error) is None:
            return Halt(Verdict.FAILED, f"the test ended inside a callback: {error}")
        # A test may expect it, as of any `main`; uncaught it fails the test like any other exception.
        if isinstance(error, SystemExit | CancelledError) and operation != "load":
            return None
        return Halt(Verdict.FAILED, f"the code under test raised {type(error).__name__}: {error}")


class ModuleProxy(types.ModuleType):
    """The module under test: its attributes live in the worker.

    Args:
        name: The module's dotted name.
        mirror: Mirror of the module.
    """

    __test__ = False

    def __init__(self, name: str, mirror: Any) -> None:
        super().__init__(name)
        object.__setattr__(self, "_mirror", mirror)
        object.__setattr__(self, "__file__", None)

    def __getattr__(self, name: str) -> Any:
        if name == "__path__":  # every `from … import` asks whether this is a package
            raise AttributeError(name)
        return getattr(object.__getattribute__(self, "_mirror"), name)

    def __setattr__(self, name: str, value: Any) -> None:
        setattr(object.__getattribute__(self, "_mirror"), name, value)

    def __delattr__(self, name: str) -> None:
        delattr(object.__getattribute__(self, "_mirror"), name)

    def __dir__(self) -> list[str]:
        return sorted(self.__dict__)

    @property
    def __dict__(self) -> Namespace:  # type: ignore[override]
        mirror = object.__getattribute__(self, "_mirror")
        return Namespace(lambda name: getattr(mirror, name), mirror.__dir__)


class Unloaded:
    """Anything of the module under test while a suite is collected without it."""

    __test__ = False

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        pass

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__") and name.endswith("__"):
            raise AttributeError(name)
        return Unloaded()

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        """Return something as unknown."""
        return Unloaded()

    def __iter__(self) -> Iterator[Any]:
        raise TypeError("a suite cannot depend on values of the code under test while it is collected")

    def __bool__(self) -> bool:
        raise TypeError("a suite cannot depend on values of the code under test while it is collected")


class UnloadedModule(types.ModuleType):
    """The module under test while a suite is collected without it."""

    __test__ = False

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__") and name.endswith("__"):
            raise AttributeError(name)
        return Unloaded()
