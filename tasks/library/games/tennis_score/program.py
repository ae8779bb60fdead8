"""Keep the score of a tennis match, point by point."""

from __future__ import annotations

CALLS = ("0", "15", "30", "40")


class MatchOverError(Exception):
    """Somebody has won already."""


class TennisSet:
    """One set: games are won with four points, the set with six games, both with a lead of two.

    At six games each there is a tie-break, a game that is won with seven points and a lead of two.
    """

    def __init__(self) -> None:
        self.games = [0, 0]
        self.points = [0, 0]

    @property
    def is_tiebreak(self) -> bool:
        """Tell whether the tie-break is being played."""
        return self.games == [6, 6]

    @property
    def winner(self) -> int | None:
        """Return the player who has won the set, if any."""
        for player, games in enumerate(self.games):
            other = self.games[1 - player]
            if games == 7 or (games == 6 and other <= 4):
                return player
        return None

    def point(self, player: int) -> bool:
        """Give a player a point; tell whether that wins the game."""
        won = self.wins_next(player)
        if won:
            self.games[player] += 1
            self.points = [0, 0]
        else:
            self.points[player] += 1
        return won

    def wins_next(self, player: int) -> bool:
        """Tell whether the player's next point wins the game."""
        own, other = self.points[player] + 1, self.points[1 - player]
        return own >= (7 if self.is_tiebreak else 4) and own - other >= 2

    def call(self) -> str:
        """Return the points as they are called: "15-40", "A-40" with an advantage, "6-5" in a tie-break."""
        if self.is_tiebreak:
            return f"{self.points[0]}-{self.points[1]}"
        level = min(self.points)
        if level >= 3:
            lead = self.points[0] - self.points[1]
            return {1: "A-40", 0: "40-40", -1: "40-A"}[lead]
        return "-".join(CALLS[points] for points in self.points)


class Match:
    """A match of two players, 0 and 1; player 0 serves first.

    Raises:
        ValueError: If `best_of` is not odd and positive.
    """

    def __init__(self, best_of: int = 3) -> None:
        if best_of < 1 or best_of % 2 == 0:
            raise ValueError(f"a match is best of 1, 3, 5, ..., not {best_of}")
        self._needed = best_of // 2 + 1
        self._sets = [TennisSet()]

    def sets(self) -> tuple[int, int]:
        """Return how many sets each player has won."""
        winners = [played.winner for played in self._sets]
        return winners.count(0), winners.count(1)

    @property
    def winner(self) -> int | None:
        """Return the player who has won the match, if any."""
        won = self.sets()
        return won.index(self._needed) if self._needed in won else None

    def point(self, player: int) -> str | None:
        """Give a player a point; return the greatest thing that it wins: "game", "set", "match", or None.

        Raises:
            ValueError: If there is no such player.
            MatchOverError: If the match is over.
        """
        if player not in (0, 1):
            raise ValueError(f"player is 0 or 1, not {player}")
        if self.winner is not None:
            raise MatchOverError(f"player {self.winner} has won")
        current = self._sets[-1]
        if not current.point(player):
            return None
        if current.winner is None:
            return "game"
        if self.winner is not None:
            return "match"
        self._sets.append(TennisSet())
        return "set"

    def server(self) -> int | None:
        """Return who serves the next point, None after the match.

        Players take turns by games. In a tie-break the one whose turn it is serves one point, then each
        serves two. A tie-break counts as one game.
        """
        if self.winner is not None:
            return None
        turn = sum(sum(played.games) for played in self._sets)
        current = self._sets[-1]
        if current.is_tiebreak:
            turn += (sum(current.points) + 1) // 2
        return turn % 2

    def break_point(self) -> bool:
        """Tell whether who does not serve wins the game with the next point; never in a tie-break."""
        server = self.server()
        current = self._sets[-1]
        return server is not None and not current.is_tiebreak and current.wins_next(1 - server)

    def score(self) -> str:
        """Return the games of all sets and, if there are any, the points: "6-4 2-3 15-0"."""
        parts = [f"{played.games[0]}-{played.games[1]}" for played in self._sets]
        if any(self._sets[-1].points):
            parts.append(self._sets[-1].call())
        return " ".join(parts)
