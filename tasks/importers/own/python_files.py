"""The text of a Python file, or why it cannot be used."""

from __future__ import annotations

import io
import tokenize
from pathlib import Path

from tracefix_rl.sandbox.limits import MAX_SUITE_BYTES
from tracefix_rl.tasks.syntax import check


class UnreadableError(ValueError):
    """A file that cannot be used; the message says why, and what would help."""


def read_code(path: Path) -> str:
    """Read a Python file that must have code, in the encoding that it declares; line ends are kept.

    Raises:
        UnreadableError: If it is empty, or cannot be read; see `read_python`.
    """
    text = read_python(path)
    if not text.strip():
        raise UnreadableError("is empty; give a file with code")
    return text


def read_python(path: Path) -> str:
    """Read a Python file, which may be empty, in the encoding that it declares; line ends are kept.

    Raises:
        UnreadableError: If it is missing, no file, too large, not in its encoding, or does not compile.
    """
    text = _decoded(_bytes_of(path))
    problem = check(text, path.stem)
    if problem is not None:
        raise UnreadableError(f"does not compile: {problem}; correct it first")
    return text


def _bytes_of(path: Path) -> bytes:
    try:
        if path.is_dir():
            raise UnreadableError("is a folder; name the Python files in it")
        if not path.exists():
            raise UnreadableError("does not exist; check the path")
        if not path.is_file():
            raise UnreadableError("is no ordinary file; give a Python file")
        size = path.stat().st_size
        if size > MAX_SUITE_BYTES:
            raise UnreadableError(
                f"has {size:,} bytes, of which at most {MAX_SUITE_BYTES:,} can be used; divide it"
            )
        return path.read_bytes()
    except (OSError, ValueError) as error:
        if isinstance(error, UnreadableError):
            raise
        why = error.strerror if isinstance(error, OSError) else str(error)
        raise UnreadableError(f"cannot be read: {why}; make it a file that may be read") from None


def _decoded(content: bytes) -> str:
    try:
        encoding, _ = tokenize.detect_encoding(io.BytesIO(content).readline)
    except SyntaxError as error:
        raise UnreadableError(f"cannot be decoded: {error.msg}; save it as UTF-8") from None
    try:
        return content.decode(encoding)
    except (UnicodeDecodeError, LookupError) as error:
        place = f", byte {error.start} is no part of a text" if isinstance(error, UnicodeDecodeError) else ""
        raise UnreadableError(f"is not in {encoding}, its encoding{place}; save it as UTF-8") from None
