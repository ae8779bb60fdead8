"""Check that the brackets of a text match."""

OPENING = "([{"
PARTNER = {")": "(", "]": "[", "}": "{"}


def first_mismatch(text: str) -> int | None:
    """Return the index of the first bracket of `text` that has no partner, or None.

    That is the first closing bracket that does not close the last open one; failing that, the
    innermost bracket that is never closed. Characters other than ()[]{} do not count.
    """
    waiting: list[int] = []
    for index, character in enumerate(text):
        if character in OPENING:
            waiting.append(index)
        elif character in PARTNER:
            opener = text[waiting.pop()] if waiting else None
            if opener != PARTNER[character]:
                return index
    return waiting[-1] if waiting else None


def is_valid(text: str) -> bool:
    """Tell whether every bracket of `text` is closed by its own kind, in the right order."""
    return first_mismatch(text) is None
