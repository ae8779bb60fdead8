"""Whether a source compiles. It is compiled, never run."""

from __future__ import annotations

import threading
import warnings
from typing import NamedTuple

# `catch_warnings` swaps state of the whole process, so two threads must not be inside at once.
_ONE_AT_A_TIME = threading.Lock()


class SyntaxProblem(NamedTuple):
    """Why a source does not compile."""

    line: int | None
    """Line the compiler names, counted from 1, if it names one."""
    message: str
    """Kind of error and what the compiler says."""

    def __str__(self) -> str:
        """Say both in one line."""
        return self.message if self.line is None else f"line {self.line}: {self.message}"


def compiles(source: str) -> bool:
    """Whether a source compiles; see `check`, which says why not."""
    return check(source) is None


def check(source: str, module: str = "program") -> SyntaxProblem | None:
    """Compile a source.

    Args:
        source: Text of the module.
        module: Its name.

    Returns:
        What is wrong, or `None` if it compiles.
    """
    try:
        with _ONE_AT_A_TIME, warnings.catch_warnings():
            warnings.simplefilter("ignore")
            # Or the `annotations` future of this very file would hold in the source.
            compile(source, f"{module}.py", "exec", dont_inherit=True)
    except SyntaxError as problem:
        return SyntaxProblem(problem.lineno, f"{type(problem).__name__}: {problem.msg}")
    except (RecursionError, MemoryError):
        return SyntaxProblem(None, "the code is nested too deeply to compile")
    except (ValueError, OverflowError) as problem:
        return SyntaxProblem(None, f"{type(problem).__name__}: {problem}")
    return None
