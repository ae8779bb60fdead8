"""Say which passwords are strong enough, and which a user had before."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise

LONG = 20
SEQUENCE = 4
LOOKALIKES = str.maketrans("01345@$", "oleasas")


class PasswordError(Exception):
    """A password cannot be set; `problems` says why."""

    def __init__(self, problems: list[str]) -> None:
        super().__init__(", ".join(problems))
        self.problems = problems


@dataclass(frozen=True)
class Policy:
    """What a password must be like; a ValueError if no password could be."""

    min_length: int = 10
    max_length: int = 64
    min_kinds: int = 3
    max_run: int = 3
    banned: Sequence[str] = ()

    def __post_init__(self) -> None:
        if self.min_length > self.max_length:
            raise ValueError("min_length must not be above max_length")
        if not 1 <= self.min_kinds <= 4 or self.max_run < 1:
            raise ValueError("min_kinds must be 1 to 4 and max_run at least 1")

    def violations(self, password: str, user: str = "") -> list[str]:
        """Return what is wrong with a password; nothing if it is strong enough."""
        wanted = self.min_kinds - (len(password) >= LONG)
        lower, name = password.lower(), user.lower()
        variants = (lower, lower.translate(LOOKALIKES))
        words = [word.lower() for word in self.banned if word]
        checks = {
            "too short": len(password) < self.min_length,
            "too long": len(password) > self.max_length,
            "too few kinds of characters": _kinds(password) < wanted,
            "repeats a character": _longest_run(password) > self.max_run,
            "has a sequence": _longest_sequence(password) >= SEQUENCE,
            "contains a banned word": any(word in variant for word in words for variant in variants),
            "contains the user name": len(name) >= 3 and (name in lower or name[::-1] in lower),
        }
        return [problem for problem, found in checks.items() if found]

    def score(self, password: str) -> int:
        """Return the strength of a password, 0 to 100."""
        points = min(60, 4 * len(set(password))) + 10 * _kinds(password)
        if _longest_run(password) > self.max_run:
            points -= 15
        if _longest_sequence(password) >= SEQUENCE:
            points -= 15
        return max(0, points)


class PasswordHistory:
    """The present password of a user and those before it; a ValueError if the numbers make no sense."""

    def __init__(
        self, policy: Policy, user: str, keep: int = 3, min_days: int = 1, max_days: int = 90
    ) -> None:
        if keep < 0 or min_days < 0 or max_days <= min_days:
            raise ValueError("keep and min_days must not be negative, max_days above min_days")
        self._policy = policy
        self._user = user
        self._keep = keep
        self._min_days = min_days
        self._max_days = max_days
        self._passwords: list[str] = []
        self._set_on = 0
        self._reset = False
        self.count = 0

    def change(self, password: str, day: int) -> None:
        """Set a password; PasswordError with all that speaks against it."""
        problems = self._policy.violations(password, self._user)
        if self._passwords:
            if password in self._passwords:
                problems.append("was used before")
            elif _similar(password.lower(), self._passwords[-1].lower()):
                problems.append("is too similar to the present one")
            if not self._reset and day - self._set_on < self._min_days:
                problems.append("was changed too recently")
        if problems:
            raise PasswordError(problems)
        self._passwords = [*self._passwords, password][-self._keep - 1 :]
        self._set_on = day
        self._reset = False
        self.count += 1

    def expired(self, day: int) -> bool:
        """Tell whether a new password is due."""
        return self.days_left(day) == 0

    def days_left(self, day: int) -> int:
        """Return for how many days the present password may be used; 0 if there is none."""
        if not self._passwords or self._reset:
            return 0
        return max(0, self._set_on + self._max_days - day)

    def reset(self) -> None:
        """Demand a new password, which may be set at once."""
        self._reset = True

    def matches(self, password: str) -> bool:
        """Tell whether this is the present password."""
        return self._passwords[-1:] == [password]


def _kinds(password: str) -> int:
    return len({_kind(symbol) for symbol in password})


def _kind(symbol: str) -> str:
    if not symbol.isascii() or not symbol.isalnum():
        return "other"
    return "digit" if symbol.isdigit() else "lower" if symbol.islower() else "upper"


def _longest_run(password: str) -> int:
    return max((len(list(run)) for _, run in groupby(password)), default=0)


def _longest_sequence(password: str) -> int:
    longest = length = 1
    step = 0
    for one, other in pairwise(password.lower()):
        distance = ord(other) - ord(one)
        if abs(distance) != 1 or _kind(one) == "other" or _kind(other) == "other":
            length, step = 1, 0
            continue
        length = length + 1 if distance == step else 2
        step = distance
        longest = max(longest, length)
    return longest


def _similar(new: str, old: str) -> bool:
    if len(new) == len(old):
        return sum(one != other for one, other in zip(new, old, strict=True)) <= 2
    return new.startswith(old) or new.endswith(old)
