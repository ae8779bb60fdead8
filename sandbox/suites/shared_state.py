"""What every run in this process shares, put back after each: no run may meet what another left behind.

A suite is executed anew for every run, but the library that it uses is not. `made.total = 5` on a returned
`Counter` class, a seed, a precision, or a patch that nothing undoes would last until the runner ends.
"""

from __future__ import annotations

import builtins
import datetime
import decimal
import locale
import math
import os
import random
import string
import sys
import time
import warnings
from typing import Any, cast

from tracefix_rl.sandbox.codec import BUILTIN_TYPES

_MODULES = (builtins, datetime, decimal, math, random, string, time)
_SEED = 0
_IMMUTABLE = 1 << 8
"""Flag of a type whose attributes cannot be set: `Py_TPFLAGS_IMMUTABLETYPE`."""


class SharedState:
    """The process as it is now. Putting it back costs some 10 µs where nothing was changed."""

    def __init__(self) -> None:
        owners = (*filter(_is_mutable, BUILTIN_TYPES.values()), *_MODULES)
        self._attributes = [(owner, vars(owner), dict(vars(owner))) for owner in owners]
        # What `os.environ` keeps, encoded: comparing it through its methods takes longer than all else here.
        self._variables = vars(os.environ)["_data"]
        self._environment = dict(self._variables)
        self._path = list(sys.path)
        self._filters = list(warnings.filters)
        self._context = decimal.getcontext().copy()
        self._locale = locale.setlocale(locale.LC_ALL)
        self._folder = os.getcwd()
        self._recursion_limit = sys.getrecursionlimit()

    def restore(self) -> None:
        """Put everything back."""
        for owner, now, before in self._attributes:
            if now != before:
                _restore_attributes(owner, now, before)
        if self._variables != self._environment:
            os.environb.clear()
            os.environb.update(self._environment)
        if sys.path != self._path:
            sys.path[:] = self._path
        if warnings.filters != self._filters:
            warnings.resetwarnings()  # also forgets what was already warned of
            cast("list[Any]", warnings.filters)[:] = self._filters
        decimal.setcontext(self._context.copy())
        random.seed(_SEED)
        sys.setrecursionlimit(self._recursion_limit)
        if locale.setlocale(locale.LC_ALL) != self._locale:
            locale.setlocale(locale.LC_ALL, self._locale)
        if os.getcwd() != self._folder:
            os.chdir(self._folder)


def _is_mutable(kind: type) -> bool:
    return not kind.__flags__ & _IMMUTABLE


def _restore_attributes(owner: Any, now: Any, before: dict[str, Any]) -> None:
    for name in now.keys() - before.keys():
        delattr(owner, name)
    for name, value in before.items():
        if now.get(name, now) is not value:
            setattr(owner, name, value)
