"""Read text backwards."""

import unicodedata


def characters(text: str) -> list[str]:
    """Split `text` into characters, each together with the combining marks that follow it."""
    parts: list[str] = []
    for symbol in text:
        if parts and unicodedata.combining(symbol):
            parts[-1] += symbol
        else:
            parts.append(symbol)
    return parts


def reverse_string(text: str) -> str:
    """Return `text` backwards; combining marks stay on their letters."""
    backwards = ""
    for character in characters(text):
        backwards = character + backwards
    return backwards


def is_palindrome(text: str) -> bool:
    """Tell whether `text` reads the same both ways, ignoring case, spaces and punctuation."""
    letters = "".join(symbol for symbol in text.casefold() if symbol.isalnum())
    return letters == reverse_string(letters)
