"""Places in a course, and who gets one when somebody cancels."""

from dataclasses import dataclass


class SignUpError(Exception):
    """The course refuses something; nothing has changed."""


@dataclass
class _Party:
    name: str
    people: int
    priority: int
    passed_over: int = 0


class Course:
    """Confirmed parties, and those that wait, by priority and then in the order in which they came.

    A party that does not fit is passed over by smaller ones, but not more than `patience` times.

    Raises:
        ValueError: If places or patience are negative.
    """

    def __init__(self, places: int, patience: int = 2) -> None:
        if places < 0 or patience < 0:
            raise ValueError("places and patience cannot be negative")
        self._places = places
        self._patience = patience
        self._confirmed: dict[str, _Party] = {}
        self._waiting: list[_Party] = []

    @property
    def free(self) -> int:
        """Return the number of places that are not taken."""
        return self._places - sum(party.people for party in self._confirmed.values())

    def sign_up(self, name: str, people: int = 1, priority: int = 0) -> bool:
        """Let a party wait, and confirm whom there is room for; tell whether it is confirmed.

        Raises:
            SignUpError: If the name has signed up, or nobody would come.
        """
        if name in self._confirmed or name in self.waiting():
            raise SignUpError(f"{name} has signed up")
        if people < 1:
            raise SignUpError(f"{people} people cannot come")
        self._waiting.append(_Party(name, people, priority))
        self._waiting.sort(key=lambda party: -party.priority)
        return name in self._promote()

    def cancel(self, name: str) -> list[str]:
        """Remove a party; return who is confirmed instead.

        Raises:
            SignUpError: If there is no such party.
        """
        party = self._find(name)
        if self._confirmed.pop(name, None) is None:
            self._waiting.remove(party)
        return self._promote()

    def shrink(self, name: str, people: int) -> list[str]:
        """Make a party smaller; return who is confirmed by that.

        Raises:
            SignUpError: If there is no such party, or it would not be smaller or have nobody left.
        """
        party = self._find(name)
        if not 1 <= people < party.people:
            raise SignUpError(f"{name} cannot shrink from {party.people} to {people}")
        party.people = people
        return self._promote()

    def resize(self, places: int) -> list[str]:
        """Change the number of places; return who is confirmed by that.

        Raises:
            SignUpError: If more places are taken.
        """
        taken = self._places - self.free
        if places < taken:
            raise SignUpError(f"{taken} places are taken")
        self._places = places
        return self._promote()

    def position(self, name: str) -> int:
        """Return a party's place among those who wait, from 1; 0 if it is confirmed.

        Raises:
            SignUpError: If there is no such party.
        """
        self._find(name)
        return 0 if name in self._confirmed else self.waiting().index(name) + 1

    def confirmed(self) -> list[str]:
        """Return the confirmed parties, in the order in which they were confirmed."""
        return list(self._confirmed)

    def waiting(self) -> list[str]:
        """Return the parties that wait, the next one first."""
        return [party.name for party in self._waiting]

    def _promote(self) -> list[str]:
        promoted: list[str] = []
        still_waiting: list[_Party] = []
        blocked = False
        for party in self._waiting:
            if blocked or party.people > self.free:
                blocked = blocked or party.passed_over >= self._patience
                still_waiting.append(party)
                continue
            for earlier in still_waiting:
                earlier.passed_over += 1
            blocked = any(earlier.passed_over >= self._patience for earlier in still_waiting)
            self._confirmed[party.name] = party
            promoted.append(party.name)
        self._waiting = still_waiting
        return promoted

    def _find(self, name: str) -> _Party:
        for party in [*self._confirmed.values(), *self._waiting]:
            if party.name == name:
                return party
        raise SignUpError(f"{name} has not signed up")
