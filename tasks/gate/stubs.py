"""Modules that do nothing of what a program should, and must resolve no task."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

_ALWAYS_EQUAL = """
class Equal:
    def __init__(self, *args, **kwargs): pass
    def __eq__(self, other): return True
    def __ne__(self, other): return False
    def __lt__(self, other): return True
    def __gt__(self, other): return True
    def __le__(self, other): return True
    def __ge__(self, other): return True
    def __contains__(self, item): return True
    def __abs__(self): return 0
    def __bool__(self): return True
    def __hash__(self): return 0
    def __getattr__(self, name): return Equal()
    def __getitem__(self, key): return Equal()
    def __call__(self, *args, **kwargs): return Equal()
    def __iter__(self): return iter(())
    def __len__(self): return 0


def stand_in(name): return Equal
"""

_CONSTANT = """
class Anything:
    def __init__(self, *args, **kwargs): pass
    def __getattr__(self, name): return lambda *args, **kwargs: {value}


def stand_in(name):
    if name.endswith(("Error", "Exception")):
        return type(name, (ValueError,), {{}})
    if name[0].isupper():
        return Anything
    return lambda *args, **kwargs: {value}
"""

_EXIT = "__import__('sys').exit(0)"
_RAISE = "(_ for _ in ()).throw(ValueError())"
_SKIP = "(_ for _ in ()).throw(unittest.SkipTest())"
_VALUES = ("None", "True", "False", "0", "1", "''", "[]", "{}", "args[0]")


def stubs(names: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Yield modules that stand in for a program, each with what it does in words.

    Args:
        names: Public names of the program, which the stubs define.
    """
    defined = "".join(f"{name} = stand_in({name!r})\n" for name in names)
    yield "is empty", ""
    yield "is always equal", f"{_ALWAYS_EQUAL}\n\n{defined}"
    yield "always raises", f"{_CONSTANT.format(value=_RAISE)}\n\n{defined}"
    for value in _VALUES:
        yield f"always returns {value}", f"{_CONSTANT.format(value=value)}\n\n{defined}"
    yield "exits when it is loaded", "import sys\n\nsys.exit(0)\n"
    yield "exits when it is called", f"{_CONSTANT.format(value=_EXIT)}\n\n{defined}"
    yield "skips", f"import unittest\n{_CONSTANT.format(value=_SKIP)}\n\n{defined}"
