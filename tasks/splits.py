"""Which split a program belongs to."""

from __future__ import annotations

import hashlib

from tracefix_rl.tasks.task import Split

_EVAL_PERCENT = 10
_TEST_PERCENT = 10


def split_of(family: str) -> Split:
    """Return the split of a family of programs: a matter of its name, so that other programs do not move it.

    Of a hundred families about ten are in `eval` and ten in `test`.

    Args:
        family: The family's name; see `Program`.
    """
    place = int.from_bytes(hashlib.sha256(f"split {family}".encode()).digest()[:4]) % 100
    if place < _EVAL_PERCENT:
        return Split.EVAL
    return Split.TEST if place < _EVAL_PERCENT + _TEST_PERCENT else Split.TRAIN
