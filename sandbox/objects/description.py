"""What one end tells the other about a class, and what a forwarded special method does."""

from __future__ import annotations

import builtins
import copy
import functools
import math
import operator
import os
import types
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any, cast

from tracefix_rl.sandbox.codec import BUILTIN_TYPES


def _reflected(function: Callable[[Any, Any], Any]) -> Callable[[Any, Any], Any]:
    return lambda own, other: function(other, own)


_BINARY = (
    "add",
    "sub",
    "mul",
    "matmul",
    "truediv",
    "floordiv",
    "mod",
    "pow",
    "lshift",
    "rshift",
    "and",
    "or",
    "xor",
)
_COMPARISONS = ("eq", "ne", "lt", "le", "gt", "ge")
_UNARY = ("neg", "pos", "abs", "invert", "index")


def _binary(name: str) -> Callable[[Any, Any], Any]:
    return cast("Callable[[Any, Any], Any]", getattr(operator, f"__{name}__"))


SPECIALS: dict[str, Callable[..., Any]] = {
    "__call__": lambda own, *args, **kwargs: own(*args, **kwargs),
    "__len__": len,
    "__iter__": iter,
    "__next__": next,
    "__reversed__": reversed,
    "__contains__": operator.contains,
    "__getitem__": operator.getitem,
    "__setitem__": operator.setitem,
    "__delitem__": operator.delitem,
    "__bool__": bool,
    "__int__": int,
    "__float__": float,
    "__complex__": complex,
    "__bytes__": bytes,
    "__hash__": hash,
    "__repr__": repr,
    "__str__": str,
    "__format__": format,
    "__round__": round,
    "__trunc__": math.trunc,
    "__floor__": math.floor,
    "__ceil__": math.ceil,
    "__divmod__": divmod,
    "__length_hint__": operator.length_hint,
    "__fspath__": os.fspath,
    "__enter__": lambda own: type(own).__enter__(own),
    "__exit__": lambda own, *error: type(own).__exit__(own, *error),
    "__aenter__": lambda own: type(own).__aenter__(own),
    "__aexit__": lambda own, *error: type(own).__aexit__(own, *error),
    "__aiter__": aiter,
    "__anext__": anext,
    "__await__": lambda own: type(own).__await__(own),
    "__copy__": copy.copy,
    "__deepcopy__": lambda own, memo: copy.deepcopy(own),
    **{f"__{name}__": _binary(name) for name in (*_BINARY, *_COMPARISONS, *_UNARY)},
    **{f"__r{name}__": _reflected(_binary(name)) for name in _BINARY},
    **{f"__i{name}__": _binary(f"i{name}") for name in _BINARY},
    "__pow__": pow,
}
"""Special methods that are forwarded, and what each does at the end where the object lives."""


CARRIED: dict[str, type] = {kind.__name__: kind for kind in (int, float, complex, str, bytes, tuple)}
"""Immutable builtin types: an instance of a class derived from one takes its plain value along."""

OVERRIDABLE = frozenset(
    {
        *(
            "__repr__",
            "__str__",
            "__format__",
            "__copy__",
            "__deepcopy__",
            "__call__",
            "__round__",
            "__divmod__",
        ),
        *("__neg__", "__pos__", "__invert__", "__rand__", "__ror__", "__rxor__"),
        *(f"__{name}__" for name in _BINARY),
    }
)
"""Special methods of a builtin type that a class may override while its instances take their value along.

None of them has a say when the value is compared with plain data, also not through `pytest.approx`, which
subtracts it.
"""

META_METHODS = ("__repr__", "__instancecheck__", "__subclasscheck__")
"""What a metaclass may define and a mirrored class then asks for."""


@dataclass(frozen=True, slots=True)
class ClassDescription:
    """What one end tells the other about a class.

    Args:
        name: Its name.
        qualname: Its qualified name.
        module: Its module.
        doc: Its docstring.
        methods: Names of the functions in its body and its bases' bodies.
        specials: Names of the special methods that it defines and that are forwarded.
        tuple_fields: Names of its fields if it is a namedtuple, else nothing.
        carried: Name of the builtin type whose plain value its instances take along, or nothing.
        shadowing: Its names that hide names of that builtin type.
        meta_methods: Those of `META_METHODS` that its metaclass defines.
        abstract_methods: Names of its abstract methods.
        has_generated_eq: Whether its equality is that of a dataclass.
    """

    name: str
    qualname: str
    module: str
    doc: str | None
    methods: tuple[str, ...]
    specials: tuple[str, ...]
    tuple_fields: tuple[str, ...]
    carried: str
    shadowing: tuple[str, ...]
    meta_methods: tuple[str, ...]
    abstract_methods: tuple[str, ...]
    has_generated_eq: bool

    @classmethod
    def of(cls, kind: type) -> ClassDescription:
        """Describe `kind`."""
        return _of_modules() if kind is types.ModuleType else cls._of(kind)

    @classmethod
    def _of(cls, kind: type) -> ClassDescription:
        carried = carried_by(kind)
        bodies = [vars(base) for base in _own_bases(kind, carried)]
        members = [(name, member) for body in bodies for name, member in body.items()]
        specials = [
            name
            for name in SPECIALS
            if any(name in body for body in bodies) and getattr(kind, name, None) is not None
        ]
        fields = getattr(kind, "_fields", ()) if issubclass(kind, tuple) else ()
        fields = fields if all(isinstance(field, str) for field in fields) else ()
        return cls(
            kind.__name__,
            kind.__qualname__,
            kind.__module__ if isinstance(kind.__module__, str) else "",
            kind.__doc__ if isinstance(kind.__doc__, str) else None,
            _sorted(name for name, member in members if isinstance(member, _METHOD_KINDS)),
            tuple(specials),
            tuple(fields),
            carried.__name__ if carried else "",
            _sorted(
                name
                for name, member in members
                if carried and (hasattr(carried, name) or (name in fields and type(member) is property))
            ),
            tuple(name for name in META_METHODS if getattr(type(kind), name) is not getattr(type, name)),
            tuple(sorted(getattr(kind, "__abstractmethods__", ()))),
            _is_generated(getattr(kind, "__eq__", None)),
        )

    def as_list(self) -> list[Any]:
        """Return the fields in order, as `told` takes them; `dataclasses.astuple` would copy each of them."""
        return [getattr(self, name) for name in self.__slots__]

    @classmethod
    def told(cls, fields: list[Any]) -> ClassDescription:
        """Return the description that the other end sent.

        Raises:
            TypeError: If it is none.
            ValueError: If it is none.
        """
        name, qualname, module, doc, *lists, generated = fields
        methods, specials, tuple_fields, carried, shadowing, meta, abstract = lists
        sequences = (methods, specials, tuple_fields, shadowing, meta, abstract)
        texts = (name, qualname, module, carried, *(text for texts in sequences for text in texts))
        if not all(type(text) is str for text in texts) or not all(type(each) is list for each in sequences):
            raise TypeError("not a class")
        if not (doc is None or type(doc) is str) or type(generated) is not bool:
            raise TypeError("not a class")
        if carried and carried not in CARRIED:
            raise ValueError("not a type that is taken along")
        return cls(
            name,
            qualname,
            module,
            doc,
            tuple(methods),
            tuple(specials),
            tuple(tuple_fields),
            carried,
            tuple(shadowing),
            tuple(meta),
            tuple(abstract),
            generated,
        )


@functools.cache
def _of_modules() -> ClassDescription:
    # Every run begins with telling of a module.
    return ClassDescription._of(types.ModuleType)


def is_told(base: type, kind: type) -> bool:
    """Tell whether a base matters on the other side: for catching, or for `isinstance`."""
    if issubclass(base, BaseException):
        return True
    return base.__module__ == kind.__module__ and base not in BUILTIN_TYPES.values()


def describe_function(function: Any) -> tuple[str, str, str, str | None]:
    """Return name, qualified name, module and docstring of a function."""
    name = getattr(function, "__name__", "function")
    doc = getattr(function, "__doc__", None)
    return (
        str(name),
        str(getattr(function, "__qualname__", name)),
        str(getattr(function, "__module__", "")),
        doc if isinstance(doc, str) else None,
    )


def carried_by(kind: type) -> type | None:
    """Return the builtin type whose plain value instances of `kind` take along, if they do.

    A class that changes how its instances compare, convert or iterate is asked about that instead.
    """
    plain = next((plain for plain in CARRIED.values() if issubclass(kind, plain)), None)
    if plain is None or issubclass(kind, BaseException):
        return None
    fixed = {name for name in SPECIALS if hasattr(plain, name)} - OVERRIDABLE
    # What `enum` itself overrides agrees with the plain value.
    bodies = [vars(base) for base in _own_bases(kind, plain) if base.__module__ != "enum"]
    return None if any(name in body for body in bodies for name in fixed) else plain


def plain_value(value: Any, plain: type) -> Any:
    """Return the part of `value` that is of the builtin type `plain`, as exactly that type."""
    return _PLAIN_VALUES[plain](value)


_PLAIN_VALUES: dict[type, Callable[[Any], Any]] = {
    int: int.__int__,
    float: float.__float__,
    complex: complex.__complex__,
    str: str.__str__,
    bytes: bytes.__bytes__,
    tuple: lambda value: tuple(tuple.__iter__(value)),
}


def _own_bases(kind: type, carried: type | None) -> list[type]:
    known = {object, *(carried.__mro__ if carried else ())}
    return [base for base in kind.__mro__ if base not in known and id(base) not in _EXCEPTION_IDS]


def _sorted(names: Iterable[str]) -> tuple[str, ...]:
    """Return the names that are no special methods'."""
    return tuple(sorted({name for name in names if not (name.startswith("__") and name.endswith("__"))}))


def _is_generated(method: Any) -> bool:
    code = getattr(method, "__code__", None)
    return isinstance(code, types.CodeType) and code.co_filename == "<string>"


EXCEPTIONS: dict[str, type[BaseException]] = {
    name: value
    for name, value in vars(builtins).items()
    if isinstance(value, type) and issubclass(value, BaseException) and value.__name__ == name
}
"""Builtin exceptions; they cross by name."""

_EXCEPTION_IDS = frozenset(map(id, EXCEPTIONS.values()))

_METHOD_KINDS = (
    types.FunctionType,
    staticmethod,
    classmethod,
    types.MethodDescriptorType,
    types.ClassMethodDescriptorType,
)
