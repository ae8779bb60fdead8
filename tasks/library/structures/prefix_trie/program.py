"""A trie of weighted words, which are found and completed by their beginnings."""

from __future__ import annotations

from collections.abc import Iterator


class _Node:
    """What follows a beginning; a weight of 0 says that it is no word itself."""

    def __init__(self) -> None:
        self.children: dict[str, _Node] = {}
        self.weight = 0
        self.below = 0

    def walk(self, prefix: str) -> Iterator[tuple[str, int]]:
        if self.weight:
            yield prefix, self.weight
        for letter in sorted(self.children):
            yield from self.children[letter].walk(prefix + letter)


class PrefixTrie:
    """Words with weights."""

    def __init__(self) -> None:
        self._root = _Node()
        self.nodes = 0

    def __len__(self) -> int:
        return self._root.below

    def insert(self, word: str, weight: int = 1) -> int:
        """Add a word, or weight to a word that is there; return its weight now.

        Raises:
            ValueError: If the word is empty or the weight below 1.
        """
        if not word:
            raise ValueError("a word has at least one letter")
        if weight < 1:
            raise ValueError(f"a weight of {weight} is too little")
        if not self.weight(word):
            self._grow(word)
        node = self._path(word)[-1]
        node.weight += weight
        return node.weight

    def weight(self, word: str) -> int:
        """Return the weight of a word; 0 if it is not there."""
        path = self._path(word)
        return path[-1].weight if len(path) > len(word) else 0

    def delete(self, word: str) -> bool:
        """Remove a word; tell whether it was there."""
        if not self.weight(word):
            return False
        path = self._path(word)
        path[-1].weight = 0
        for node in path:
            node.below -= 1
        for parent, letter in zip(reversed(path[:-1]), reversed(word), strict=True):
            if parent.children[letter].below:
                break
            del parent.children[letter]
            self.nodes -= 1
        return True

    def words(self, prefix: str = "") -> list[str]:
        """Return the words that begin with the prefix, in alphabetical order."""
        return [word for word, _ in self._under(prefix)]

    def count(self, prefix: str) -> int:
        """Return how many words begin with the prefix."""
        path = self._path(prefix)
        return path[-1].below if len(path) > len(prefix) else 0

    def complete(self, prefix: str, limit: int = 3) -> list[str]:
        """Return at most `limit` words that begin with the prefix, the heaviest first, then by alphabet."""
        ranked = sorted(self._under(prefix), key=lambda pair: -pair[1])
        return [word for word, _ in ranked[: max(limit, 0)]]

    def longest_prefix(self, text: str) -> str | None:
        """Return the longest word that the text begins with, or None."""
        path = self._path(text)
        for length in range(len(path) - 1, 0, -1):
            if path[length].weight:
                return text[:length]
        return None

    def extend(self, prefix: str) -> str | None:
        """Return the longest beginning that all words with the prefix share; None if there are none."""
        if not self.count(prefix):
            return None
        node = self._path(prefix)[-1]
        while not node.weight and len(node.children) == 1:
            letter, node = next(iter(node.children.items()))
            prefix += letter
        return prefix

    def _grow(self, word: str) -> None:
        node = self._root
        node.below += 1
        for letter in word:
            if letter not in node.children:
                node.children[letter] = _Node()
                self.nodes += 1
            node = node.children[letter]
            node.below += 1

    def _path(self, text: str) -> list[_Node]:
        """Return the nodes from the root on, one more for each letter as long as there are any."""
        path = [self._root]
        for letter in text:
            if letter not in path[-1].children:
                break
            path.append(path[-1].children[letter])
        return path

    def _under(self, prefix: str) -> list[tuple[str, int]]:
        path = self._path(prefix)
        return list(path[-1].walk(prefix)) if len(path) > len(prefix) else []
