"""Exceptions of Python that cross by name, so that a test catches them by their own class.

The table is closed: a name from the other end is looked up here, and only then in a module.
"""

from __future__ import annotations

import importlib
import sys
import types
from typing import Any

from tracefix_rl.sandbox.objects.description import EXCEPTIONS

STANDARD: dict[str, tuple[str, ...]] = {
    "argparse": ("ArgumentError", "ArgumentTypeError"),
    "asyncio": (
        *("CancelledError", "IncompleteReadError", "InvalidStateError", "LimitOverrunError", "QueueEmpty"),
        *("QueueFull", "TimeoutError", "BrokenBarrierError"),
    ),
    "binascii": ("Error", "Incomplete"),
    "calendar": ("IllegalMonthError", "IllegalWeekdayError"),
    "concurrent.futures": ("BrokenExecutor", "CancelledError", "InvalidStateError", "TimeoutError"),
    "configparser": (
        *("DuplicateOptionError", "DuplicateSectionError", "Error", "InterpolationDepthError"),
        *("InterpolationError", "InterpolationMissingOptionError", "InterpolationSyntaxError"),
        *("MissingSectionHeaderError", "NoOptionError", "NoSectionError", "ParsingError"),
    ),
    "copy": ("Error",),
    "csv": ("Error",),
    "dataclasses": ("FrozenInstanceError",),
    "decimal": (
        *("Clamped", "ConversionSyntax", "DecimalException", "DivisionByZero", "DivisionImpossible"),
        *("DivisionUndefined", "FloatOperation", "Inexact", "InvalidContext", "InvalidOperation", "Overflow"),
        *("Rounded", "Subnormal", "Underflow"),
    ),
    "email.errors": ("HeaderParseError", "MessageError", "MessageParseError"),
    "getopt": ("GetoptError",),
    "graphlib": ("CycleError",),
    "io": ("UnsupportedOperation",),
    "ipaddress": ("AddressValueError", "NetmaskValueError"),
    "json": ("JSONDecodeError",),
    "locale": ("Error",),
    "lzma": ("LZMAError",),
    "pickle": ("PickleError", "PicklingError", "UnpicklingError"),
    "queue": ("Empty", "Full"),
    "re": ("error",),
    "shutil": ("Error", "ReadError", "RegistryError", "SameFileError", "SpecialFileError"),
    "socket": ("gaierror", "herror"),
    "sqlite3": (
        *("DataError", "DatabaseError", "Error", "IntegrityError", "InterfaceError", "InternalError"),
        *("NotSupportedError", "OperationalError", "ProgrammingError", "Warning"),
    ),
    "statistics": ("StatisticsError",),
    "struct": ("error",),
    "subprocess": ("CalledProcessError", "SubprocessError", "TimeoutExpired"),
    "threading": ("BrokenBarrierError",),
    "tokenize": ("TokenError",),
    "tomllib": ("TOMLDecodeError",),
    "urllib.error": ("ContentTooShortError", "URLError"),
    "xml.etree.ElementTree": ("ParseError",),
    "zipfile": ("BadZipFile", "LargeZipFile"),
    "zlib": ("error",),
    "zoneinfo": ("ZoneInfoNotFoundError",),
}
"""Names of exceptions by the module that offers them, which is imported only when one of them is met."""

_BUILTIN_NAMES = {id(kind): name for name, kind in EXCEPTIONS.items()}  # by identity: `==` may be theirs
_PATTERN_ERROR = "PatternError"
"""What `re.error` calls itself since Python 3.13."""
_NAMES = frozenset(f"{module}.{name}" for module, names in STANDARD.items() for name in names)


def exception_name(kind: object) -> str | None:
    """Return the name under which an exception class crosses, or `None` if it does not cross by name."""
    name = _BUILTIN_NAMES.get(id(kind))
    if name is not None or not isinstance(kind, type):
        return name
    if BaseException not in type.__dict__["__mro__"].__get__(kind):
        return None
    own_name = type.__getattribute__(kind, "__name__")
    leaf = "error" if own_name == _PATTERN_ERROR else own_name
    offering = (module for module, names in STANDARD.items() if leaf in names)
    found = next((module for module in offering if _offered(sys.modules.get(module), leaf) is kind), None)
    return f"{found}.{leaf}" if found else None


def _offered(module: object, leaf: str) -> Any:
    # The module under test may have the name of one of the library; that one was not imported from a file.
    if type(module) is not types.ModuleType or module.__spec__ is None:
        return None
    return getattr(module, leaf, None)


def exception_named(name: object) -> type[BaseException]:
    """Return the exception class that crosses under a name.

    Raises:
        LookupError: If none does.
    """
    if not isinstance(name, str):
        raise LookupError(name)
    if name in EXCEPTIONS:
        return EXCEPTIONS[name]
    if name not in _NAMES:
        raise LookupError(name)
    module, _, leaf = name.rpartition(".")
    try:
        found = _offered(importlib.import_module(module), leaf)
    except ImportError:
        raise LookupError(name) from None
    if not (isinstance(found, type) and issubclass(found, BaseException)):
        raise LookupError(name)
    return found
