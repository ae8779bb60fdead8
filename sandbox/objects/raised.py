"""Exceptions across the boundary: what one end tells of one, and how the other makes it again.

    {"!": [class, args, text, frames, n, links, state]}    my exception n
    {"!": [n, frames]}                                     your exception n, raised once more

`links` are its cause, its context (`true` if that is the cause) and whether the context is suppressed.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from tracefix_rl.sandbox.codec import CodecError
from tracefix_rl.sandbox.objects.exceptions import exception_name

MAX_CAUSES = 10
"""Longest chain of causes and contexts that an exception takes along."""
MAX_TEXT = 10_000
"""Longest text of an exception, in characters."""

Frames = list[list[Any]]
"""`[line, function]` of each frame of the code under test that an exception passed, outermost first."""

Links = tuple[BaseException | None, BaseException | bool | None, bool]
"""Cause, context (`True` if that is the cause), and whether the context is suppressed."""

REFERENCE = "_mirror"
"""Name in an exception's `__dict__` of where it lives, if that is the other end."""

_FIELDS: tuple[tuple[type[BaseException], tuple[str, ...]], ...] = (
    (OSError, ("filename", "filename2")),
    (ImportError, ("name", "path")),
    (NameError, ("name",)),
    (AttributeError, ("name",)),
    (SyntaxError, ("msg", "filename", "lineno", "offset", "text", "end_lineno", "end_offset")),
    (SystemExit, ("code",)),
    (StopIteration, ("value",)),
)
"""What builtin exceptions keep besides their arguments."""
_FIELD_TYPES = (type(None), str, bytes, int)
_NOTES = "__notes__"


@dataclass(frozen=True, slots=True)
class Raised:
    """An exception as the other end told it.

    Args:
        kind: Its class.
        args: Its arguments.
        text: What `str` says of it.
        frames: The frames of the code under test that it passed.
        number: Its number at the other end.
        cause: Its `__cause__`.
        context: Its `__context__`.
        suppressed: Its `__suppress_context__`.
        state: Its notes and plain attributes.

    Raises:
        CodecError: If it is no exception.
    """

    kind: Any
    args: Any
    text: Any
    frames: Any
    number: Any
    cause: Any
    context: Any
    suppressed: Any
    state: Any

    def __post_init__(self) -> None:
        well_formed = (
            isinstance(self.kind, type)
            and issubclass(self.kind, BaseException)
            and type(self.args) is tuple
            and type(self.text) is str
            and type(self.number) is int
            and (self.cause is None or isinstance(self.cause, BaseException))
            and (self.context in (None, True) or isinstance(self.context, BaseException))
            and type(self.suppressed) is bool
            and type(self.state) is dict
            and all(type(name) is str for name in self.state)
        )
        if not well_formed:
            raise CodecError("not an exception")

    def complete(self, error: BaseException) -> None:
        """Give the exception, made anew, its notes, fields and links.

        Raises:
            CodecError: If it cannot have them.
        """
        self._restore_state(error)
        error.__cause__ = self.cause
        error.__context__ = self.cause if self.context is True else self.context
        error.__suppress_context__ = self.suppressed

    def _restore_state(self, error: BaseException) -> None:
        own_fields = _fields_of(error)
        for name, value in self.state.items():
            if name in own_fields:
                if type(value) not in _FIELD_TYPES:
                    raise CodecError("not a field of an exception")
                setattr(error, name, value)
            elif name == _NOTES:
                if type(value) is not list or not all(type(note) is str for note in value):
                    raise CodecError("not the notes of an exception")
                error.__dict__[name] = value
            elif not name.startswith("_") and exception_name(self.kind) is not None:
                if type(value) not in _FIELD_TYPES:
                    raise CodecError("not an attribute of an exception")
                error.__dict__[name] = value


def links_of(error: BaseException) -> Links:
    """Return the links of an exception, none if there is no near end to them."""
    if not _ends_soon(error):
        return None, None, error.__suppress_context__
    cause, context = error.__cause__, error.__context__
    is_cause = cause is not None and context is cause
    return cause, True if is_cause else context, error.__suppress_context__


def checked_frames(frames: Any) -> Frames:
    """Return frames as the other end told them.

    Raises:
        CodecError: If they are none.
    """
    if type(frames) is not list or not all(type(line) is int and type(name) is str for line, name in frames):
        raise CodecError("not frames")
    return frames


def state_of(error: BaseException) -> dict[str, Any]:
    """Return what an exception keeps besides its arguments; a mirrored one is asked for the rest."""
    state = {name: getattr(error, name) for name in _fields_of(error)}
    state = {
        name: value for name, value in state.items() if type(value) in _FIELD_TYPES and value is not None
    }
    own = error.__dict__
    notes = own.get(_NOTES)
    if type(notes) is list and all(type(note) is str for note in notes):
        state[_NOTES] = notes
    if exception_name(type(error)) is not None:
        public = {name: value for name, value in own.items() if not name.startswith("_")}
        state |= {name: value for name, value in public.items() if type(value) in _FIELD_TYPES}
    return state


def text_of(error: BaseException) -> str:
    """Return the text of an exception, or that it has none that can be read."""
    try:
        return str(error)[:MAX_TEXT]
    except Exception:
        return f"<{type(error).__name__} whose text cannot be read>"


def _fields_of(error: BaseException) -> tuple[str, ...]:
    return next((names for kind, names in _FIELDS if isinstance(error, kind)), ())


def _ends_soon(error: BaseException) -> bool:
    """Tell whether few exceptions hang on this one; in a circle there is no end."""
    waiting: list[BaseException | None] = [error]
    met: set[int] = set()
    while waiting:
        link = waiting.pop()
        if link is not None and id(link) not in met:
            met.add(id(link))
            waiting += [link.__cause__, link.__context__]
        if len(met) > MAX_CAUSES:
            return False
    return not _is_circle(error)


def _is_circle(error: BaseException, above: frozenset[int] = frozenset()) -> bool:
    links = [link for link in (error.__cause__, error.__context__) if link is not None]
    above |= {id(error)}
    return any(id(link) in above or _is_circle(link, above) for link in links)
