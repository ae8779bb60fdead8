"""Run-length encoding: "aaab" becomes "3ab" and back."""

from itertools import groupby


def encode(text: str) -> str:
    """Return `text` with every run of two or more equal characters as its length and the character.

    Raises:
        ValueError: If the text has digits, which could not be told from lengths.
    """
    if any(character.isdigit() for character in text):
        raise ValueError("text with digits cannot be encoded")
    parts: list[str] = []
    for character, run in groupby(text):
        length = len(list(run))
        parts.append(f"{length}{character}" if length > 1 else character)
    return "".join(parts)


def decode(encoded: str) -> str:
    """Return the text that `encode` turned into `encoded`.

    Raises:
        ValueError: If it ends with a length that has no character.
    """
    text = ""
    length = 0
    for character in encoded:
        if character.isdigit():
            length = length * 10 + int(character)
        else:
            text += character * (length or 1)
            length = 0
    if length:
        raise ValueError(f"the length {length} at the end has no character")
    return text


def saved(text: str) -> int:
    """Return how many characters encoding saves."""
    return len(text) - len(encode(text))
