"""Number the headings of a document: 1, 1.1, 1.2, 2, A, A.1."""

from collections.abc import Callable, Sequence

ROMAN = [(10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i")]


class OutlineError(ValueError):
    """The outline has a heading where there can be none."""


class OutlineNumberer:
    """Gives headings their numbers, one after the other.

    `styles` has a letter for each level: 1 for digits, a or A for letters, i or I for Roman numerals.

    Raises:
        ValueError: If there are no styles or an unknown one.
    """

    def __init__(self, styles: str = "111", separator: str = ".") -> None:
        if not styles or any(style not in STYLES for style in styles):
            raise ValueError(f"styles {styles!r} are not of {''.join(STYLES)}")
        self._styles = styles
        self._separator = separator
        self._counts: list[int] = []
        self._starts = [1] * len(styles)

    @property
    def depth(self) -> int:
        """Return the level of the last heading, 0 before the first."""
        return len(self._counts)

    def next(self, level: int) -> str:
        """Return the number of the next heading, on this level.

        Raises:
            OutlineError: If there is no such level, or the heading skips one.
        """
        if not 1 <= level <= len(self._styles):
            raise OutlineError(f"there is no level {level}")
        if level > self.depth + 1:
            raise OutlineError(f"level {level} cannot follow level {self.depth}")
        if level > self.depth:
            self._counts.append(self._starts[level - 1])
        else:
            del self._counts[level:]
            self._counts[-1] += 1
        return self._label(self._counts)

    def start_at(self, level: int, number: int) -> None:
        """Let each sequence on a level start with this number, and the one that is under way go on with it.

        Raises:
            OutlineError: If there is no such level, or the number is below 1.
        """
        if not 1 <= level <= len(self._styles) or number < 1:
            raise OutlineError(f"level {level} cannot start at {number}")
        self._starts[level - 1] = number
        if level <= self.depth:
            self._counts[level - 1] = number - 1
            del self._counts[level:]

    def appendix(self) -> None:
        """Number the first level with capital letters from now on, beginning with A."""
        self._styles = "A" + self._styles[1:]
        self._starts[0] = 1
        self._counts = []

    def _label(self, counts: Sequence[int]) -> str:
        return self._separator.join(
            STYLES[style](count) for style, count in zip(self._styles, counts, strict=False)
        )


def number_headings(text: str, styles: str = "111", first_level: int = 1) -> str:
    """Return a Markdown text whose headings have numbers; old numbers are replaced.

    Headings above `first_level`, or deeper than there are styles, have none. Code between ``` lines stays.

    Raises:
        OutlineError: If a heading skips a level.
    """
    numberer = OutlineNumberer(styles)
    lines = []
    in_code = False
    for line in text.split("\n"):
        if line.startswith("```"):
            in_code = not in_code
        marks, _, title = line.partition(" ")
        level = len(marks) - first_level + 1
        is_heading = bool(marks) and not marks.strip("#") and not in_code
        if is_heading and 1 <= level <= len(styles):
            line = f"{marks} {numberer.next(level)} {_bare(title)}".rstrip()
        lines.append(line)
    return "\n".join(lines)


def _bare(title: str) -> str:
    number, _, rest = title.strip().partition(" ")
    parts = number.rstrip(".").split(".")
    return rest.strip() if parts[0].isdecimal() and all(map(str.isalnum, parts)) else title.strip()


def _letters(number: int) -> str:
    text = ""
    while number > 0:
        number, place = divmod(number - 1, 26)
        text = chr(ord("a") + place) + text
    return text


def _roman(number: int) -> str:
    text = ""
    for value, numeral in ROMAN:
        times, number = divmod(number, value)
        text += numeral * times
    return text


STYLES: dict[str, Callable[[int], str]] = {
    "1": str,
    "a": _letters,
    "A": lambda number: _letters(number).upper(),
    "i": _roman,
    "I": lambda number: _roman(number).upper(),
}
