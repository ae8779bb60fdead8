"""Keep pages in memory, and write those that changed back to the disk in runs."""

from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass


@dataclass
class _Page:
    text: str
    dirty: bool = False


class WriteBackBuffer:
    """Holds at most `capacity` pages; a changed one is stored when it leaves, or with a flush.

    Args:
        load: Returns the text of a page.
        store: Writes texts to a page and those after it.
        capacity: How many pages there may be.

    Raises:
        ValueError: If the capacity is below 1.
    """

    def __init__(
        self, load: Callable[[int], str], store: Callable[[int, list[str]], object], capacity: int = 3
    ) -> None:
        if capacity < 1:
            raise ValueError(f"capacity must be at least 1, but is {capacity}")
        self._load = load
        self._store = store
        self._capacity = capacity
        self._pages: OrderedDict[int, _Page] = OrderedDict()
        self.loads = 0
        self.stores = 0

    def read(self, page: int) -> str:
        """Return the text of a page.

        Raises:
            ValueError: If the page is negative.
        """
        if not self._use(page):
            text = self._load(page)
            self.loads += 1
            self._pages[page] = _Page(text)
        return self._pages[page].text

    def write(self, page: int, text: str) -> None:
        """Give a page another text, which is stored later.

        Raises:
            ValueError: If the page is negative.
        """
        self._use(page)
        self._pages[page] = _Page(text, dirty=True)

    def append(self, page: int, text: str) -> None:
        """Add to the text of a page.

        Raises:
            ValueError: If the page is negative.
        """
        self.write(page, self.read(page) + text)

    def flush(self) -> int:
        """Store all that changed, from the first page to the last; return the number of runs."""
        runs = self.dirty()
        for first, last in runs:
            self._write_back(first, last)
        return len(runs)

    def discard(self, page: int) -> bool:
        """Forget a page without storing it; tell whether a change is lost.

        Raises:
            ValueError: If the page is negative.
        """
        _check(page)
        forgotten = self._pages.pop(page, None)
        return forgotten is not None and forgotten.dirty

    def dirty(self) -> list[tuple[int, int]]:
        """Return first and last page of each run of changed pages, in order."""
        runs: list[tuple[int, int]] = []
        for number in sorted(number for number, page in self._pages.items() if page.dirty):
            if runs and runs[-1][1] == number - 1:
                runs[-1] = (runs[-1][0], number)
            else:
                runs.append((number, number))
        return runs

    def pages(self) -> list[int]:
        """Return the pages in the buffer, the one used longest ago first."""
        return list(self._pages)

    def _use(self, page: int) -> bool:
        """Make a page the latest used, or room for it; tell whether it is there."""
        _check(page)
        if page in self._pages:
            self._pages.move_to_end(page)
            return True
        if len(self._pages) >= self._capacity:
            self._make_room()
        return False

    def _make_room(self) -> None:
        clean = [number for number, page in self._pages.items() if not page.dirty]
        leaving = clean[0] if clean else next(iter(self._pages))
        for first, last in self.dirty():
            if first <= leaving <= last:
                self._write_back(first, last)
        del self._pages[leaving]

    def _write_back(self, first: int, last: int) -> None:
        run = [self._pages[number] for number in range(first, last + 1)]
        self._store(first, [page.text for page in run])
        self.stores += 1
        for page in run:
            page.dirty = False


def _check(page: int) -> None:
    if page < 0:
        raise ValueError(f"pages are numbered from 0: {page}")
