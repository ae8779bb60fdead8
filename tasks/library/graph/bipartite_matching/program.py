"""Give posts to applicants: to as many as possible, and then by what they want most."""

from collections import Counter
from collections.abc import Mapping, Sequence

Choices = Mapping[str, Sequence[str]]
Seats = Mapping[str, int]


def most(choices: Choices, seats: Seats) -> int:
    """Return how many applicants can get a post they want at the same time.

    Raises:
        ValueError: If a post has a negative number of seats.
    """
    return _most(_possible(choices, seats), seats)


def assign(choices: Choices, seats: Seats) -> dict[str, str | None]:
    """Return who gets which post: as many as possible, the first applicant the best post possible, and so on.

    Raises:
        ValueError: If a post has a negative number of seats.
    """
    possible = _possible(choices, seats)
    free = dict(seats)
    target = _most(possible, free)
    result: dict[str, str | None] = {}
    for applicant in choices:
        result[applicant] = None
        for post in possible.pop(applicant):
            if free[post] > 0 and 1 + _most(possible, {**free, post: free[post] - 1}) == target:
                result[applicant] = post
                free[post] -= 1
                target -= 1
                break
    return result


def rosters(choices: Choices, seats: Seats) -> dict[str, list[str]]:
    """Return the applicants that each post gets by `assign`, in their order."""
    lists: dict[str, list[str]] = {post: [] for post in seats}
    for applicant, post in assign(choices, seats).items():
        if post is not None:
            lists[post].append(applicant)
    return lists


def satisfaction(choices: Choices, seats: Seats) -> list[int]:
    """Return how many get their first choice by `assign`, their second, and so on to the last that counts."""
    ranks: Counter[int] = Counter()
    for applicant, post in assign(choices, seats).items():
        if post is not None:
            ranks[list(dict.fromkeys(choices[applicant])).index(post)] += 1
    return [ranks[rank] for rank in range(max(ranks, default=-1) + 1)]


def contested(choices: Choices, seats: Seats) -> list[str]:
    """Return the posts that are wanted by those without a post, or by one who holds a contested post."""
    possible = _possible(choices, seats)
    assigned = assign(choices, seats)
    waiting = [applicant for applicant, post in assigned.items() if post is None]
    found: set[str] = set()
    while waiting:
        for post in possible[waiting.pop()]:
            if post not in found:
                found.add(post)
                waiting += [holder for holder, held in assigned.items() if held == post]
    return sorted(found)


def _possible(choices: Choices, seats: Seats) -> dict[str, list[str]]:
    """Return the choices without repetitions and posts that take nobody."""
    for post, number in seats.items():
        if number < 0:
            raise ValueError(f"{post} cannot have {number} seats")
    return {
        applicant: [post for post in dict.fromkeys(wanted) if seats.get(post, 0) > 0]
        for applicant, wanted in choices.items()
    }


def _most(choices: Choices, seats: Seats) -> int:
    """Seat one applicant after the other; those who sit may have to move to another of their posts."""
    seated: dict[str, list[str]] = {post: [] for post in seats}

    def seat(applicant: str, tried: set[str]) -> bool:
        for post in choices[applicant]:
            if post in tried:
                continue
            tried.add(post)
            holders = seated[post]
            if len(holders) < seats[post]:
                holders.append(applicant)
                return True
            for place, holder in enumerate(holders):
                if seat(holder, tried):
                    holders[place] = applicant
                    return True
        return False

    return sum(seat(applicant, set()) for applicant in choices)
