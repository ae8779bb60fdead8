"""Lay out plain text in lines of limited width."""

from collections.abc import Iterable, Iterator


def pieces(words: Iterable[str], width: int) -> Iterator[str]:
    """Yield the words, those longer than `width` cut into parts of that width."""
    for word in words:
        for start in range(0, len(word), width):
            yield word[start : start + width]


def wrap(text: str, width: int) -> list[str]:
    """Return the words of `text` in lines of at most `width` characters, each as full as can be.

    Raises:
        ValueError: If the width is below 1.
    """
    if width < 1:
        raise ValueError(f"width must be at least 1, not {width}")
    lines: list[str] = []
    line = ""
    for word in pieces(text.split(), width):
        if not line:
            line = word
        elif len(line) + 1 + len(word) < width:
            line = f"{line} {word}"
        else:
            lines.append(line)
            line = word
    if line:
        lines.append(line)
    return lines


def prefixed(text: str, width: int, prefix: str = "> ") -> list[str]:
    """Return the lines of `text`, wrapped so that with `prefix` before each they fit `width`."""
    return [prefix + line for line in wrap(text, width - len(prefix))]


def columns(texts: list[str], width: int) -> list[str]:
    """Return the texts side by side, each wrapped to `width` and set apart by " | "."""
    blocks = [wrap(text, width) for text in texts]
    height = max((len(block) for block in blocks), default=0)
    rows = [[block[row] if row < len(block) else "" for block in blocks] for row in range(height)]
    return [" | ".join(cell.ljust(width) for cell in row).rstrip() for row in rows]
