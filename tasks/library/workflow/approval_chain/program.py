"""Approve requests level by level, with limits for amounts and deputies for those who are away."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field


class ApprovalError(Exception):
    """This person cannot decide now."""


@dataclass(frozen=True)
class Level:
    """One level: who may approve, how many of them must, and from which amount on it is needed."""

    name: str
    approvers: Sequence[str]
    needed: int = 1
    threshold: int = 0

    def __post_init__(self) -> None:
        if not 1 <= self.needed <= len(set(self.approvers)):
            raise ValueError(f"{self.name} cannot have {self.needed} approvals")


@dataclass
class Request:
    """A request on its way; `approvals` has those who approved the present level, in order."""

    author: str
    amount: int
    waiting: list[Level]
    approvals: list[str] = field(default_factory=list)
    rejected_by: str | None = None
    log: list[tuple[str, str]] = field(default_factory=list)

    @property
    def status(self) -> str:
        """Return "rejected", "approved", or the name of the level at which it waits."""
        if self.rejected_by is not None:
            return "rejected"
        return self.waiting[0].name if self.waiting else "approved"


class ApprovalChain:
    """Levels that a request goes through in order, each if the amount reaches its threshold.

    `deputies` maps people who are away to those who decide for them; a deputy who is away has a deputy too.

    Raises:
        ValueError: If there are no levels, or deputies go round in a circle.
    """

    def __init__(self, levels: Sequence[Level], deputies: Mapping[str, str] | None = None) -> None:
        if not levels:
            raise ValueError("a chain has at least one level")
        self._levels = list(levels)
        self._deputies = dict(deputies or {})
        for person in self._deputies:
            self.deputy(person)
        self._requests: dict[int, Request] = {}

    def deputy(self, person: str) -> str:
        """Return who decides for a person in the end: the person, if not away.

        Raises:
            ValueError: If deputies go round in a circle.
        """
        seen = [person]
        while seen[-1] in self._deputies:
            following = self._deputies[seen[-1]]
            if following in seen:
                raise ValueError(f"{' -> '.join([*seen, following])} is a circle")
            seen.append(following)
        return seen[-1]

    def submit(self, author: str, amount: int) -> int:
        """Start a request; return its number, from 1.

        Raises:
            ValueError: If the amount is below 1.
        """
        if amount < 1:
            raise ValueError(f"amount must be at least 1, but is {amount}")
        number = len(self._requests) + 1
        waiting = [level for level in self._levels if amount >= level.threshold]
        self._requests[number] = Request(author, amount, waiting)
        return number

    def approve(self, number: int, person: str) -> str:
        """Approve a request at its present level; return its status after that.

        Raises:
            KeyError: If there is no such request.
            ApprovalError: If it is closed, or it is not this person's turn.
        """
        request = self._open(number, person)
        request.approvals.append(person)
        request.log.append((person, request.status))
        if len(request.approvals) >= self._needed(request):
            request.waiting.pop(0)
            request.approvals.clear()
        return request.status

    def reject(self, number: int, person: str) -> None:
        """Reject a request for good; raises what `approve` raises."""
        request = self._open(number, person)
        request.log.append((person, "rejected"))
        request.rejected_by = person

    def status(self, number: int) -> str:
        """Return "rejected", "approved", or the name of the level; raises KeyError as `approve` does."""
        return self._requests[number].status

    def log(self, number: int) -> list[tuple[str, str]]:
        """Return who decided, with the level's name or "rejected"; raises KeyError as `approve` does."""
        return list(self._requests[number].log)

    def can_decide(self, number: int) -> list[str]:
        """Return who can decide on a request now, alphabetically; raises KeyError as `approve` does."""
        request = self._requests[number]
        return [name for name in self._deciders(request) if name not in request.approvals]

    def inbox(self, person: str) -> list[int]:
        """Return the requests on which a person can decide, the largest amount first, then the oldest."""
        numbers = [number for number in self._requests if person in self.can_decide(number)]
        return sorted(numbers, key=lambda number: -self._requests[number].amount)

    def _open(self, number: int, person: str) -> Request:
        request = self._requests[number]
        if request.status in ("approved", "rejected"):
            raise ApprovalError(f"request {number} is {request.status}")
        if person not in self.can_decide(number):
            raise ApprovalError(f"{person} cannot decide on request {number}")
        return request

    def _deciders(self, request: Request) -> list[str]:
        if request.rejected_by is not None or not request.waiting:
            return []
        return sorted({self.deputy(name) for name in request.waiting[0].approvers} - {request.author})

    def _needed(self, request: Request) -> int:
        return min(request.waiting[0].needed, len(self._deciders(request)))
