"""What one end of the conversation knows of objects: its own that it handed out, and the other's.

References on the wire, named from the sender's side:

    {"m": [n, "o", class]}                          my object n, an instance of that class
    {"m": [n, "a", class]}                          my coroutine or async generator n
    {"m": [n, "n", class, fields]}                  my namedtuple n
    {"m": [n, "f", name, qualname, module, doc]}    my function n
    {"m": [n, "c", description, bases]}             my class n, told once
    {"m": [n, "c"]}                                 my class n, told before
    {"u": n}                                        your object n
    {"e": name}                                     a builtin exception class
    {"n": [module, name, ...]}                      a function of the library, which the worker has too
    {"w": [value, name]}                            a method of plain data
    {"!": [class, args, text, frames, n, cause]}    an exception; n is its number if it is mine
"""

from __future__ import annotations

import types
from abc import ABC, abstractmethod
from collections.abc import Callable
from dataclasses import astuple
from typing import Any, cast
from weakref import WeakValueDictionary

from tracefix_rl.sandbox.codec import BUILTIN_TYPES, CodecError
from tracefix_rl.sandbox.description import EXCEPTIONS, SPECIALS, ClassDescription
from tracefix_rl.sandbox.encoder import Encoder
from tracefix_rl.sandbox.exceptions import check_fields, made, text_of
from tracefix_rl.sandbox.mirror import (
    Asker,
    ClassMirror,
    FunctionMirror,
    MethodMirror,
    Reference,
    mirror_class,
    mirror_exception,
    mirror_instance,
    mirror_namedtuple,
    reference_of,
)

MAX_REFERENCES = 200_000
"""Most objects that one end may hand out."""
MAX_CAUSES = 10
"""Longest chain of causes that an exception takes along."""

Frames = list[list[Any]]
"""`[line, function]` of each frame of the code under test that an exception passed, outermost first."""

_ORIGIN = "_origin"
"""Where an `AssertionError` comes from: what it says may be kept back, so it returns as the one it was."""

# By identity: what is asked about may define an equality of its own.
_EXCEPTION_NAMES = {id(kind): name for name, kind in EXCEPTIONS.items()}
_ASYNCHRONOUS = (types.CoroutineType, types.AsyncGeneratorType)
_FUNCTIONS = (types.FunctionType, types.BuiltinFunctionType, types.MethodType, types.MethodDescriptorType)


class ReferenceTable(ABC):
    """Makes and resolves references. Each end says what it hands out and what may be done with it."""

    def __init__(self) -> None:
        self.asker: Asker
        """This end of the conversation; set by whoever opens it."""
        self._own: list[Any] = []
        self._numbers: dict[int, int] = {}
        self._told: set[int] = set()
        self._mirrors: WeakValueDictionary[int, Any] = WeakValueDictionary()
        self._classes: dict[int, type] = {}

    @abstractmethod
    def check_export(self, value: Any) -> None:
        """Raise `CodecError` if `value` may not be handed out."""

    @abstractmethod
    def frames(self, error: BaseException) -> Frames:
        """Return the frames of the code under test that `error` passed."""

    @abstractmethod
    def perform(self, operation: str, target: Any, name: str, args: Any, kwargs: Any) -> Any:
        """Do what a request asks with an object of this end."""

    @abstractmethod
    def catch(self, error: BaseException) -> bool:
        """Tell whether an exception of a served request goes to the asking end."""

    def follow(self, mirror: Any) -> Any:
        """Return what stands here for a coroutine or async generator of the other end.

        Raises:
            CodecError: If this end cannot await what the other end does.
        """
        raise CodecError("a coroutine or async generator cannot be handed to the code under test")

    @abstractmethod
    def refuse(self, reason: str) -> None:
        """Take note that the answer to a request cannot cross; may raise what ends the call."""

    def words(self, error: BaseException) -> tuple[tuple[Any, ...], str]:
        """Return what an exception of this end tells the other: its arguments and its text."""
        return error.args, text_of(error)

    def describe_class(self, kind: type) -> ClassDescription:
        """Return what the other end is told of a class."""
        return ClassDescription.of(kind)

    def describe_function(self, function: Any) -> tuple[str, str, str, str | None]:
        """Return a function's name, qualified name, module and docstring for the other end."""
        name = getattr(function, "__name__", "function")
        doc = getattr(function, "__doc__", None)
        return (
            str(name),
            str(getattr(function, "__qualname__", name)),
            str(getattr(function, "__module__", "")),
            doc if isinstance(doc, str) else None,
        )

    def received(self, error: BaseException, frames: Frames, text: str) -> BaseException:
        """Take in an exception that was rebuilt here; return what is raised."""
        return error

    def export(self, value: Any, encoder: Encoder) -> dict[str, Any]:
        """Return a reference for `value`.

        Raises:
            CodecError: If it may not be handed out, or too many were.
        """
        if type(value) is MethodMirror:
            value = value.fetched()
        reference = reference_of(value)
        if reference is not None and reference.asker is self.asker:
            return {"u": reference.number}
        if isinstance(value, BaseException):
            return self._export_exception(value, encoder)
        exception_name = _EXCEPTION_NAMES.get(id(value))
        if exception_name is not None:
            return {"e": exception_name}
        self.check_export(value)
        number = self._number(value)
        if isinstance(value, type):
            return {"m": [number, "c", *self._describe(number, value, encoder)]}
        if isinstance(value, _FUNCTIONS):
            return {"m": [number, "f", *self.describe_function(value)]}
        kind = encoder.encode(type(value))
        if isinstance(value, tuple):
            return {"m": [number, "n", kind, encoder.items(value, 1)]}
        return {"m": [number, "a" if isinstance(value, _ASYNCHRONOUS) else "o", kind]}

    def resolve(self, tag: str, body: Any, decode: Callable[[Any], Any]) -> Any:
        """Return what a reference means.

        Raises:
            CodecError: If it means nothing.
        """
        if tag == "u":
            own = self.own(body)
            return self.received(own, [], "") if isinstance(own, BaseException) else own
        if tag == "e":
            return EXCEPTIONS[body]
        if tag == "!":
            return self._rebuild(body, decode)
        if tag != "m":
            raise CodecError("an unknown tag")
        number, kind, *rest = body
        if type(number) is not int:
            raise CodecError("not a number")
        if kind == "c":
            return self._class(number, rest, decode)
        known = self._mirrors.get(number)
        if known is not None:
            return known
        reference = Reference(self.asker, number)
        if kind == "n":
            return self._namedtuple(reference, decode(rest[0]), [decode(item) for item in rest[1]])
        if kind == "a":
            return self.follow(self._instance(reference, decode(rest[0])))
        mirror: Any = (
            self._function(reference, *rest) if kind == "f" else self._instance(reference, decode(rest[0]))
        )
        self._mirrors[number] = mirror
        return mirror

    def own(self, number: Any) -> Any:
        """Return the object of this end with that number.

        Raises:
            CodecError: If none was handed out under it.
        """
        if type(number) is not int or not 0 <= number < len(self._own):
            raise CodecError("an object that was never handed out")
        return self._own[number]

    def _number(self, value: Any) -> int:
        number = self._numbers.get(id(value))
        if number is None:
            number = len(self._own)
            if number >= MAX_REFERENCES:
                raise CodecError(f"more than {MAX_REFERENCES:,} objects cannot cross in one run")
            # The list keeps the object alive, so that its id stays its own.
            self._own.append(value)
            self._numbers[id(value)] = number
        return number

    def _describe(self, number: int, kind: type, encoder: Encoder) -> list[Any]:
        if number in self._told:
            return []
        self._told.add(number)
        bases = [base for base in kind.__bases__ if _is_told(base, kind) and self._may_export(base)]
        return [list(astuple(self.describe_class(kind))), [encoder.encode(base) for base in bases]]

    def _may_export(self, kind: type) -> bool:
        if kind in EXCEPTIONS.values():
            return True
        try:
            self.check_export(kind)
        except CodecError:
            return False
        return True

    def _export_exception(self, error: BaseException, encoder: Encoder) -> dict[str, Any]:
        origin = error.__dict__.get(_ORIGIN)
        if origin is not None and origin.asker is self.asker:
            return {"u": origin.number}
        check_fields(error)
        said, text = self.words(error)
        try:
            args = encoder.encode(said)
        except CodecError:
            args = encoder.encode((text,))
        number = self._number(error)
        cause = encoder.encode(error.__cause__ if _chain_is_short(error) else None)
        return {"!": [encoder.encode(type(error)), args, text, self.frames(error), number, cause]}

    def _class(self, number: int, rest: list[Any], decode: Callable[[Any], Any]) -> type:
        if not rest:
            return self._classes[number]
        fields, encoded_bases = rest
        name, qualname, module, doc, methods, specials, tuple_fields = fields
        if not all(
            type(text) is str for text in (name, qualname, module, *methods, *specials, *tuple_fields)
        ):
            raise CodecError("not a class")
        if not (doc is None or type(doc) is str) or number in self._classes:
            raise CodecError("not a class")
        description = ClassDescription(
            name, qualname, module, doc, tuple(methods), tuple(specials), tuple(tuple_fields)
        )
        bases = tuple(decode(base) for base in encoded_bases)
        if not all(type(base) is ClassMirror or id(base) in _EXCEPTION_NAMES for base in bases):
            raise CodecError("not a base class")
        kind = mirror_class(Reference(self.asker, number), description, bases)
        self._classes[number] = kind
        return kind

    def _function(
        self, reference: Reference, name: Any, qualname: Any, module: Any, doc: Any
    ) -> FunctionMirror:
        if not all(type(text) is str for text in (name, qualname, module)):
            raise CodecError("not a function")
        return FunctionMirror(reference, name, qualname, module, doc if type(doc) is str else None)

    def _instance(self, reference: Reference, kind: Any) -> Any:
        if type(kind) is not ClassMirror or issubclass(kind, BaseException):
            raise CodecError("not an instance")
        return mirror_instance(kind, reference)

    def _namedtuple(self, reference: Reference, kind: Any, items: list[Any]) -> Any:
        if type(kind) is not ClassMirror or not issubclass(kind, tuple):
            raise CodecError("not a namedtuple")
        return mirror_namedtuple(kind, items, reference)

    def _rebuild(self, body: Any, decode: Callable[[Any], Any]) -> BaseException:
        encoded_class, encoded_args, text, frames, number, encoded_cause = body
        kind, args, cause = decode(encoded_class), decode(encoded_args), decode(encoded_cause)
        well_formed = (
            isinstance(kind, type)
            and issubclass(kind, BaseException)
            and type(args) is tuple
            and type(text) is str
            and type(number) is int
            and (cause is None or isinstance(cause, BaseException))
            and all(type(line) is int and type(name) is str for line, name in frames)
        )
        if not well_formed:
            raise CodecError("not an exception")
        error: BaseException
        if type(kind) is ClassMirror:
            error = mirror_exception(
                cast("type[BaseException]", kind), args, text, Reference(self.asker, number)
            )
        else:
            error = made(kind, args, text)
        check_fields(error)
        if isinstance(error, AssertionError):
            error.__dict__[_ORIGIN] = Reference(self.asker, number)
        if cause is not None:
            error.__cause__ = cause
        return self.received(error, frames, text)


def use(operation: str, target: Any, name: str, args: Any, kwargs: Any) -> Any:
    """Do with `target` what a mirror of it was asked to do.

    Raises:
        LookupError: If the operation is none of ours.
    """
    if operation == "special":
        return SPECIALS[name](target, *args, **kwargs)
    if operation == "invoke":
        return getattr(target, name)(*args, **kwargs)
    if operation == "get":
        return getattr(target, name)
    if operation == "set":
        return setattr(target, name, *args)
    if operation == "delete":
        return delattr(target, name)
    raise LookupError(operation)


def _is_told(base: type, kind: type) -> bool:
    """Tell whether a base matters on the other side: for catching, or for `isinstance`."""
    if issubclass(base, BaseException):
        return True
    return base.__module__ == kind.__module__ and base not in BUILTIN_TYPES.values()


def _chain_is_short(error: BaseException) -> bool:
    """Tell whether the chain of causes ends soon; one that is a circle never does."""
    cause = error.__cause__
    for _ in range(MAX_CAUSES):
        if cause is None:
            return True
        cause = cause.__cause__
    return False
