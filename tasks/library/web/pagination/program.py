"""Divide long lists into pages, by number and by cursor."""

import re
from bisect import bisect_left, bisect_right, insort
from collections.abc import Iterator

Row = tuple[int, int]

CURSOR = re.compile(r"(-?[0-9]+):(-?[0-9]+)")


class PageError(Exception):
    """There is no such page or position, or the text is no cursor."""


class Paginator:
    """Pages of `per_page` items, numbered from 1; there is always one.

    A last page of no more than `orphans` items is joined to the one before it.

    Raises:
        ValueError: If the numbers make no sense.
    """

    def __init__(self, total: int, per_page: int, orphans: int = 0) -> None:
        if total < 0 or per_page < 1:
            raise ValueError("total must not be negative and per_page at least 1")
        if not 0 <= orphans < per_page:
            raise ValueError("orphans must be at least 0 and below per_page")
        self._total = total
        self._per_page = per_page
        full, rest = divmod(total, per_page)
        self.pages = max(1, full + (rest > orphans))

    def bounds(self, page: int) -> tuple[int, int]:
        """Return the position of the first item of a page and that after its last.

        Raises:
            PageError: If there is no such page.
        """
        self._check(page)
        start = (page - 1) * self._per_page
        end = self._total if page == self.pages else start + self._per_page
        return start, end

    def label(self, page: int) -> str:
        """Return a text such as "11-20 of 95"; PageError as for `bounds`."""
        start, end = self.bounds(page)
        if start == end:
            return "no items"
        items = str(end) if end - start == 1 else f"{start + 1}-{end}"
        return f"{items} of {self._total}"

    def page_of(self, position: int) -> int:
        """Return the page of the item at a position, from 0; PageError if there is none."""
        if not 0 <= position < self._total:
            raise PageError(f"there is no item {position}")
        return min(position // self._per_page + 1, self.pages)

    def links(self, page: int, around: int = 2, edge: int = 1) -> list[int | None]:
        """Return the numbers to show as links, None where more than one page is left out.

        Raises:
            PageError: If there is no such page.
            ValueError: If `around` or `edge` is negative.
        """
        self._check(page)
        if around < 0 or edge < 0:
            raise ValueError("around and edge must not be negative")
        shown = [
            number
            for number in range(1, self.pages + 1)
            if number <= edge or number > self.pages - edge or abs(number - page) <= around
        ]
        return list(_with_gaps(shown, self.pages))

    def _check(self, page: int) -> None:
        if not 1 <= page <= self.pages:
            raise PageError(f"there is no page {page} of {self.pages}")


class CursorPager:
    """Rows in order of key and id, of which a cursor remembers one: rows may come while one turns pages.

    Raises:
        ValueError: If the size of a page is below 1.
    """

    def __init__(self, rows: list[Row], size: int) -> None:
        if size < 1:
            raise ValueError("size must be at least 1")
        self._rows = sorted(set(rows))
        self._size = size

    def __len__(self) -> int:
        return len(self._rows)

    def after(self, cursor: str | None = None) -> tuple[list[Row], str | None]:
        """Return the next rows and the cursor to go on with, None at the end.

        Raises:
            PageError: If the text is no cursor.
        """
        start = 0 if cursor is None else bisect_right(self._rows, _parse(cursor))
        rows = self._rows[start : start + self._size]
        more = start + self._size < len(self._rows)
        return rows, _cursor(rows[-1]) if more else None

    def before(self, cursor: str) -> tuple[list[Row], str | None]:
        """Return the rows before a cursor and the cursor to go back further, None at the beginning."""
        end = bisect_left(self._rows, _parse(cursor))
        start = max(0, end - self._size)
        rows = self._rows[start:end]
        return rows, _cursor(rows[0]) if start > 0 else None

    def insert(self, key: int, id: int) -> bool:
        """Add a row; tell whether it was new."""
        row = (key, id)
        if row in self._rows:
            return False
        insort(self._rows, row)
        return True


def _with_gaps(numbers: list[int], last: int) -> Iterator[int | None]:
    previous = 0
    for number in [*numbers, last + 1]:
        if number - previous == 2:
            yield previous + 1
        elif number - previous > 2:
            yield None
        if number <= last:
            yield number
        previous = number


def _cursor(row: Row) -> str:
    return f"{row[0]}:{row[1]}"


def _parse(cursor: str) -> Row:
    match = CURSOR.fullmatch(cursor)
    if not match:
        raise PageError(f"{cursor!r} is no cursor")
    return int(match[1]), int(match[2])
