"""Words for what is not there: what may have been meant."""

from __future__ import annotations

import difflib
from collections.abc import Iterable


def near(word: str, known: Iterable[str]) -> str:
    """Name what `word` may have been meant to be; failing that, the first of what there is."""
    words = [str(name) for name in known]
    close = difflib.get_close_matches(word[:100].lower(), words, n=3)
    if close:
        return f"did you mean {' or '.join(close)}?"
    return f"there are {', '.join(words[:3])}{' and others' if len(words) > 3 else ''}"


def shown(value: object) -> str:
    """Return a value as one writes it, cut if it is long."""
    text = repr(value)
    return text if len(text) <= 60 else f"{text[:60]}..."
