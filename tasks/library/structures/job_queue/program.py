"""A queue of jobs, the most urgent first, in which jobs can be changed while they wait."""

Entry = tuple[int, int, str]
"""Priority, number of arrival, and name: what is smaller goes first."""


class JobQueue:
    """Waiting jobs by priority: a smaller number is more urgent, and equals go by arrival.

    The jobs are kept in a binary heap, with the place of each, so that every change costs the logarithm of
    their number.
    """

    def __init__(self) -> None:
        self._heap: list[Entry] = []
        self._places: dict[str, int] = {}
        self._arrivals = 0

    def __len__(self) -> int:
        return len(self._heap)

    def push(self, name: str, priority: int) -> None:
        """Add a job.

        Raises:
            ValueError: If a job of that name is waiting.
        """
        if name in self._places:
            raise ValueError(f"{name} is waiting already")
        self._heap.append((priority, self._arrivals, name))
        self._arrivals += 1
        self._rise(len(self._heap) - 1)

    def peek(self) -> str | None:
        """Return the most urgent job, which stays; None if none is waiting."""
        return self._heap[0][2] if self._heap else None

    def pop(self) -> str:
        """Take out the most urgent job.

        Raises:
            IndexError: If none is waiting.
        """
        if not self._heap:
            raise IndexError("no job is waiting")
        return self._take(0)

    def cancel(self, name: str) -> bool:
        """Take out a job by its name; tell whether it was waiting."""
        if name not in self._places:
            return False
        self._take(self._places[name])
        return True

    def reprioritize(self, name: str, priority: int) -> None:
        """Give a job another priority; its arrival stays.

        Raises:
            KeyError: If no job of that name is waiting.
        """
        place = self._places[name]
        self._heap[place] = (priority, self._heap[place][1], name)
        self._settle(place)

    def waiting(self) -> list[str]:
        """Return the jobs in the order in which they would be taken out."""
        return [name for _, _, name in sorted(self._heap)]

    def _take(self, place: int) -> str:
        name = self._heap[place][2]
        del self._places[name]
        last = self._heap.pop()
        if place < len(self._heap):
            self._heap[place] = last
            self._settle(place)
        return name

    def _settle(self, place: int) -> None:
        """Move an entry that may be out of order either way."""
        self._sink(self._rise(place))

    def _rise(self, place: int) -> int:
        entry = self._heap[place]
        while place > 0 and entry < self._heap[parent := (place - 1) // 2]:
            self._set(place, self._heap[parent])
            place = parent
        self._set(place, entry)
        return place

    def _sink(self, place: int) -> None:
        entry = self._heap[place]
        while (child := self._smaller_child(place)) is not None and self._heap[child] < entry:
            self._set(place, self._heap[child])
            place = child
        self._set(place, entry)

    def _smaller_child(self, place: int) -> int | None:
        left, right = 2 * place + 1, 2 * place + 2
        if left >= len(self._heap):
            return None
        if right < len(self._heap) and self._heap[right] < self._heap[left]:
            return right
        return left

    def _set(self, place: int, entry: Entry) -> None:
        self._heap[place] = entry
        self._places[entry[2]] = place
