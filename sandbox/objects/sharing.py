"""What a test hands over to the code under test, and what the worker may do with it.

The worker is hostile: from a function it must not reach the function's globals, from an object not its
class, from an assertion not the value that it expects. So special names are closed, what an attribute yields
is handed out under the same rule as what it is an attribute of, and what the library offers in both
processes is used in the worker's.
"""

from __future__ import annotations

import functools
import io
import operator
import random
import sys
import types
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, datetime, time, timedelta, timezone
from decimal import Decimal
from typing import Any

from tracefix_rl.sandbox.codec import BUILTIN_TYPES, CodecError
from tracefix_rl.sandbox.encoder import Encoder
from tracefix_rl.sandbox.halt import Halt
from tracefix_rl.sandbox.objects.coroutines import follow, follow_generator
from tracefix_rl.sandbox.objects.description import SPECIALS, ClassDescription
from tracefix_rl.sandbox.objects.growth import may_grow
from tracefix_rl.sandbox.objects.mirror import reference_of
from tracefix_rl.sandbox.objects.raised import Frames, Links
from tracefix_rl.sandbox.objects.references import ReferenceTable, use
from tracefix_rl.sandbox.report import Verdict

SUITE_MODULE = "suite_under_sandbox"
"""Name of every test module while it runs; what is defined in it may be handed to the code under test."""

_FRAMES = "_frames_under_test"
_TEXT = "_text_under_test"

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
    {"builtins", "math", "operator", "_operator", "string", "statistics", "itertools", "functools"}
)
"""Modules whose functions a test may hand over."""
_IMMUTABLE = frozenset(
    {str, bytes, bool, int, float, complex, tuple, frozenset, range}
    | {date, time, datetime, timedelta, timezone, Decimal}
)
"""Types of plain data whose methods can as well be those of a copy."""
_FUNCTIONS = (types.FunctionType, types.BuiltinFunctionType, types.MethodType, types.MethodDescriptorType)
_COPYING = ("__copy__", "__deepcopy__")
_SHOWING = ("__repr__", "__str__")


def frames_of(error: BaseException) -> Frames | None:
    """Return the frames of the code under test that `error` passed; `None` if it did not come from there."""
    return error.__dict__.get(_FRAMES)


def text_under_test(error: BaseException) -> str | None:
    """Return the text `error` had where it came from; `None` if that is not the code under test."""
    return error.__dict__.get(_TEXT)


class RunnerReferences(ReferenceTable):
    """Hands out only what a test defines or plainly means to share, and lets it be used as intended.

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
        """Hand over functions of the library by name: the worker has its own, to be used at its own cost."""
        if reference_of(value) is not None:  # before anything else is asked of it: a mirror forwards that
            return super().export(value, encoder)
        path = _library_path(value)
        if path is not None:
            return {"n": path}
        if isinstance(value, types.BuiltinFunctionType) and type(value.__self__) in _IMMUTABLE:
            return {"w": [encoder.encode(value.__self__), value.__name__]}
        if type(value) is staticmethod:
            return {"S": encoder.encode(value.__func__)}
        return super().export(value, encoder)

    def words(self, error: BaseException) -> tuple[tuple[Any, ...], str]:
        """Say nothing for an assertion: what it found and what it expected is for the report."""
        return ((), "") if isinstance(error, AssertionError) else super().words(error)

    def describe_class(self, kind: type) -> ClassDescription:
        """Describe a class without the test that defines it."""
        return replace(super().describe_class(kind), qualname=kind.__name__)

    def describe_function(self, function: Any) -> tuple[str, str, str, str | None]:
        """Describe a function without the test that defines it."""
        name, _, module, doc = super().describe_function(function)
        return name, name, module, doc

    def frames(self, error: BaseException) -> Frames:
        """Return nothing: the tests' own frames are not for the worker."""
        return []

    def links(self, error: BaseException) -> Links:
        """Return the cause alone: what else went wrong in a test is not for the worker."""
        cause, _, suppressed = super().links(error)
        return cause, None, suppressed

    def state(self, error: BaseException) -> dict[str, Any]:
        """Return nothing for an assertion, whose notes may tell what was expected."""
        return {} if isinstance(error, AssertionError) else super().state(error)

    def follow(self, mirror: Any) -> Any:
        """Return a coroutine or an async generator of this end that follows the worker's."""
        generator = "asend" in type(mirror)._mirror_methods
        return (follow_generator if generator else follow)(self.asker, mirror)

    def received(self, error: BaseException, frames: Frames, text: str) -> BaseException:
        """Remember where the exception passed, and its text."""
        error.__dict__[_FRAMES] = frames
        error.__dict__[_TEXT] = text
        return error

    def perform(self, operation: str, target: Any, name: str, args: Any, kwargs: Any) -> Any:
        """Use what was handed out, as far as `_is_open` says.

        Raises:
            AttributeError: If it is closed; the code under test sees this as it would any missing name.
            CodecError: If the result might be too large to be made.
        """
        self._count_call()
        if not _is_open(operation, target, name):
            raise AttributeError(f"{name or operation} is not for the code under test")
        if operation == "special" and may_grow(target, name, args):
            raise CodecError(f"{name} of {_construct(target)} cannot be used with operands as large as these")
        if operation == "special" and name in _SHOWING and not _shows_itself(target):
            return f"<{type(target).__name__} object>"
        return use(operation, target, name, args, kwargs)

    def refuse(self, reason: str) -> None:
        """End the test: what could not cross must be seen, whatever the code under test makes of it."""
        raise Halt(Verdict.ERROR, reason)

    def catch(self, error: BaseException) -> bool:
        """Send ordinary exceptions to the worker; what ends a test ends it."""
        return isinstance(error, Exception)


def _is_open(operation: str, target: Any, name: str) -> bool:
    """Tell whether the worker may do this with an object that was handed out."""
    if target is None or _is_foreign_class(target) or _is_silent(target):
        return False
    if operation == "special":
        return name in SPECIALS and _defines(target, name)
    if operation == "set":
        # What sets a field of an exception chooses what C code reads when the exception is shown.
        return _is_open_name(target, name) and _is_fake(target) and not isinstance(target, BaseException)
    return operation in ("get", "invoke") and _is_open_name(target, name)


def _is_open_name(target: Any, name: str) -> bool:
    """Tell whether a name is public, or private to what the suite itself defines.

    A test's fake is a plain object of its own, and hands out nothing through a private name that it would
    not through a public one. Special names lead out of it: to its class, its functions' globals.
    """
    if not name.startswith("_"):
        return True
    if name.startswith("__") and name.endswith("__"):
        return False
    classes = target.__mro__ if isinstance(target, type) else type(target).__mro__
    bodies = [vars(kind) for kind in classes if kind.__module__ == SUITE_MODULE]
    return any(name in body for body in bodies) or (
        _is_fake(target) and name in getattr(target, "__dict__", ())
    )


def _defines(target: Any, name: str) -> bool:
    """Tell whether the object's class has the special method, and not only as every object has it."""
    if isinstance(target, _FUNCTIONS):
        return name == "__call__"
    if name in _COPYING or name in _SHOWING:
        return True
    # A hash that every object has would tell where in the memory of this process it lies.
    return getattr(type(target), name, None) is not getattr(object, name, None)


def _shows_itself(target: Any) -> bool:
    """Tell whether a text is one that the suite wrote: others tell addresses, and names of tests."""
    kind = type(target)
    return _is_fake(target) and not (
        kind.__repr__ is object.__repr__ and kind.__str__ is object.__str__  # type: ignore[comparison-overlap]
    )


def _is_fake(value: Any) -> bool:
    """Tell whether `value` is an instance of a class that the suite defines."""
    return type(value).__module__ == SUITE_MODULE


def _is_silent(value: Any) -> bool:
    """Tell whether an exception is here only to come back: builtin ones are remade, assertions kept quiet."""
    return isinstance(value, BaseException) and (isinstance(value, AssertionError) or not _is_fake(value))


def _is_foreign_class(value: Any) -> bool:
    """Tell whether a class is here only because an instance of it was handed over."""
    return isinstance(value, type) and value.__module__ != SUITE_MODULE


def _is_shared(value: Any) -> bool:
    if isinstance(value, type):
        return value.__module__ == SUITE_MODULE or value in _SHARED_CLASSES or value.__module__ in _ITERATING
    if isinstance(value, types.BuiltinFunctionType):
        return type(value.__self__) in BUILTIN_TYPES.values()
    if isinstance(value, types.FunctionType):
        return value.__module__ == SUITE_MODULE
    if isinstance(value, types.MethodType):
        return _is_shared(value.__self__)
    kind = type(value)
    is_iterator = isinstance(value, Iterator) and kind.__module__ in _ITERATING
    is_sentinel = kind is object
    return kind.__module__ == SUITE_MODULE or isinstance(value, _SHARED_CLASSES) or is_iterator or is_sentinel


def _library_path(value: Any) -> list[str] | None:
    """Return where the library has a function, `None` if that is not all there is to it."""
    path: list[str] = []
    if isinstance(value, types.MethodDescriptorType):
        # With a format of the caller's choice, `str.format` reads any attribute of its arguments.
        if value.__objclass__ in BUILTIN_TYPES.values() and not value.__name__.startswith("format"):
            path = [value.__objclass__.__module__, value.__objclass__.__name__, value.__name__]
    elif isinstance(value, types.BuiltinFunctionType | types.FunctionType):
        owner = getattr(value, "__self__", None)
        if isinstance(owner, type) and owner in BUILTIN_TYPES.values():
            path = [owner.__module__, owner.__name__, value.__name__]
        elif value.__module__ in _SHARED_MODULES:
            path = [value.__module__, value.__name__]
    if not path:
        return None
    found: Any = sys.modules.get(path[0])
    for name in path[1:]:
        found = getattr(found, name, None)
    return path if found == value else None


def _construct(value: Any) -> str:
    if isinstance(value, type):
        return f"the class {value.__module__}.{value.__qualname__}"
    if isinstance(value, types.ModuleType):
        return f"the module {value.__name__}"
    if callable(value) and hasattr(value, "__qualname__"):
        return f"the function {value.__qualname__}"
    return f"an object of type {type(value).__module__}.{type(value).__qualname__}"
