"""Score games of ten-pin bowling."""

FRAMES = 10
PINS = 10


class RollError(ValueError):
    """Such a roll is not possible now; nothing has changed."""


class Game:
    """One player's game, roll by roll.

    A game has ten frames of two rolls each. Ten pins in the first roll are a strike: the frame ends and
    counts the next two rolls on top. Ten pins in two rolls are a spare: the frame counts the next roll on
    top. A strike or spare in the last frame earns the rolls that it counts, with new pins whenever all
    are down.
    """

    def __init__(self) -> None:
        self._rolls: list[int] = []
        self._frames: list[list[int]] = [[]]

    def roll(self, pins: int) -> None:
        """Record a roll that knocked down `pins` pins.

        Raises:
            RollError: If the game is over, or there are not so many pins.
        """
        if self.is_over():
            raise RollError("the game is over")
        if not 0 <= pins <= self.standing():
            raise RollError(f"{pins} pins cannot fall, of {self.standing()}")
        if self._is_complete(len(self._frames) - 1):
            self._frames.append([])
        self._frames[-1].append(pins)
        self._rolls.append(pins)

    def frame(self) -> int:
        """Return the frame of the next roll, from 1; 10 when the game is over."""
        last = len(self._frames) - 1
        return min(last + 1 + self._is_complete(last), FRAMES)

    def standing(self) -> int:
        """Return how many pins the next roll can knock down; 0 when the game is over."""
        if self.is_over():
            return 0
        if self._is_complete(len(self._frames) - 1):
            return PINS
        pins = PINS
        for fallen in self._frames[-1]:
            pins = pins - fallen or PINS
        return pins

    def is_over(self) -> bool:
        """Tell whether all frames are complete."""
        return len(self._frames) == FRAMES and self._is_complete(FRAMES - 1)

    def scores(self) -> list[int]:
        """Return the score after each frame whose rolls, with those it counts on top, are all made."""
        totals: list[int] = []
        total = start = 0
        for number, frame in enumerate(self._frames):
            counted = self._counted(frame)
            rolls = self._rolls[start : start + counted]
            if not self._is_complete(number) or len(rolls) < counted:
                break
            total += sum(rolls)
            totals.append(total)
            start += len(frame)
        return totals

    def card(self) -> list[str]:
        """Return the frames as on a score card: X is a strike, / a spare, - no pins."""
        return ["".join(_symbols(frame)) for frame in self._frames if frame]

    def _counted(self, frame: list[int]) -> int:
        """Return how many rolls count for a frame, from its first."""
        return 3 if sum(frame[:2]) >= PINS else 2

    def _is_complete(self, number: int) -> bool:
        frame = self._frames[number]
        if number == FRAMES - 1:
            return len(frame) == self._counted(frame)
        return len(frame) == 2 or sum(frame) == PINS


def _symbols(frame: list[int]) -> list[str]:
    symbols: list[str] = []
    standing = PINS
    for fallen in frame:
        if fallen == standing:
            symbols.append("X" if standing == PINS and symbols[-1:] != ["-"] else "/")
        else:
            symbols.append(str(fallen) if fallen else "-")
        standing = standing - fallen or PINS
    return symbols
