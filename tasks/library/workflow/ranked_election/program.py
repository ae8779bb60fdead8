"""Instant-runoff elections: voters rank candidates, the weakest drop out one after the other."""

from __future__ import annotations

from collections.abc import Mapping, Sequence


class BallotError(ValueError):
    """The ballot is not valid, and is not counted."""


class Election:
    """Collects ballots for some candidates and counts them.

    Raises:
        ValueError: If there are no candidates, or one is there twice.
    """

    def __init__(self, candidates: Sequence[str]) -> None:
        if not candidates or len(set(candidates)) < len(candidates):
            raise ValueError("an election needs candidates, each of them once")
        self._candidates = list(candidates)
        self._ballots: dict[tuple[str, ...], int] = {}

    def cast(self, ballot: str, count: int = 1) -> None:
        """Add ballots such as "ann > bob", the best first; who is not on it is ranked last.

        Raises:
            BallotError: If nobody is on it, somebody is twice, or somebody is no candidate.
            ValueError: If the count is below 1.
        """
        if count < 1:
            raise ValueError(f"count must be at least 1, but is {count}")
        names = tuple(name.strip() for name in ballot.split(">"))
        for position, name in enumerate(names):
            if name not in self._candidates:
                raise BallotError(f"{name!r} is not a candidate")
            if name in names[:position]:
                raise BallotError(f"{name} is there twice")
        self._ballots[names] = self._ballots.get(names, 0) + count

    def tally(self, standing: Sequence[str]) -> dict[str, int]:
        """Return how many ballots count for each of those who stand: for the first of them on each."""
        votes = dict.fromkeys(standing, 0)
        for ballot, count in self._ballots.items():
            choice = next((name for name in ballot if name in votes), None)
            if choice is not None:
                votes[choice] += count
        return votes

    def rounds(self) -> list[dict[str, int]]:
        """Return the tally of every round, the last of which has a winner; none without ballots.

        A round is won by more than half of the ballots that count in it, or by who stands alone. Otherwise
        the one with the fewest votes drops out; `_weakest` decides ties.
        """
        standing = list(self._candidates)
        rounds: list[dict[str, int]] = []
        while self._ballots:
            votes = self.tally(standing)
            rounds.append(votes)
            if len(standing) == 1 or max(votes.values()) * 2 > sum(votes.values()):
                break
            standing.remove(self._weakest(votes, rounds))
        return rounds

    def winner(self) -> str | None:
        """Return who has the most votes in the last round; None without ballots."""
        rounds = self.rounds()
        return _leader(rounds[-1]) if rounds else None

    def ranking(self) -> list[str]:
        """Return all candidates: those of the last round by votes, then the others, last dropped first.

        Equal votes are in the order of the candidates. Without ballots everybody is in that order.
        """
        rounds = self.rounds()
        if not rounds:
            return list(self._candidates)
        order = sorted(rounds[-1], key=lambda name: -rounds[-1][name])
        for later, earlier in zip(rounds[:0:-1], rounds[-2::-1], strict=True):
            order += [name for name in earlier if name not in later]
        return order

    def exhausted(self) -> int:
        """Return how many ballots count for nobody in the last round."""
        rounds = self.rounds()
        counted = sum(rounds[-1].values()) if rounds else 0
        return sum(self._ballots.values()) - counted

    def prefers(self, one: str, other: str) -> int:
        """Return by how many ballots one is ranked above the other, less those that have it otherwise.

        Raises:
            ValueError: If one of them is not a candidate.
        """
        if one not in self._candidates or other not in self._candidates:
            raise ValueError(f"{one} and {other} are not both candidates")
        votes = self.tally([one, other])
        return votes[one] - votes[other]

    def _weakest(self, votes: Mapping[str, int], rounds: Sequence[Mapping[str, int]]) -> str:
        """Return who has the fewest votes, now or in the rounds before, latest first; or else the last."""
        tied = list(votes)
        for earlier in reversed(rounds):
            fewest = min(earlier[name] for name in tied)
            tied = [name for name in tied if earlier[name] == fewest]
        return tied[-1]


def _leader(votes: Mapping[str, int]) -> str:
    return max(votes, key=lambda name: votes[name])
