"""The modules under test as the tests see them."""

from __future__ import annotations

import functools
import types
from asyncio import CancelledError
from collections.abc import Callable, Mapping
from typing import Any

from tracefix_rl.sandbox.comparisons import Comparisons
from tracefix_rl.sandbox.halt import Halt
from tracefix_rl.sandbox.objects.mirror import Namespace
from tracefix_rl.sandbox.objects.sharing import RunnerReferences, frames_of
from tracefix_rl.sandbox.printed import Printed
from tracefix_rl.sandbox.protocol import CannotCross, Peer
from tracefix_rl.sandbox.report import Verdict
from tracefix_rl.sandbox.wire import ProtocolError
from tracefix_rl.sandbox.workers import Worker

_IMPORTING = frozenset({"load", "import"})


class Conversation:
    """One worker's part in a run: forwards what mirrors ask, and remembers what ended it.

    Args:
        worker: The worker.
        comparisons: Which comparisons its objects may decide.
        show_output: Shows what the code under test printed.
    """

    def __init__(
        self, worker: Worker, comparisons: Comparisons, show_output: Callable[[Printed], object]
    ) -> None:
        self.halt: Halt | None = None
        """Why no further call is possible, once that is so."""
        self._worker = worker
        self._comparisons = comparisons
        self._calls_left = int(worker.limits.calls)
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
        refusal = self._comparisons.refusal(operation, target, name, args)
        if refusal is not None:
            raise self.stop(Halt(Verdict.FAILED, refusal))
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

    def load(self, module: str, file: str, source: str, support: Mapping[str, str]) -> Any:
        """Load the source; return the mirror of its module.

        Args:
            module: The module's name.
            file: Name of its file, in tracebacks.
            source: Its source.
            support: Sources of the modules that it may import, by name.
        """
        return self.ask("load", None, module, (file, source, dict(support)))

    def imported(self, module: str) -> Any:
        """Return the mirror of a supporting module."""
        return self.ask("import", None, module)

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
        if isinstance(error, SystemExit | CancelledError) and operation not in _IMPORTING:
            return None
        return Halt(Verdict.FAILED, f"the code under test raised {type(error).__name__}: {error}")


class ModuleProxy(types.ModuleType):
    """A module under test: its attributes live in the worker.

    Args:
        name: The module's dotted name.
        find: Returns the mirror of the module; called when it is first used.
    """

    __test__ = False

    def __init__(self, name: str, find: Callable[[], Any]) -> None:
        super().__init__(name)
        object.__setattr__(self, "_find", functools.cache(find))
        object.__setattr__(self, "__file__", None)

    def __getattr__(self, name: str) -> Any:
        if name == "__path__":  # every `from … import` asks whether this is a package
            raise AttributeError(name)
        return getattr(_mirror_of(self), name)

    def __setattr__(self, name: str, value: Any) -> None:
        setattr(_mirror_of(self), name, value)

    def __delattr__(self, name: str) -> None:
        delattr(_mirror_of(self), name)

    def __dir__(self) -> list[str]:
        return sorted(self.__dict__)

    @property
    def __dict__(self) -> Namespace:  # type: ignore[override]
        mirror = _mirror_of(self)
        return Namespace(lambda name: getattr(mirror, name), mirror.__dir__)


def _mirror_of(module: ModuleProxy) -> Any:
    return object.__getattribute__(module, "_find")()
