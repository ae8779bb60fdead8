"""Stand-ins for objects that live at the other end: instances, functions, classes.

A mirror forwards what ordinary Python does with an object: attributes, calls, and the special
methods that the object's class defines. Equality is forwarded only between two mirrors, so that no
object at the other end can equal plain data on this one.
"""

from __future__ import annotations

import types
from collections import namedtuple
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, Protocol, cast

from tracefix_rl.sandbox.description import SPECIALS, ClassDescription
from tracefix_rl.sandbox.signature import signature_from

_ALWAYS = ("__repr__", "__str__", "__copy__", "__deepcopy__")
_EQUALITY = ("__eq__", "__ne__")


class Asker(Protocol):
    """What a mirror needs of its end of the conversation."""

    def ask(self, operation: str, target: Any, name: str, args: Any = (), kwargs: Any = None) -> Any:
        """Have the other end perform an operation."""


class Reference:
    """Where a mirrored object lives.

    Args:
        asker: This end of the conversation.
        number: The object's number at the other end.
    """

    __slots__ = ("asker", "number")

    def __init__(self, asker: Asker, number: int) -> None:
        self.asker = asker
        self.number = number


def reference_of(value: object) -> Reference | None:
    """Return where `value` lives if it is a mirror, else `None`."""
    kind = type(value)
    if kind is ClassMirror:
        return cast(Reference, type.__getattribute__(cast(type, value), "_mirror_class"))
    if kind is FunctionMirror or type(kind) is ClassMirror:
        return cast(Reference, object.__getattribute__(value, "_mirror"))
    return None


def _ask(mirror: object, operation: str, name: str, args: Any = (), kwargs: Any = None) -> Any:
    reference = reference_of(mirror)
    if reference is None:
        raise TypeError(f"{type(mirror).__name__} is no mirror")
    return reference.asker.ask(operation, mirror, name, args, kwargs)


class Namespace(Mapping[str, Any]):
    """The names of a module or class, read where it lives; `monkeypatch` remembers old values by it.

    Args:
        read: Returns what a name stands for; raises `KeyError` or `AttributeError` for one that is not there.
        names: Returns the names.
    """

    def __init__(self, read: Callable[[str], Any], names: Callable[[], Iterable[str]]) -> None:
        self._read = read
        self._names = names

    def __getitem__(self, name: str) -> Any:
        try:
            return self._read(name)
        except AttributeError:
            raise KeyError(name) from None

    def __iter__(self) -> Iterator[str]:
        return iter(self._names())

    def __len__(self) -> int:
        return len(list(self._names()))


class Mirror:
    """Base of the mirrors of instances."""

    __slots__ = ("__weakref__", "_mirror")
    __test__ = False


class FunctionMirror:
    """A function, method or other plain callable at the other end."""

    __test__ = False

    def __init__(self, reference: Reference, name: str, qualname: str, module: str, doc: str | None) -> None:
        self.__dict__.update(
            _mirror=reference, __name__=name, __qualname__=qualname, __module__=module, __doc__=doc
        )

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        """Call the function."""
        return _ask(self, "special", "__call__", args, kwargs)

    def __get__(self, instance: object, owner: type | None = None) -> Any:
        # A function that was put into a class binds, as any function does.
        return self if instance is None else types.MethodType(self, instance)

    def __getattr__(self, name: str) -> Any:
        return _ask(self, "get", name)

    def __setattr__(self, name: str, value: Any) -> None:
        _ask(self, "set", name, (value,))

    @property
    def __signature__(self) -> Any:
        return signature_from(_ask(self, "signature", ""))

    def __repr__(self) -> str:
        return f"<function {self.__qualname__}>"


class MethodMirror:
    """A method of a mirrored object or class, called without a message to fetch it first."""

    __slots__ = ("__name__", "__self__")
    __test__ = False

    def __init__(self, owner: object, name: str) -> None:
        self.__self__ = owner
        self.__name__ = name

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        """Call the method."""
        return _ask(self.__self__, "invoke", self.__name__, args, kwargs)

    def __getattr__(self, name: str) -> Any:
        return getattr(self.fetched(), name)

    def fetched(self) -> Any:
        """Return the mirror of the method object itself."""
        return _ask(self.__self__, "get", self.__name__)

    def __repr__(self) -> str:
        owner = self.__self__
        kind = owner if isinstance(owner, type) else type(owner)
        return f"<method {kind.__name__}.{self.__name__}>"


class ClassMirror(type):
    """A class at the other end. Its instances here are mirrors of instances there."""

    __test__ = False
    _mirror_methods: frozenset[str]

    def __new__(
        mcs, name: str, bases: tuple[type, ...], body: dict[str, Any], **keywords: Any
    ) -> ClassMirror:
        """Refuse to subclass: the subclass could not live at the other end."""
        raise TypeError(f"class {name}: deriving from a class of the code under test is not covered")

    def __call__(cls, *args: Any, **kwargs: Any) -> Any:
        """Make an instance, at the other end."""
        return _ask(cls, "special", "__call__", args, kwargs)

    def __getattr__(cls, name: str) -> Any:
        if name in cls._mirror_methods:
            return MethodMirror(cls, name)
        return _ask(cls, "get", name)

    def __setattr__(cls, name: str, value: Any) -> None:
        _ask(cls, "set", name, (value,))

    def __delattr__(cls, name: str) -> None:
        _ask(cls, "delete", name)

    def __iter__(cls) -> Any:
        return _ask(cls, "special", "__iter__")

    def __len__(cls) -> int:
        return cast(int, _ask(cls, "special", "__len__"))

    def __getitem__(cls, key: Any) -> Any:
        return _ask(cls, "special", "__getitem__", (key,))

    def __contains__(cls, item: Any) -> bool:
        return cast(bool, _ask(cls, "special", "__contains__", (item,)))

    def __bool__(cls) -> bool:
        return True

    @property
    def __signature__(cls) -> Any:
        return signature_from(_ask(cls, "signature", ""))

    @property  # type: ignore[misc]
    def __dict__(cls) -> Any:  # type: ignore[override]
        members = _ask(cls, "get", "__dict__")
        return Namespace(members.__getitem__, members.__iter__)

    def __repr__(cls) -> str:
        return f"<class '{cls.__module__}.{cls.__qualname__}'>"


def _get_attribute(mirror: Any, name: str) -> Any:
    if name in type(mirror)._mirror_methods:
        return MethodMirror(mirror, name)
    return _ask(mirror, "get", name)


def _set_attribute(mirror: Any, name: str, value: Any) -> None:
    _ask(mirror, "set", name, (value,))


def _delete_attribute(mirror: Any, name: str) -> None:
    _ask(mirror, "delete", name)


def _exception_text(error: Any) -> str:
    return cast(str, error.__dict__["_mirror_text"])


def _forward(name: str) -> Callable[..., Any]:
    if name in _EQUALITY:

        def compare(mirror: Any, other: Any) -> Any:
            return _ask(mirror, "special", name, (other,)) if reference_of(other) else NotImplemented

        return compare

    if name == "__await__":

        def wait(mirror: Any) -> Any:
            # Only the tests' end can await what the other does; there asyncio is at hand.
            from tracefix_rl.sandbox.coroutines import follow

            reference = cast(Reference, reference_of(mirror))
            return follow(reference.asker, mirror).__await__()

        return wait

    if name in ("__exit__", "__aexit__"):

        def leave(mirror: Any, kind: Any, error: Any, traceback: object) -> Any:
            return _ask(mirror, "special", name, (kind, error, None))

        return leave

    def special(mirror: Any, *args: Any, **kwargs: Any) -> Any:
        return _ask(mirror, "special", name, args, kwargs)

    return special


def mirror_class(reference: Reference, description: ClassDescription, bases: tuple[type, ...]) -> type:
    """Make the class that stands for a class at the other end.

    Args:
        reference: Where the class lives.
        description: What is known of it.
        bases: Mirrors of its bases, exceptions that cross by name standing for themselves.

    Raises:
        TypeError: If no class can have these bases.
    """
    body: dict[str, Any] = {
        "__module__": description.module,
        "__qualname__": description.qualname,
        "__doc__": description.doc,
        "__getattr__": _get_attribute,
        "__test__": False,
        "_mirror_methods": frozenset(description.methods),
        "_mirror_class": reference,
    }
    if description.tuple_fields or any(issubclass(base, tuple) for base in bases):
        # Compared, indexed and shown as the tuple it is, by its fields: they cross by value.
        bases = bases or (namedtuple(description.name, description.tuple_fields, rename=True),)
    elif any(issubclass(base, BaseException) for base in bases):
        body["__str__"] = _exception_text
        bases = tuple(base for base in bases if issubclass(base, BaseException))
    else:
        body |= {name: _forward(name) for name in (*_ALWAYS, *description.specials) if name in SPECIALS}
        body |= {"__setattr__": _set_attribute, "__delattr__": _delete_attribute}
        body["__slots__"] = ()
        bases = bases or (Mirror,)
    return type.__new__(ClassMirror, description.name, bases, body)


def mirror_instance(kind: type, reference: Reference) -> Any:
    """Make the stand-in for an instance at the other end of the class that `kind` mirrors."""
    mirror: Any = object.__new__(kind)
    object.__setattr__(mirror, "_mirror", reference)
    return mirror


def mirror_namedtuple(kind: type[tuple[Any, ...]], items: list[Any], reference: Reference) -> Any:
    """Make the stand-in for a namedtuple at the other end: its fields, and a way to its methods."""
    mirror: Any = tuple.__new__(kind, items)
    mirror.__dict__["_mirror"] = reference
    return mirror


def mirror_exception(
    kind: type[BaseException], args: tuple[Any, ...], text: str, reference: Reference
) -> BaseException:
    """Make the stand-in for an exception at the other end of the class that `kind` mirrors."""
    error = kind.__new__(kind, *args)
    error.args = args
    error.__dict__.update(_mirror=reference, _mirror_text=text)
    return error
