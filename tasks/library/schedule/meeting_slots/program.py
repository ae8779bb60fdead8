"""Find time for a meeting of people who are busy now and then."""

from collections.abc import Collection, Iterable, Mapping, Sequence

Span = tuple[int, int]
Calendars = Mapping[str, Sequence[Span]]


def free_times(busy: Sequence[Span], window: Span) -> list[Span]:
    """Return the parts of the window that no busy span covers.

    Raises:
        ValueError: If the window is empty or a span ends before it starts.
    """
    _check_window(window)
    opening, closing = window
    free: list[Span] = []
    for start, end in sorted(busy):
        if end < start:
            raise ValueError(f"a span cannot end at {end} and start at {start}")
        if start == end:
            continue
        if min(start, closing) > opening:
            free.append((opening, min(start, closing)))
        opening = max(opening, end)
    if opening < closing:
        free.append((opening, closing))
    return free


def common_times(calendars: Calendars, window: Span, minutes: int) -> list[Span]:
    """Return the spans of at least so many minutes in which everybody is free.

    Raises:
        ValueError: If the window is empty, a span ends before it starts, or the minutes are below 1.
    """
    _check_positive("minutes", minutes)
    everything = [span for busy in calendars.values() for span in busy]
    return [(start, end) for start, end in free_times(everything, window) if end - start >= minutes]


def attended(calendars: Calendars, window: Span, quorum: int) -> list[Span]:
    """Return the spans in which at least `quorum` people are free, not always the same.

    Raises:
        ValueError: If the window is empty or a span ends before it starts.
    """
    _check_window(window)
    changes: dict[int, int] = {window[0]: 0}
    for busy in calendars.values():
        for start, end in free_times(busy, window):
            changes[start] = changes.get(start, 0) + 1
            changes[end] = changes.get(end, 0) - 1
    spans: list[Span] = []
    present = 0
    began: int | None = None
    for moment in sorted(changes):
        present += changes[moment]
        if present >= quorum and began is None:
            began = moment
        elif present < quorum and began is not None:
            spans.append((began, moment))
            began = None
    if began is not None:
        spans.append((began, window[1]))
    return spans


def best_start(
    calendars: Calendars, window: Span, minutes: int, required: Collection[str] = (), step: int = 15
) -> tuple[int, list[str]] | None:
    """Return the start with the fewest people missing, the earliest of those, and who is missing.

    Raises:
        ValueError: If the window is empty, a span ends before it starts, or minutes or step are below 1.
        KeyError: If somebody required has no calendar.
    """
    _check_positive("minutes", minutes)
    _check_positive("step", step)
    for name in required:
        if name not in calendars:
            raise KeyError(name)
    free = {name: free_times(busy, window) for name, busy in calendars.items()}
    _check_window(window)
    best: tuple[int, list[str]] | None = None
    for start in range(window[0], window[1] - minutes + 1, step):
        missing = sorted(name for name, spans in free.items() if not _covers(spans, start, start + minutes))
        if any(name in required for name in missing):
            continue
        if best is None or len(missing) < len(best[1]):
            best = (start, missing)
    return best


def _covers(spans: Iterable[Span], start: int, end: int) -> bool:
    return any(opening <= start and end <= closing for opening, closing in spans)


def _check_window(window: Span) -> None:
    if window[1] <= window[0]:
        raise ValueError(f"the window {window} is empty")


def _check_positive(what: str, number: int) -> None:
    if number < 1:
        raise ValueError(f"{what} must be at least 1, not {number}")
