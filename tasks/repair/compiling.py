"""Whether a candidate is worth running at all."""

from __future__ import annotations

import warnings


def compiles(source: str) -> bool:
    """Whether a source compiles. It is compiled, never run.

    It silences warnings while it does, which concerns the whole process: not for several threads at once.
    """
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            # Or the `annotations` future of this very file would hold in the source.
            compile(source, "<candidate>", "exec", dont_inherit=True)
    except (SyntaxError, ValueError, OverflowError, RecursionError, MemoryError):
        return False
    return True
