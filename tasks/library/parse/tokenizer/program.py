"""Cut the source text of a small language with blocks by indentation into tokens."""

from collections.abc import Iterator
from dataclasses import dataclass

KEYWORDS = ("else", "for", "if", "let", "return", "while")
OPERATORS = ("<<=", "**", "==", "!=", "<=", ">=", "->", "<<", *"+-*/%=<>()[]{},:.")
ESCAPES = {"n": "\n", "t": "\t", "\\": "\\", '"': '"'}
PAIRS = {")": "(", "]": "[", "}": "{"}


class SourceError(ValueError):
    """The source has something that is no token; the message begins with line and column."""

    def __init__(self, line: int, column: int, problem: str) -> None:
        super().__init__(f"{line}:{column}: {problem}")


@dataclass(frozen=True)
class Token:
    """A piece of the source: its kind, text, and where it begins, both counted from 1."""

    kind: str
    text: str
    line: int
    column: int

    @property
    def value(self) -> int | str:
        """Return the number that a number token means, the content of a string, or else the text."""
        if self.kind == "number":
            return int(self.text.replace("_", ""), 0)
        if self.kind == "string":
            return self.text[1:-1]
        return self.text


class Tokenizer:
    """Yields the tokens of a source, in its order.

    The end of a line with tokens is a "newline" token, more or less space at the start of the next line an
    "indent" or "dedent"; within brackets there are neither.
    """

    def __init__(self, source: str) -> None:
        self._lines = source.split("\n")
        self._indents = [0]
        self._open: list[Token] = []
        self._was_open = False
        self._line = 0

    def tokens(self) -> Iterator[Token]:
        """Yield all tokens; raise SourceError where the source has something else."""
        for text in self._lines:
            self._line += 1
            found = list(self._line_tokens(text))
            if not found:
                continue
            if not self._was_open:
                yield from self._indentation(found[0].column - 1)
            yield from found
            if not self._open:
                yield Token("newline", "", self._line, len(text) + 1)
        if self._open:
            token = self._open[-1]
            raise SourceError(token.line, token.column, f"{token.text} is not closed")
        for _ in self._indents[1:]:
            yield Token("dedent", "", self._line, len(self._lines[-1]) + 1)

    def _line_tokens(self, text: str) -> Iterator[Token]:
        self._was_open = bool(self._open)
        at = 0
        while at < len(text):
            character = text[at]
            if character == "#":
                return
            if character in " \t":
                at += 1
                continue
            kind, end = self._scan(text, at)
            token = Token(kind, text[at:end], self._line, at + 1)
            if token.kind == "operator":
                self._pair(token)
            elif token.kind == "string":
                token = Token(kind, self._unescaped(token), self._line, at + 1)
            yield token
            at = end

    def _scan(self, text: str, at: int) -> tuple[str, int]:
        character = text[at]
        if character.isalpha() or character == "_":
            end = _word_end(text, at)
            return ("keyword" if text[at:end] in KEYWORDS else "name"), end
        if character.isdecimal():
            end = _word_end(text, at)
            try:
                int(text[at:end].replace("_", ""), 0)
            except ValueError:
                raise SourceError(self._line, at + 1, f"{text[at:end]} is no number") from None
            return "number", end
        if character == '"':
            end = at + 1
            while text[end : end + 1] not in ("", '"'):
                end += 2 if text[end] == "\\" else 1
            if end >= len(text):
                raise SourceError(self._line, at + 1, "the string is not closed")
            return "string", end + 1
        for operator in OPERATORS:
            if text.startswith(operator, at):
                return "operator", at + len(operator)
        raise SourceError(self._line, at + 1, f"unexpected {character}")

    def _unescaped(self, token: Token) -> str:
        characters = iter(enumerate(token.text))
        result = []
        for offset, character in characters:
            if character == "\\":
                _, escaped = next(characters)
                if escaped not in ESCAPES:
                    raise SourceError(token.line, token.column + offset, f"unknown escape {escaped}")
                character = ESCAPES[escaped]
            result.append(character)
        return "".join(result)

    def _pair(self, token: Token) -> None:
        if token.text in PAIRS.values():
            self._open.append(token)
        elif token.text in PAIRS and (not self._open or self._open.pop().text != PAIRS[token.text]):
            raise SourceError(token.line, token.column, f"{token.text} closes nothing")

    def _indentation(self, width: int) -> Iterator[Token]:
        if width > self._indents[-1]:
            self._indents.append(width)
            yield Token("indent", "", self._line, width + 1)
        while width < self._indents[-1]:
            self._indents.pop()
            yield Token("dedent", "", self._line, width + 1)
        if width != self._indents[-1]:
            raise SourceError(self._line, width + 1, "this indentation has no level")


def _word_end(text: str, at: int) -> int:
    while at < len(text) and (text[at].isalnum() or text[at] == "_"):
        at += 1
    return at
