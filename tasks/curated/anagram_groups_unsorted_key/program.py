"""Find words that are made of the same letters."""

from collections.abc import Iterable


def signature(word: str) -> str:
    """Return a key that is the same for all words made of the same letters.

    Case and everything that is not a letter are ignored.
    """
    letters = [symbol for symbol in word.casefold() if symbol.isalpha()]
    return "".join(sorted(letters))


def are_anagrams(first: str, second: str) -> bool:
    """Tell whether two different words are made of the same letters."""
    return first.casefold() != second.casefold() and signature(first) == signature(second)


def group(words: Iterable[str]) -> list[list[str]]:
    """Return the words in groups of equal letters.

    Groups come in the order of their first words, and words within a group in the order given.
    """
    groups: dict[str, list[str]] = {}
    for word in words:
        groups.setdefault(signature(word), []).append(word)
    return list(groups.values())


def largest(words: Iterable[str]) -> list[str]:
    """Return the first of the groups with most words; nothing for no words."""
    return max(group(words), key=len, default=[])
