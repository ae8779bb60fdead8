"""What one end of the conversation knows of objects: its own that it handed out, and the other's.

References on the wire, named from the sender's side:

    {"m": [n, "o", class]}                              my object n, an instance of that class
    {"m": [n, "a", class]}                              my coroutine or async generator n
    {"m": [n, "v", class, value]}                       my object n, which takes a plain value along
    {"m": [n, "f", kind, name, qualname, module, doc]}  my function n
    {"m": [n, "c", description, bases]}                 my class n, told once
    {"m": [n, "c"]}                                     my class n, told before
    {"u": n}                                            your object n
    {"e": name}                                         an exception class of Python
    {"n": [module, name, ...]}                          a function of the library, which the worker has too
    {"w": [value, name]}                                a method of plain data
    {"!": [class, args, text, frames, n, links, state]} my exception n; see `raised`
"""

from __future__ import annotations

import types
from abc import ABC, abstractmethod
from collections.abc import Callable
from sys import getsizeof
from typing import Any, cast
from weakref import WeakValueDictionary

from tracefix_rl.sandbox.codec import CodecError
from tracefix_rl.sandbox.encoder import Encoder
from tracefix_rl.sandbox.objects.description import (
    CARRIED,
    SPECIALS,
    ClassDescription,
    carried_by,
    describe_function,
    is_told,
    plain_value,
)
from tracefix_rl.sandbox.objects.exception_fields import check_fields, made
from tracefix_rl.sandbox.objects.exceptions import exception_name, exception_named
from tracefix_rl.sandbox.objects.mirror import (
    Asker,
    ClassMirror,
    FunctionMirror,
    MethodMirror,
    ObjectMirror,
    Reference,
    reference_of,
)
from tracefix_rl.sandbox.objects.mirroring import (
    mirror_carrier,
    mirror_class,
    mirror_exception,
    mirror_instance,
)
from tracefix_rl.sandbox.objects.raised import (
    REFERENCE,
    Frames,
    Links,
    Raised,
    checked_frames,
    links_of,
    state_of,
    text_of,
)

MAX_REFERENCES = 200_000
"""Most objects that one end may hand out."""
_KEPT_VALUES = 10_000
"""Most stand-ins of values that are kept for their identity: unlike others they cannot be held weakly."""
_KEPT_SIZE = 1_000
"""Largest value whose stand-in is kept, in bytes. Enums have small ones."""
_KEPT_EXCEPTIONS = 16
"""Exceptions that are kept for their identity, the last ones."""

_CARRIED = tuple(CARRIED.values())
_ASYNCHRONOUS = (types.CoroutineType, types.AsyncGeneratorType)
_FUNCTION_KINDS: tuple[tuple[type, str], ...] = (
    (types.FunctionType, "function"),
    (types.BuiltinFunctionType, "builtin"),
    (types.MethodType, "method"),
    (types.MethodDescriptorType, "descriptor"),
)


class ReferenceTable(ABC):
    """Makes and resolves references. Each end says what it hands out and what may be done with it."""

    def __init__(self) -> None:
        self.asker: Asker
        """This end of the conversation; set by whoever opens it."""
        self._own: list[Any] = []
        self._numbers: dict[object, int] = {}
        self._told: set[int] = set()
        self._mirrors: WeakValueDictionary[int, Any] = WeakValueDictionary()
        self._values: dict[int, Any] = {}
        self._exceptions: dict[int, BaseException] = {}
        self._classes: dict[int, type] = {}
        self._carried: dict[int, type | None] = {}

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

    def links(self, error: BaseException) -> Links:
        """Return what the other end is told of the exceptions that led to this one."""
        return links_of(error)

    def state(self, error: BaseException) -> dict[str, Any]:
        """Return what the other end is told of an exception's notes, fields and attributes."""
        return state_of(error)

    def describe_class(self, kind: type) -> ClassDescription:
        """Return what the other end is told of a class."""
        return ClassDescription.of(kind)

    def describe_function(self, function: Any) -> tuple[str, str, str, str | None]:
        """Return a function's name, qualified name, module and docstring for the other end."""
        return describe_function(function)

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
        # Of the type, not by `isinstance`: an object may lie about its class.
        kind = type(value)
        if issubclass(kind, BaseException):
            return self._export_exception(value, encoder)
        name = exception_name(value) if issubclass(kind, type) else None
        if name is not None:
            return {"e": name}
        self.check_export(value)
        number = self._number(value)
        if issubclass(kind, type):
            return {"m": [number, "c", *self._describe(number, value, encoder)]}
        function_kind = next((name for known, name in _FUNCTION_KINDS if kind is known), None)
        if function_kind is not None:
            return {"m": [number, "f", function_kind, *self.describe_function(value)]}
        return {"m": [number, *self._instance_body(value, kind, encoder)]}

    def _instance_body(self, value: Any, kind: type, encoder: Encoder) -> list[Any]:
        encoded_kind = encoder.encode(kind)
        carried = self._carried_by(kind) if issubclass(kind, _CARRIED) else None
        if carried is not None:
            return ["v", encoded_kind, encoder.encode(plain_value(value, carried))]
        return ["a" if issubclass(kind, _ASYNCHRONOUS) else "o", encoded_kind]

    def forget(self, told: list[int]) -> None:
        """Take classes to be untold: the message that told them is not sent."""
        self._told.difference_update(told)

    def resolve(self, tag: str, body: Any, decode: Callable[[Any], Any]) -> Any:
        """Return what a reference means.

        Raises:
            CodecError: If it means nothing.
        """
        if tag == "u":
            return self.own(body)
        if tag == "e":
            return exception_named(body)
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
        if known is None:
            known = self._values.get(number)
        if known is not None:
            return known
        reference = Reference(self.asker, number)
        if kind == "v":
            return self._carrier(reference, *map(decode, rest))
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
        key = _identity(value)
        number = self._numbers.get(key)
        if number is None:
            number = len(self._own)
            if number >= MAX_REFERENCES:
                raise CodecError(f"more than {MAX_REFERENCES:,} objects cannot cross in one run")
            # The list keeps the object alive, so that its id stays its own.
            self._own.append(value)
            self._numbers[key] = number
        return number

    def _describe(self, number: int, kind: type, encoder: Encoder) -> list[Any]:
        if number in self._told:
            return []
        self._told.add(number)
        encoder.told.append(number)
        bases = [base for base in kind.__bases__ if is_told(base, kind) and self._may_export(base)]
        return [self.describe_class(kind).as_list(), [encoder.encode(base) for base in bases]]

    def _carried_by(self, kind: type) -> type | None:
        # The class was handed out before, so its id stays its own.
        if id(kind) not in self._carried:
            self._carried[id(kind)] = carried_by(kind)
        return self._carried[id(kind)]

    def _may_export(self, kind: type) -> bool:
        if exception_name(kind) is not None:
            return True
        try:
            self.check_export(kind)
        except CodecError:
            return False
        return True

    def _export_exception(self, error: BaseException, encoder: Encoder) -> dict[str, Any]:
        reference = error.__dict__.get(REFERENCE)
        if type(reference) is Reference and reference.asker is self.asker:
            return {"!": [reference.number, self.frames(error)]}
        check_fields(error)
        kind = encoder.encode(type(error))
        said, text = self.words(error)
        told = len(encoder.told)
        try:
            args = encoder.attempt(said)
        except CodecError:
            self.forget(encoder.told[told:])
            args = encoder.encode((text,))
        number = self._number(error)
        links = [encoder.encode(link) for link in self.links(error)]
        state = encoder.encode(self.state(error))
        return {"!": [kind, args, text, self.frames(error), number, links, state]}

    def _class(self, number: int, rest: list[Any], decode: Callable[[Any], Any]) -> type:
        if not rest:
            return self._classes[number]
        if number in self._classes:
            raise CodecError("a class that was told before")
        fields, encoded_bases = rest
        description = ClassDescription.told(fields)
        bases = tuple(decode(base) for base in encoded_bases)
        if not all(type(base) is ClassMirror or exception_name(base) is not None for base in bases):
            raise CodecError("not a base class")
        kind = mirror_class(Reference(self.asker, number), description, bases)
        self._classes[number] = kind
        return kind

    def _function(
        self, reference: Reference, kind: Any, name: Any, qualname: Any, module: Any, doc: Any
    ) -> FunctionMirror:
        if not all(type(text) is str for text in (name, qualname, module)):
            raise CodecError("not a function")
        return FunctionMirror(reference, kind, name, qualname, module, doc if type(doc) is str else None)

    def _instance(self, reference: Reference, kind: Any) -> Any:
        if kind is object:
            return ObjectMirror(reference)
        if not _is_mirrored(kind) or issubclass(kind, BaseException) or kind._mirror_carried:
            raise CodecError("not an instance")
        return mirror_instance(kind, reference)

    def _carrier(self, reference: Reference, kind: Any, value: Any) -> Any:
        if not _is_mirrored(kind) or type(value) is not kind._mirror_carried:
            raise CodecError("not a value that its class takes along")
        mirror = mirror_carrier(kind, value, reference)
        # What is in a tuple may be large.
        if type(value) is not tuple and getsizeof(value) <= _KEPT_SIZE and len(self._values) < _KEPT_VALUES:
            self._values[reference.number] = mirror
        return mirror

    def _rebuild(self, body: Any, decode: Callable[[Any], Any]) -> BaseException:
        if len(body) == 2:
            own = self.own(body[0])
            if not isinstance(own, BaseException):
                raise CodecError("not an exception")
            return self.received(own, checked_frames(body[1]), text_of(own))
        kind, args, text, frames, number, links, state = body
        cause, context, suppressed = links
        raised = Raised(
            decode(kind),
            decode(args),
            text,
            checked_frames(frames),
            number,
            decode(cause),
            decode(context),
            suppressed,
            decode(state),
        )
        error: BaseException | None = self._exceptions.get(raised.number)
        if error is None or type(error) is not raised.kind:
            error = self._new_exception(raised)
        return self.received(error, raised.frames, raised.text)

    def _new_exception(self, raised: Raised) -> BaseException:
        reference = Reference(self.asker, raised.number)
        error: BaseException
        if type(raised.kind) is ClassMirror:
            kind = cast("type[BaseException]", raised.kind)
            error = mirror_exception(kind, raised.args, raised.text, reference)
        elif raised.kind.__module__ == "builtins":
            error = made(raised.kind, raised.args, raised.text)
        else:
            # Not called: what the class does with its arguments, the other end did before.
            error = raised.kind.__new__(raised.kind, *raised.args)
            error.args = raised.args
        raised.complete(error)
        check_fields(error)
        error.__dict__[REFERENCE] = reference
        self._exceptions.pop(raised.number, None)
        self._exceptions[raised.number] = error
        if len(self._exceptions) > _KEPT_EXCEPTIONS:
            del self._exceptions[next(iter(self._exceptions))]
        return error


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


def _is_mirrored(kind: Any) -> bool:
    return type(kind) is ClassMirror


def _identity(value: Any) -> object:
    """Return what tells `value` from others: a method is made anew whenever it is looked up."""
    if type(value) is types.MethodType:
        return (id(value.__self__), id(value.__func__))
    if type(value) is types.BuiltinFunctionType and value.__self__ is not None:
        return (id(value.__self__), value.__name__)
    return id(value)
