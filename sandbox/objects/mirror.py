"""Stand-ins for objects that live at the other end: instances, functions, classes.

A mirror forwards what ordinary Python does with an object: attributes, calls, and the special
methods that the object's class defines. Equality is forwarded only between two mirrors, so that no
object at the other end can equal plain data on this one.
"""

from __future__ import annotations

import types
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, Protocol, cast

from tracefix_rl.sandbox.objects.introspection import FIELDS, fields_from, signature_from

_FUNCTION_KINDS = {
    "function": types.FunctionType,
    "builtin": types.BuiltinFunctionType,
    "method": types.MethodType,
    "descriptor": types.MethodDescriptorType,
}
"""What a mirrored function says it is, to `isinstance` and so to `inspect`."""


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
    if kind is FunctionMirror or kind is ObjectMirror or type(kind) is ClassMirror:
        return cast(Reference, object.__getattribute__(value, "_mirror"))
    return None


def ask(mirror: object, operation: str, name: str, args: Any = (), kwargs: Any = None) -> Any:
    """Have the end where `mirror` lives perform an operation with it.

    Raises:
        TypeError: If it is no mirror.
    """
    reference = reference_of(mirror)
    if reference is None:
        raise TypeError(f"{type(mirror).__name__} is no mirror")
    return reference.asker.ask(operation, mirror, name, args, kwargs)


MEMBERS: Any = property(lambda mirror: ask(mirror, "get", "__dict__"))


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

    # No slots: they would keep the mirrored class from having a builtin type among its bases as well.
    __test__ = False

    def __dir__(self) -> list[str]:
        try:
            return cast("list[str]", ask(self, "inspect", "dir"))
        except LookupError:  # the tests' end does not tell
            return list(object.__dir__(self))

    __dict__ = MEMBERS


class ObjectMirror:
    """A bare `object()` at the other end, which is good for its identity only."""

    __slots__ = ("__weakref__", "_mirror")
    __test__ = False

    def __init__(self, reference: Reference) -> None:
        self._mirror = reference

    def __repr__(self) -> str:
        return "<object object>"


class FunctionMirror:
    """A function, method or other plain callable at the other end."""

    __test__ = False

    def __init__(
        self, reference: Reference, kind: str, name: str, qualname: str, module: str, doc: str | None
    ) -> None:
        self.__dict__.update(
            _mirror=reference,
            _kind=_FUNCTION_KINDS[kind],
            __name__=name,
            __qualname__=qualname,
            __module__=module,
            __doc__=doc,
        )

    @property  # type: ignore[misc]
    def __class__(self) -> Any:
        return self.__dict__["_kind"]

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        """Call the function."""
        return ask(self, "special", "__call__", args, kwargs)

    def __copy__(self) -> FunctionMirror:
        return self

    def __deepcopy__(self, memo: object) -> FunctionMirror:
        return self

    def __get__(self, instance: object, owner: type | None = None) -> Any:
        # A function that was put into a class binds, as any function does.
        return self if instance is None else types.MethodType(self, instance)

    def __getattr__(self, name: str) -> Any:
        return ask(self, "get", name)

    def __setattr__(self, name: str, value: Any) -> None:
        ask(self, "set", name, (value,))

    @property
    def __signature__(self) -> Any:
        return signature_from(ask(self, "inspect", "signature"))

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
        return ask(self.__self__, "invoke", self.__name__, args, kwargs)

    @property  # type: ignore[misc]
    def __class__(self) -> Any:
        return self.fetched().__class__

    def __eq__(self, other: object) -> bool:
        if type(other) is not MethodMirror:
            return NotImplemented
        return self.__self__ is other.__self__ and self.__name__ == other.__name__

    def __hash__(self) -> int:
        return hash((id(self.__self__), self.__name__))

    def __getattr__(self, name: str) -> Any:
        return getattr(self.fetched(), name)

    def fetched(self) -> Any:
        """Return the mirror of the method object itself."""
        return ask(self.__self__, "get", self.__name__)

    def __repr__(self) -> str:
        owner = self.__self__
        kind = owner if isinstance(owner, type) else type(owner)
        return f"<method {kind.__name__}.{self.__name__}>"


class ClassMirror(type):
    """A class at the other end. Its instances here are mirrors of instances there."""

    __test__ = False
    _mirror_methods: frozenset[str]
    _mirror_meta: frozenset[str]
    _mirror_carried: type | None

    def __new__(
        mcs, name: str, bases: tuple[type, ...], body: dict[str, Any], **keywords: Any
    ) -> ClassMirror:
        """Refuse to subclass: the subclass could not live at the other end."""
        raise TypeError(f"class {name}: deriving from a class of the code under test is not covered")

    def __call__(cls, *args: Any, **kwargs: Any) -> Any:
        """Make an instance, at the other end."""
        return ask(cls, "special", "__call__", args, kwargs)

    def __getattr__(cls, name: str) -> Any:
        if name in cls._mirror_methods:
            return MethodMirror(cls, name)
        return fields_from(ask(cls, "inspect", "fields")) if name == FIELDS else ask(cls, "get", name)

    def __setattr__(cls, name: str, value: Any) -> None:
        ask(cls, "set", name, (value,))

    def __delattr__(cls, name: str) -> None:
        ask(cls, "delete", name)

    def __iter__(cls) -> Any:
        return ask(cls, "special", "__iter__")

    def __len__(cls) -> int:
        return cast(int, ask(cls, "special", "__len__"))

    def __getitem__(cls, key: Any) -> Any:
        return ask(cls, "special", "__getitem__", (key,))

    def __contains__(cls, item: Any) -> bool:
        return cast(bool, ask(cls, "special", "__contains__", (item,)))

    def __bool__(cls) -> bool:
        return True

    @property
    def __signature__(cls) -> Any:
        return signature_from(ask(cls, "inspect", "signature"))

    @property
    def __annotations__(cls) -> Any:  # type: ignore[override]
        return ask(cls, "get", "__annotations__")

    def __dir__(cls) -> list[str]:
        return cast("list[str]", ask(cls, "inspect", "dir"))

    def __instancecheck__(cls, instance: Any) -> bool:
        if type.__instancecheck__(cls, instance):
            return True
        return "__instancecheck__" in cls._mirror_meta and bool(ask(cls, "inspect", "instance", (instance,)))

    def __subclasscheck__(cls, kind: type) -> bool:
        if type.__subclasscheck__(cls, kind):
            return True
        return "__subclasscheck__" in cls._mirror_meta and bool(ask(cls, "inspect", "subclass", (kind,)))

    @property  # type: ignore[misc]
    def __dict__(cls) -> Any:  # type: ignore[override]
        members = ask(cls, "get", "__dict__")
        return Namespace(members.__getitem__, members.__iter__)

    def __repr__(cls) -> str:
        if "__repr__" in cls._mirror_meta:
            return cast(str, ask(cls, "special", "__repr__"))
        return f"<class '{cls.__module__}.{cls.__qualname__}'>"
