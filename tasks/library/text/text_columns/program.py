"""Line up tables in columns, and justify paragraphs."""

from collections.abc import Sequence

Cell = str | int | None


class Table:
    """Rows of cells below a header; `aligns` has a letter for each column: l, r, c or d.

    A column that is aligned by "d" lines up at the decimal points.

    Raises:
        ValueError: If there are no headers, or `aligns` has an unknown letter or not one for each column.
    """

    def __init__(self, headers: Sequence[str], aligns: str = "") -> None:
        aligns = aligns or "l" * len(headers)
        if not headers or len(aligns) != len(headers) or aligns.strip("lrcd"):
            raise ValueError(f"alignment {aligns!r} does not fit {len(headers)} columns")
        self._headers = list(headers)
        self._aligns = aligns
        self._rows: list[list[str] | None] = []

    def add(self, *cells: Cell) -> None:
        """Add a row; cells that are missing at its end are empty, None is shown as "-".

        Raises:
            ValueError: If there are more cells than columns.
        """
        if len(cells) > len(self._headers):
            raise ValueError(f"{len(cells)} cells for {len(self._headers)} columns")
        texts = ["-" if cell is None else str(cell) for cell in cells]
        self._rows.append(texts + [""] * (len(self._headers) - len(texts)))

    def add_rule(self) -> None:
        """Add a line of dashes; two in a row are one."""
        if not self._rows or self._rows[-1] is not None:
            self._rows.append(None)

    @property
    def widths(self) -> list[int]:
        """Return the width of each column."""
        return [max(map(len, [header, *self._column(index)])) for index, header in enumerate(self._headers)]

    def render(self, gap: int = 2) -> list[str]:
        """Return the lines, the header first, columns `gap` spaces apart, without trailing spaces."""
        widths = self.widths
        columns = [self._column(index) for index in range(len(widths))]
        head_aligns = self._aligns.replace("d", "r")
        lines = [self._line(self._headers, head_aligns, widths, gap)]
        number = 0
        for row in self._rows:
            if row is None:
                lines.append((" " * gap).join("-" * width for width in widths))
            else:
                lines.append(self._line([column[number] for column in columns], head_aligns, widths, gap))
                number += 1
        return lines

    def _column(self, index: int) -> list[str]:
        cells = [row[index] for row in self._rows if row is not None]
        if self._aligns[index] != "d":
            return cells
        places = max((len(_fraction(cell)) for cell in cells), default=0)
        return [cell + " " * (places - len(_fraction(cell))) for cell in cells]

    @staticmethod
    def _line(cells: list[str], aligns: str, widths: list[int], gap: int) -> str:
        parts = [align(cell, width, how) for cell, width, how in zip(cells, widths, aligns, strict=True)]
        return (" " * gap).join(parts).rstrip()


def align(text: str, width: int, how: str = "l") -> str:
    """Return the text filled up with spaces, to the left, right or center; the odd space goes to the right.

    Raises:
        ValueError: If `how` is not l, r or c.
    """
    missing = max(width - len(text), 0)
    if how == "l":
        return text + " " * missing
    if how == "r":
        return " " * missing + text
    if how == "c":
        return " " * (missing // 2) + text + " " * (missing - missing // 2)
    raise ValueError(f"unknown alignment {how!r}")


def justify(text: str, width: int) -> list[str]:
    """Return the paragraph's lines, each but the last stretched to `width` by spaces between its words.

    Where the spaces cannot be equal, gaps further left are wider. A word that is too long has its own line.

    Raises:
        ValueError: If the width is below 1.
    """
    if width < 1:
        raise ValueError("the width must be at least 1")
    lines: list[list[str]] = []
    for word in text.split():
        if lines and len(" ".join(lines[-1])) + 1 + len(word) <= width:
            lines[-1].append(word)
        else:
            lines.append([word])
    return [_stretched(words, width) for words in lines[:-1]] + [" ".join(words) for words in lines[-1:]]


def _stretched(words: list[str], width: int) -> str:
    gaps = len(words) - 1
    if gaps == 0:
        return words[0]
    spaces, extra = divmod(width - sum(map(len, words)), gaps)
    line = words[0]
    for index, word in enumerate(words[1:]):
        line += " " * (spaces + (index < extra)) + word
    return line


def _fraction(cell: str) -> str:
    _, point, places = cell.partition(".")
    return point + places
