"""How the process keeps memory."""

from __future__ import annotations

import ctypes
import gc
from contextlib import suppress

_ARENA_MAX = -8
"""`M_ARENA_MAX` of the GNU C library's <malloc.h>; see mallopt(3)."""
_ARENAS = 2


def bound_heaps() -> None:
    """Have threads share the C library's heaps.

    A session is a thread, and by default each of the first ones, eight for every processor, has a heap of its
    own, in which what the sessions before it freed lies in pieces. Another C library may do as it likes.
    """
    with suppress(AttributeError):
        ctypes.CDLL(None).mallopt(_ARENA_MAX, _ARENAS)


def keep_what_is_imported() -> None:
    """Leave all that there is out of garbage collections: looking through it would hold up every session."""
    gc.collect()
    gc.freeze()
