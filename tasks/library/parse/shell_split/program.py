"""Split command lines into words as a shell does, with quotes, escapes, variables and comments."""

from collections.abc import Mapping, Sequence

SAFE = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-./:=@%+,"
SEPARATORS = ("&&", "||", ";", "|")


class ShellError(ValueError):
    """The line cannot be split."""


class _Splitter:
    def __init__(self, text: str, variables: Mapping[str, str]) -> None:
        self._text = text
        self._variables = variables
        self._at = 0
        self._word: str | None = None
        self._words: list[str] = []
        self.commands: list[tuple[list[str], str]] = []

    def run(self) -> None:
        while self._at < len(self._text):
            separator = next((mark for mark in SEPARATORS if self._text.startswith(mark, self._at)), "")
            if separator:
                self._at += len(separator)
                self._end_command(separator)
                continue
            character = self._next()
            if character == "\n":
                self._end_command(";")
            elif character.isspace():
                self._end_word()
            elif character == "#" and self._word is None:
                end = self._text.find("\n", self._at)
                self._at = len(self._text) if end < 0 else end
            else:
                self._part(character)
        self._end_command("")

    def _part(self, character: str) -> None:
        if character == "'":
            self._add(self._until("'", "a single quote is not closed"))
        elif character == '"':
            self._double_quoted()
        elif character == "$":
            value = self._variable()
            if value:
                self._add(value)
        elif character == "\\":
            escaped = self._next()
            if not escaped:
                raise ShellError("nothing follows the backslash")
            if escaped != "\n":
                self._add(escaped)
        else:
            self._add(character)

    def _double_quoted(self) -> None:
        self._add("")
        while (character := self._next()) != '"':
            if not character:
                raise ShellError("a double quote is not closed")
            if character == "$":
                self._add(self._variable())
            elif character == "\\" and self._peek() in ('"', "\\", "$", "\n"):
                escaped = self._next()
                self._add("" if escaped == "\n" else escaped)
            else:
                self._add(character)

    def _variable(self) -> str:
        if self._peek() == "{":
            self._at += 1
            name, dash, fallback = self._until("}", "a brace is not closed").partition(":-")
            if not name.isidentifier():
                raise ShellError(f"{name!r} is no name of a variable")
            return self._variables.get(name) or fallback if dash else self._variables.get(name, "")
        start = self._at
        while self._text[start : self._at + 1].isidentifier() and self._at < len(self._text):
            self._at += 1
        name = self._text[start : self._at]
        return self._variables.get(name, "") if name else "$"

    def _until(self, end: str, problem: str) -> str:
        at = self._text.find(end, self._at)
        if at < 0:
            raise ShellError(problem)
        inner = self._text[self._at : at]
        self._at = at + len(end)
        return inner

    def _peek(self) -> str:
        return self._text[self._at : self._at + 1]

    def _next(self) -> str:
        character = self._peek()
        self._at += len(character)
        return character

    def _add(self, text: str) -> None:
        self._word = (self._word or "") + text

    def _end_word(self) -> None:
        if self._word is not None:
            self._words.append(self._word)
        self._word = None

    def _end_command(self, separator: str) -> None:
        self._end_word()
        if self._words:
            self.commands.append((self._words, separator))
        elif separator not in (";", "") or (not separator and self.commands and self.commands[-1][1] != ";"):
            raise ShellError(f"a command is missing {f'before {separator}' if separator else 'at the end'}")
        self._words = []


def split(text: str, variables: Mapping[str, str] | None = None) -> list[str]:
    """Return the words of a single command; raise ShellError if there are more, or it cannot be split."""
    found = commands(text, variables)
    if len(found) > 1:
        raise ShellError(f"there are {len(found)} commands")
    return found[0][0] if found else []


def commands(text: str, variables: Mapping[str, str] | None = None) -> list[tuple[list[str], str]]:
    """Return the words of each command, and what separates it from the next: ";", "&&", "||", "|" or "".

    Raises:
        ShellError: If a quote or brace is not closed, nothing follows a backslash, or a command is missing.
    """
    splitter = _Splitter(text, variables or {})
    splitter.run()
    return splitter.commands


def quote(word: str) -> str:
    """Return the word so that `split` gives it back: in single quotes, where it needs them."""
    if word and all(character in SAFE for character in word):
        return word
    return "'" + word.replace("'", "'\\''") + "'"


def join(words: Sequence[str]) -> str:
    """Return a line that `split` makes the same words of."""
    return " ".join(map(quote, words))
