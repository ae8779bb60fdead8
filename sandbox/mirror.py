"""Stand-ins for objects that live at the other end: instances, functions, classes.

A mirror forwards what ordinary Python does with an object: attributes, calls, and the special
methods that the object's class defines. Equality is forwarded only between two mirrors, so that no
object at the other end can equal plain data on this one.
"""

from __future__ import annotations

import operator
import types
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, Protocol, cast

from tracefix_rl.sandbox.description import CARRIED, OVERRIDABLE, SPECIALS, ClassDescription
from tracefix_rl.sandbox.introspection import FIELDS, fields_from, signature_from

_COPYING = ("__copy__", "__deepcopy__")
_ALWAYS = ("__repr__", "__str__", *_COPYING)
_EQUALITY = ("__eq__", "__ne__")
_FUNCTION_KINDS = {
    "function": types.FunctionType,
    "builtin": types.BuiltinFunctionType,
    "method": types.MethodType,
    "descriptor": types.MethodDescriptorType,
}
"""What a mirrored function says it is, to `isinstance` and so to `inspect`."""
_INSTANCE_KINDS = {
    "generator": types.GeneratorType,
    "coroutine": types.CoroutineType,
    "async_generator": types.AsyncGeneratorType,
}


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


def _ask(mirror: object, operation: str, name: str, args: Any = (), kwargs: Any = None) -> Any:
    reference = reference_of(mirror)
    if reference is None:
        raise TypeError(f"{type(mirror).__name__} is no mirror")
    return reference.asker.ask(operation, mirror, name, args, kwargs)


_MEMBERS: Any = property(lambda mirror: _ask(mirror, "get", "__dict__"))


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
            return cast("list[str]", _ask(self, "inspect", "dir"))
        except LookupError:  # the tests' end does not tell
            return list(object.__dir__(self))

    __dict__ = _MEMBERS


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

    @property
    def __class__(self) -> Any:
        return self.__dict__["_kind"]

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        """Call the function."""
        return _ask(self, "special", "__call__", args, kwargs)

    def __copy__(self) -> FunctionMirror:
        return self

    def __deepcopy__(self, memo: object) -> FunctionMirror:
        return self

    def __get__(self, instance: object, owner: type | None = None) -> Any:
        # A function that was put into a class binds, as any function does.
        return self if instance is None else types.MethodType(self, instance)

    def __getattr__(self, name: str) -> Any:
        return _ask(self, "get", name)

    def __setattr__(self, name: str, value: Any) -> None:
        _ask(self, "set", name, (value,))

    @property
    def __signature__(self) -> Any:
        return signature_from(_ask(self, "inspect", "signature"))

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

    @property
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
        return _ask(self.__self__, "get", self.__name__)

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
        return _ask(cls, "special", "__call__", args, kwargs)

    def __getattr__(cls, name: str) -> Any:
        if name in cls._mirror_methods:
            return MethodMirror(cls, name)
        return fields_from(_ask(cls, "inspect", "fields")) if name == FIELDS else _ask(cls, "get", name)

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
        return signature_from(_ask(cls, "inspect", "signature"))

    @property
    def __annotations__(cls) -> Any:  # type: ignore[override]
        return _ask(cls, "get", "__annotations__")

    def __dir__(cls) -> list[str]:
        return cast("list[str]", _ask(cls, "inspect", "dir"))

    def __instancecheck__(cls, instance: Any) -> bool:
        if type.__instancecheck__(cls, instance):
            return True
        return "__instancecheck__" in cls._mirror_meta and bool(_ask(cls, "inspect", "instance", (instance,)))

    def __subclasscheck__(cls, kind: type) -> bool:
        if type.__subclasscheck__(cls, kind):
            return True
        return "__subclasscheck__" in cls._mirror_meta and bool(_ask(cls, "inspect", "subclass", (kind,)))

    @property  # type: ignore[misc]
    def __dict__(cls) -> Any:  # type: ignore[override]
        members = _ask(cls, "get", "__dict__")
        return Namespace(members.__getitem__, members.__iter__)

    def __repr__(cls) -> str:
        if "__repr__" in cls._mirror_meta:
            return cast(str, _ask(cls, "special", "__repr__"))
        return f"<class '{cls.__module__}.{cls.__qualname__}'>"


def _get_attribute(mirror: Any, name: str) -> Any:
    if name in type(mirror)._mirror_methods:
        return MethodMirror(mirror, name)
    return fields_from(_ask(mirror, "inspect", "fields")) if name == FIELDS else _ask(mirror, "get", name)


def _forwarded_attribute(name: str) -> property:
    return property(lambda mirror: _get_attribute(mirror, name))


def _set_attribute(mirror: Any, name: str, value: Any) -> None:
    _ask(mirror, "set", name, (value,))


def _delete_attribute(mirror: Any, name: str) -> None:
    _ask(mirror, "delete", name)


def _exception_text(error: Any) -> str:
    return cast(str, error.__dict__["_mirror_text"])


def _equality(name: str, *, generated: bool) -> Callable[..., Any]:
    def compare(mirror: Any, other: Any) -> Any:
        return _ask(mirror, "special", name, (other,)) if reference_of(other) else NotImplemented

    if generated:
        # By this name pytest tells that it may explain an inequality field by field.
        compare.__code__ = compare.__code__.replace(co_filename="<string>")
    return compare


def _forward(name: str) -> Callable[..., Any]:
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
    plain = CARRIED.get(description.carried)
    plain = CARRIED.get(description.carried)
    is_exception = any(issubclass(base, BaseException) for base in bases)
    if is_exception:
        body: dict[str, Any] = {"__str__": _exception_text}
        bases = tuple(base for base in bases if issubclass(base, BaseException))
    else:
        body = _carrier_body(description, plain) if plain else _instance_body(description)
        body |= {"__setattr__": _set_attribute, "__delattr__": _delete_attribute}
        bases = bases or (Mirror,)
        if plain and not any(issubclass(base, plain) for base in bases):
            bases = (*bases, plain)
    # What is ours comes last: no name that was told replaces it.
    body |= {
        "__module__": description.module,
        "__qualname__": description.qualname,
        "__doc__": description.doc,
        "__getattr__": _get_attribute,
        "__test__": False,
        "_mirror_methods": frozenset(description.methods),
        "_mirror_meta": frozenset() if is_exception else frozenset(description.meta_methods),
        "_mirror_carried": plain,
        "_mirror_class": reference,
    }
    kind = _derived(description.name, bases, body, plain)
    if description.abstract_methods:
        type.__setattr__(kind, "__abstractmethods__", frozenset(description.abstract_methods))
    return kind


def _instance_body(description: ClassDescription) -> dict[str, Any]:
    body: dict[str, Any] = {
        name: _forward(name) for name in (*_ALWAYS, *description.specials) if name in SPECIALS
    }
    for name in _EQUALITY:
        if name in body:
            body[name] = _equality(name, generated=description.has_generated_eq)
    if description.module == "builtins" and description.name in _INSTANCE_KINDS:
        said = _INSTANCE_KINDS[description.name]
        body["__class__"] = property(lambda mirror: said)
    return body


def _carrier_body(description: ClassDescription, plain: type) -> dict[str, Any]:
    """Return what instances have that take a plain value along: they compare as that value."""
    own = {name: getattr(plain, name) for name in SPECIALS if hasattr(plain, name)}
    forwarded = {
        name: _forward(name)
        for name in (*_COPYING, *description.specials)
        if name in OVERRIDABLE or (name in SPECIALS and name not in own)
    }
    fields = {
        name: property(operator.itemgetter(index))
        for index, name in enumerate(description.tuple_fields)
        if not name.startswith("__")
    }
    if fields:
        fields["_fields"] = fields["__match_args__"] = cast(Any, description.tuple_fields)
    shadowing = {
        name: _forwarded_attribute(name) for name in description.shadowing if not name.startswith("__")
    }
    return own | forwarded | fields | shadowing | {"__dict__": _MEMBERS}


def _derived(name: str, bases: tuple[type, ...], body: dict[str, Any], plain: type | None) -> type:
    try:
        return type.__new__(ClassMirror, name, bases, body)
    except TypeError:
        # Not all that C can combine is found combinable here; one base tells the most.
        best = next((base for base in bases if plain is None or issubclass(base, plain)), bases[0])
        return type.__new__(ClassMirror, name, (best,), body)


def mirror_instance(kind: type, reference: Reference) -> Any:
    """Make the stand-in for an instance at the other end of the class that `kind` mirrors."""
    mirror: Any = object.__new__(kind)
    object.__setattr__(mirror, "_mirror", reference)
    return mirror


def mirror_carrier(kind: type, value: Any, reference: Reference) -> Any:
    """Make the stand-in for an instance that took its plain value along."""
    plain: Any = kind._mirror_carried  # type: ignore[attr-defined]
    mirror = plain.__new__(kind, value)
    object.__setattr__(mirror, "_mirror", reference)
    return mirror


def mirror_exception(
    kind: type[BaseException], args: tuple[Any, ...], text: str, reference: Reference
) -> BaseException:
    """Make the stand-in for an exception at the other end of the class that `kind` mirrors."""
    error = kind.__new__(kind, *args)
    error.args = args
    error.__dict__.update(_mirror=reference, _mirror_text=text)
    return error
