"""Read and write delimited records in the dialects that programs export."""

from collections.abc import Sequence
from dataclasses import dataclass


class CsvError(ValueError):
    """The text is not in the dialect; the message names the line."""


@dataclass(frozen=True)
class Dialect:
    """How fields are told apart: a delimiter, a quote, and an escape character where there is one.

    Raises:
        ValueError: If one of them is not a single character, is a line break, or two are the same.
    """

    delimiter: str = ","
    quote: str = '"'
    escape: str = ""

    def __post_init__(self) -> None:
        marks = [self.delimiter, self.quote, *([self.escape] if self.escape else [])]
        if any(len(mark) != 1 or mark in "\r\n" for mark in marks):
            raise ValueError("a mark must be a single character")
        if len(set(marks)) < len(marks):
            raise ValueError("delimiter, quote and escape must differ")

    def parse(self, text: str) -> list[list[str]]:
        """Return the records of `text`; empty lines are skipped.

        Raises:
            CsvError: If a quote is not closed, or text follows it, or nothing follows an escape character.
        """
        return _Reader(self, text).records()

    def write(self, records: Sequence[Sequence[str | int | None]]) -> str:
        """Return text that `parse` reads back, a line for each record; None is written as an empty field.

        Raises:
            ValueError: If a record has no fields.
        """
        lines = []
        for record in records:
            if not record:
                raise ValueError("a record needs a field")
            fields = ["" if value is None else str(value) for value in record]
            if fields == [""]:
                lines.append(self.quote * 2)
            else:
                lines.append(self.delimiter.join(map(self._written, fields)))
        return "".join(line + "\n" for line in lines)

    def _written(self, field: str) -> str:
        special = (self.delimiter, self.quote, self.escape or self.quote, "\r", "\n")
        if not any(mark in field for mark in special):
            return field
        if self.escape:
            field = field.replace(self.escape, self.escape * 2)
        field = field.replace(self.quote, (self.escape or self.quote) + self.quote)
        return self.quote + field + self.quote


class _Reader:
    def __init__(self, dialect: Dialect, text: str) -> None:
        self._dialect = dialect
        self._text = text
        self._at = 0
        self._line = 1

    def records(self) -> list[list[str]]:
        found = []
        while self._at < len(self._text):
            if not self._end_of_line():
                found.append(self._record())
        return found

    def _record(self) -> list[str]:
        fields = [self._field()]
        while self._peek() == self._dialect.delimiter:
            self._at += 1
            fields.append(self._field())
        if self._at < len(self._text) and not self._end_of_line():
            raise CsvError(f"line {self._line}: text after a closing quote")
        return fields

    def _field(self) -> str:
        if self._peek() == self._dialect.quote:
            self._at += 1
            return self._quoted()
        characters = []
        while self._peek() not in ("", self._dialect.delimiter, "\n") and not self._ahead("\r\n"):
            characters.append(self._character())
        return "".join(characters)

    def _quoted(self) -> str:
        start, quote = self._line, self._dialect.quote
        characters = []
        while self._at < len(self._text):
            if self._ahead(quote * 2):
                self._at += 2
                characters.append(quote)
            elif self._ahead(quote):
                self._at += 1
                return "".join(characters)
            else:
                characters.append(self._character())
        raise CsvError(f"line {start}: a quoted field is not closed")

    def _character(self) -> str:
        if self._peek() == self._dialect.escape:
            self._at += 1
            if self._at == len(self._text):
                raise CsvError(f"line {self._line}: nothing to escape")
        character = self._peek()
        self._at += 1
        self._line += character == "\n"
        return character

    def _end_of_line(self) -> bool:
        for mark in ("\r\n", "\n"):
            if self._ahead(mark):
                self._at, self._line = self._at + len(mark), self._line + 1
                return True
        return False

    def _peek(self) -> str:
        return self._text[self._at : self._at + 1]

    def _ahead(self, mark: str) -> bool:
        return self._text.startswith(mark, self._at)


def sniff_delimiter(text: str, candidates: str = ",;\t|") -> str:
    """Return the candidate that splits all records into the same, largest number of fields, two at least.

    Of two that do equally well, the first is taken; if there is none, a CsvError is raised.
    """
    best, most = "", 1
    for delimiter in candidates:
        try:
            widths = {len(record) for record in Dialect(delimiter).parse(text)}
        except CsvError:
            continue
        if len(widths) == 1 and max(widths) > most:
            best, most = delimiter, max(widths)
    if not best:
        raise CsvError("line 1: no delimiter fits")
    return best
