"""A tournament in which everybody meets everybody once."""

from collections.abc import Collection, Sequence
from itertools import groupby

Pair = tuple[str, str]
Row = tuple[str, int, int, int]


class LeagueError(ValueError):
    """A match or a team that is not as it is said to be."""


def pairings(teams: Sequence[str]) -> list[list[Pair]]:
    """Return the matches, home and away, round by round, made by the circle method.

    Raises:
        ValueError: If there are fewer than two teams, or one comes twice.
    """
    if len(teams) < 2:
        raise ValueError("a tournament needs two teams")
    if len(set(teams)) < len(teams):
        raise ValueError("a team comes twice")
    places: list[str | None] = [*teams]
    if len(places) % 2:
        places.append(None)
    rounds: list[list[Pair]] = []
    for number in range(len(places) - 1):
        matches: list[Pair] = []
        for index in range(len(places) // 2):
            home, away = places[index], places[-1 - index]
            if home is None or away is None:
                continue
            if index == 0 and number % 2 == 1:
                home, away = away, home
            matches.append((home, away))
        rounds.append(matches)
        places.insert(1, places.pop())
    return rounds


class League:
    """The results of a tournament and the standings that follow from them."""

    def __init__(self, teams: Sequence[str], win: int = 3, draw: int = 1) -> None:
        self._matches = [match for matches in pairings(teams) for match in matches]
        self._teams = sorted(teams)
        self._win = win
        self._draw = draw
        self._results: dict[Pair, tuple[int, int]] = {}

    def record(self, home: str, away: str, home_goals: int, away_goals: int) -> None:
        """Enter the result of a match.

        Raises:
            LeagueError: If there is no such match, it has a result, or goals are negative.
        """
        if (home, away) not in self._matches:
            raise LeagueError(f"there is no match {home} - {away}")
        if (home, away) in self._results:
            raise LeagueError(f"{home} - {away} was played")
        if min(home_goals, away_goals) < 0:
            raise LeagueError("goals cannot be negative")
        self._results[home, away] = (home_goals, away_goals)

    def undo(self, home: str, away: str) -> None:
        """Take a result back.

        Raises:
            LeagueError: If the match has none.
        """
        if self._results.pop((home, away), None) is None:
            raise LeagueError(f"{home} - {away} was not played")

    def remaining(self) -> list[Pair]:
        """Return the matches that have no result, in the order of the rounds."""
        return [match for match in self._matches if match not in self._results]

    def standings(self) -> list[Row]:
        """Return name, matches played, points and goal difference of all teams, the best first."""
        tallies = {team: self._tally(team, self._teams) for team in self._teams}

        def merit(team: str) -> tuple[int, int, int]:
            _, points, scored, conceded = tallies[team]
            return -points, conceded - scored, -scored

        rows: list[Row] = []
        for _, group in groupby(sorted(self._teams, key=merit), key=merit):
            for team in self._settle(list(group)):
                played, points, scored, conceded = tallies[team]
                rows.append((team, played, points, scored - conceded))
        return rows

    def can_win(self, name: str) -> bool:
        """Tell whether a team that wins all it has left can reach the points of every other.

        Raises:
            LeagueError: If there is no such team.
        """
        if name not in self._teams:
            raise LeagueError(f"there is no team {name}")
        left = sum(name in match for match in self.remaining())
        possible = self._tally(name, self._teams)[1] + left * self._win
        return all(self._tally(team, self._teams)[1] <= possible for team in self._teams if team != name)

    def _settle(self, equals: list[str]) -> list[str]:
        return sorted(equals, key=lambda team: (-self._tally(team, equals)[1], team))

    def _tally(self, team: str, among: Collection[str]) -> tuple[int, int, int, int]:
        """Matches played, points, goals scored and conceded by a team against some of the others."""
        played = points = scored = conceded = 0
        for (home, away), (home_goals, away_goals) in self._results.items():
            if team == home and away in among:
                own, other = home_goals, away_goals
            elif team == away and home in among:
                own, other = away_goals, home_goals
            else:
                continue
            played += 1
            scored += own
            conceded += other
            if own > other:
                points += self._win
            elif own == other:
                points += self._draw
        return played, points, scored, conceded
