"""Making mirrors from what the other end told of its objects and classes.

What was told is not trusted: names decide only what is forwarded, and never how a value that was taken along
compares with plain data.
"""

from __future__ import annotations

import operator
import types
from collections.abc import Callable
from typing import Any, cast

from tracefix_rl.sandbox.objects.description import CARRIED, OVERRIDABLE, SPECIALS, ClassDescription
from tracefix_rl.sandbox.objects.introspection import FIELDS, fields_from
from tracefix_rl.sandbox.objects.mirror import (
    MEMBERS,
    ClassMirror,
    MethodMirror,
    Mirror,
    Reference,
    ask,
    reference_of,
)

_COPYING = ("__copy__", "__deepcopy__")
_ALWAYS = ("__repr__", "__str__", *_COPYING)
_EQUALITY = ("__eq__", "__ne__")
_INSTANCE_KINDS = {
    "generator": types.GeneratorType,
    "coroutine": types.CoroutineType,
    "async_generator": types.AsyncGeneratorType,
}


def _get_attribute(mirror: Any, name: str) -> Any:
    if name in type(mirror)._mirror_methods:
        return MethodMirror(mirror, name)
    return fields_from(ask(mirror, "inspect", "fields")) if name == FIELDS else ask(mirror, "get", name)


def _forwarded_attribute(name: str) -> property:
    return property(lambda mirror: _get_attribute(mirror, name))


def _set_attribute(mirror: Any, name: str, value: Any) -> None:
    ask(mirror, "set", name, (value,))


def _delete_attribute(mirror: Any, name: str) -> None:
    ask(mirror, "delete", name)


def _exception_text(error: Any) -> str:
    return cast(str, error.__dict__["_mirror_text"])


def _equality(name: str, *, generated: bool) -> Callable[..., Any]:
    def compare(mirror: Any, other: Any) -> Any:
        return ask(mirror, "special", name, (other,)) if reference_of(other) else NotImplemented

    if generated:
        # By this name pytest tells that it may explain an inequality field by field.
        compare.__code__ = compare.__code__.replace(co_filename="<string>")
    return compare


def _forward(name: str) -> Callable[..., Any]:
    if name == "__await__":

        def wait(mirror: Any) -> Any:
            # Only the tests' end can await what the other does; there asyncio is at hand.
            from tracefix_rl.sandbox.objects.coroutines import follow

            reference = cast(Reference, reference_of(mirror))
            return follow(reference.asker, mirror).__await__()

        return wait

    if name in ("__exit__", "__aexit__"):

        def leave(mirror: Any, kind: Any, error: Any, traceback: object) -> Any:
            return ask(mirror, "special", name, (kind, error, None))

        return leave

    def special(mirror: Any, *args: Any, **kwargs: Any) -> Any:
        return ask(mirror, "special", name, args, kwargs)

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
    return own | forwarded | fields | shadowing | {"__dict__": MEMBERS}


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
