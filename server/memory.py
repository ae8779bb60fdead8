"""How the process keeps memory."""

from __future__ import annotations

import ctypes
import gc
from contextlib import suppress

# Of the GNU C library's <malloc.h>; see mallopt(3).
_MMAP_THRESHOLD = -3
_ARENA_MAX = -8

_LARGE = 1 << 20
_ARENAS = 2


def bound_heaps() -> None:
    """Keep what is freed from lying about in pieces; another C library than GNU's may do as it likes.

    A session is a thread, and by default each of the first ones, eight for every processor, has a heap of its
    own: threads share two. And by default large blocks come from the heap as soon as one was freed: Python's
    table of interned strings, which is copied every two minutes under load, left a hole of 4 MB each time.
    They are given back to the system.
    """
    with suppress(AttributeError):
        mallopt = ctypes.CDLL(None).mallopt
        mallopt(_ARENA_MAX, _ARENAS)
        mallopt(_MMAP_THRESHOLD, _LARGE)


def keep_what_is_imported() -> None:
    """Leave all that there is out of garbage collections: looking through it would hold up every session."""
    gc.collect()
    gc.freeze()
