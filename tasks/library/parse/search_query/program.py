"""Search queries with AND, OR, NOT, phrases and fields: read, shown as a tree, and matched."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

PIECE = re.compile(r'\s*(?:([()])|(-)(?=\S)|(?:(\w+):)?(?:"([^"]*)"|([^\s()":]+)))')
WORD = re.compile(r"\w+")
Tree = tuple[object, ...]


class QueryError(ValueError):
    """The query cannot be read."""


@dataclass(frozen=True)
class _Term:
    words: list[str]
    name: str = ""
    prefix: bool = False

    def tree(self) -> Tree:
        kind = "prefix" if self.prefix else "phrase" if len(self.words) > 1 else "word"
        return (kind, " ".join(self.words), self.name) if self.name else (kind, " ".join(self.words))

    def matches(self, document: Mapping[str, Sequence[str]]) -> bool:
        texts = [document.get(self.name, [])] if self.name else list(document.values())
        return any(self._stands_at(text, at) for text in texts for at in range(len(text)))

    def _stands_at(self, text: Sequence[str], at: int) -> bool:
        if self.prefix:
            return text[at].startswith(self.words[0])
        return list(text[at : at + len(self.words)]) == self.words


@dataclass(frozen=True)
class _Not:
    inner: "_Node"

    def tree(self) -> Tree:
        return ("not", self.inner.tree())

    def matches(self, document: Mapping[str, Sequence[str]]) -> bool:
        return not self.inner.matches(document)


@dataclass(frozen=True)
class _Group:
    kind: str
    parts: list["_Node"] = field(default_factory=list)

    def tree(self) -> Tree:
        return (self.kind, *[part.tree() for part in self.parts])

    def matches(self, document: Mapping[str, Sequence[str]]) -> bool:
        found = [part.matches(document) for part in self.parts]
        return all(found) if self.kind == "and" else any(found)


_Node = _Term | _Not | _Group


class Query:
    """A query that is read once and asked of any documents, which are dictionaries of texts.

    Raises:
        QueryError: If parentheses do not pair, an operator lacks a side, or there is nothing to look for.
    """

    def __init__(self, text: str) -> None:
        self._pieces = _pieces(text)
        self._at = 0
        self._root = self._either()
        if self._at < len(self._pieces):
            raise QueryError("a parenthesis closes nothing")

    @property
    def tree(self) -> Tree:
        """Return the query as nested tuples: ("and", ("word", "a"), ("not", ("phrase", "b c", "title")))."""
        return self._root.tree()

    def matches(self, document: Mapping[str, str]) -> bool:
        """Tell whether a document, a text for each field, is what the query looks for."""
        return self._root.matches({name: _words(text) for name, text in document.items()})

    def filter(self, documents: Mapping[str, Mapping[str, str]]) -> list[str]:
        """Return the names of the documents that match, in the order of the documents."""
        return [name for name, document in documents.items() if self.matches(document)]

    def _either(self) -> _Node:
        parts = [self._all()]
        while self._peek() == "OR":
            self._at += 1
            parts.append(self._all())
        return parts[0] if len(parts) == 1 else _Group("or", parts)

    def _all(self) -> _Node:
        parts = [self._one()]
        while self._peek() not in (None, "OR", ")"):
            if self._peek() == "AND":
                self._at += 1
            parts.append(self._one())
        return parts[0] if len(parts) == 1 else _Group("and", parts)

    def _one(self) -> _Node:
        piece = self._peek()
        self._at += 1
        if isinstance(piece, _Term):
            return piece
        if piece in ("NOT", "-"):
            return _Not(self._one())
        if piece != "(":
            raise QueryError(f"something is missing before {piece or 'the end'}")
        inner = self._either()
        if self._peek() != ")":
            raise QueryError("a parenthesis is not closed")
        self._at += 1
        return inner

    def _peek(self) -> "str | _Term | None":
        return self._pieces[self._at] if self._at < len(self._pieces) else None


def _pieces(text: str) -> list[str | _Term]:
    pieces: list[str | _Term] = []
    at = 0
    text = text.rstrip()
    while at < len(text):
        match = PIECE.match(text, at)
        if not match:
            raise QueryError(f"cannot read {text[at:].strip()}")
        at = match.end()
        bracket, minus, name, phrase, word = match.groups()
        if bracket or minus or (word in ("AND", "OR", "NOT") and not name):
            pieces.append(bracket or minus or word)
            continue
        words = _words(phrase if word is None else word)
        if not words:
            raise QueryError(f"there is no word in {match[0].strip()}")
        pieces.append(_Term(words, (name or "").lower(), word is not None and word.endswith("*")))
    return pieces


def _words(text: str) -> list[str]:
    return [word.lower() for word in WORD.findall(text)]
