"""An elevator that goes on in its direction as long as somebody waits there."""

STEP = {"up": 1, "down": -1}
OPPOSITE = {"up": "down", "down": "up"}


class Elevator:
    """One cabin, its buttons and those of the floors; it does one thing at a time.

    Raises:
        ValueError: If there are fewer than two floors, or it should start at none of them.
    """

    def __init__(self, floors: int, start: int = 0) -> None:
        if floors < 2:
            raise ValueError("an elevator needs two floors")
        self._floors = floors
        self._check_floor(start)
        self.floor = start
        self.direction = "idle"
        self.doors_open = False
        self._pressed: set[int] = set()
        self._calls: dict[str, set[int]] = {"up": set(), "down": set()}

    def press(self, floor: int) -> None:
        """Ask from the cabin for a floor.

        Raises:
            ValueError: If there is no such floor.
        """
        self._check_floor(floor)
        self._pressed.add(floor)

    def call(self, floor: int, direction: str) -> None:
        """Call the cabin to a floor, to go up or down from there.

        Raises:
            ValueError: If there is no such floor or direction, or nothing lies in that direction.
        """
        self._check_floor(floor)
        if direction not in STEP:
            raise ValueError(f"one goes up or down, not {direction}")
        if not 0 <= floor + STEP[direction] < self._floors:
            raise ValueError(f"floor {floor} has no button to go {direction}")
        self._calls[direction].add(floor)

    def step(self) -> str:
        """Do the next thing: "open", "close", "up", "down", or "idle" if there is nothing to do."""
        if self.doors_open:
            self.doors_open = False
            return "close"
        if self._should_stop():
            self._open()
            return "open"
        if not self.stops():
            self.direction = "idle"
            return "idle"
        if self.direction == "idle":
            self.direction = self._towards_nearest()
        elif not self._request_ahead():
            self.direction = OPPOSITE[self.direction]
        self.floor += STEP[self.direction]
        return self.direction

    def run(self, limit: int = 100) -> list[int]:
        """Make steps until there is nothing to do, at most `limit`; return where the doors opened."""
        opened: list[int] = []
        for _ in range(limit):
            done = self.step()
            if done == "idle":
                break
            if done == "open":
                opened.append(self.floor)
        return opened

    def stops(self) -> list[int]:
        """Return the floors that somebody asked for, in ascending order."""
        return sorted(self._pressed | self._calls["up"] | self._calls["down"])

    def _should_stop(self) -> bool:
        if self.floor in self._pressed:
            return True
        if self.direction != "idle" and self.floor in self._calls[self.direction]:
            return True
        if self.direction == "idle" or not self._request_ahead():
            return self.floor in self.stops()
        return False

    def _open(self) -> None:
        self.doors_open = True
        self._pressed.discard(self.floor)
        if self.direction == "idle":
            for calls in self._calls.values():
                calls.discard(self.floor)
            return
        waiting = self.floor in self._calls[self.direction]
        opposite = OPPOSITE[self.direction]
        if not waiting and self.floor in self._calls[opposite] and not self._request_ahead():
            self.direction = opposite
        self._calls[self.direction].discard(self.floor)

    def _request_ahead(self) -> bool:
        if self.direction == "up":
            return any(floor > self.floor for floor in self.stops())
        return any(floor < self.floor for floor in self.stops())

    def _towards_nearest(self) -> str:
        nearest = min(self.stops(), key=lambda floor: (abs(floor - self.floor), -floor))
        return "up" if nearest > self.floor else "down"

    def _check_floor(self, floor: int) -> None:
        if not 0 <= floor < self._floors:
            raise ValueError(f"there is no floor {floor}")
