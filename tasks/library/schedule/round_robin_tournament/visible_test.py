import pytest
from program import League, LeagueError, pairings


@pytest.fixture
def league():
    """Four teams, whose matches are a-d, b-c; c-a, d-b; a-b, c-d... in the order of the circle."""
    return League(["a", "b", "c", "d"])


def test_four_teams():
    assert pairings(["a", "b", "c", "d"]) == [
        [("a", "d"), ("b", "c")],
        [("c", "a"), ("d", "b")],
        [("a", "b"), ("c", "d")],
    ]


def test_three_teams_rest_in_turn():
    assert pairings(["a", "b", "c"]) == [[("b", "c")], [("c", "a")], [("a", "b")]]


def test_two_teams():
    assert pairings(["a", "b"]) == [[("a", "b")]]


@pytest.mark.parametrize("teams", [[], ["a"], ["a", "b", "a"]])
def test_too_few_teams(teams):
    with pytest.raises(ValueError, match=r"two teams|twice"):
        pairings(teams)


def test_points_and_goals(league):
    league.record("a", "d", 3, 1)
    league.record("b", "c", 0, 0)
    assert league.standings() == [("a", 1, 3, 2), ("b", 1, 1, 0), ("c", 1, 1, 0), ("d", 1, 0, -2)]


def test_goals_scored_decide_after_the_difference(league):
    league.record("a", "d", 1, 0)
    league.record("b", "c", 2, 1)
    assert [row[0] for row in league.standings()] == ["b", "a", "c", "d"]


def test_then_the_match_between_equals(league):
    league.record("c", "a", 1, 0)
    league.record("a", "d", 1, 0)
    league.record("b", "c", 1, 0)
    assert [row[0] for row in league.standings()] == ["b", "c", "a", "d"]
    league.record("d", "b", 1, 0)
    assert [row[0] for row in league.standings()] == ["a", "b", "c", "d"]


def test_a_result_taken_back(league):
    league.record("c", "a", 1, 0)
    league.undo("c", "a")
    assert league.standings() == [(team, 0, 0, 0) for team in "abcd"]
    league.record("c", "a", 0, 2)
    assert league.standings()[0] == ("a", 1, 3, 2)


def test_remaining(league):
    league.record("b", "c", 0, 0)
    league.record("a", "b", 0, 0)
    assert league.remaining() == [("a", "d"), ("c", "a"), ("d", "b"), ("c", "d")]


def test_results_that_cannot_be(league):
    league.record("a", "d", 0, 0)
    for result in [("d", "a", 1, 0), ("a", "d", 1, 0), ("b", "c", 0, -1)]:
        with pytest.raises(LeagueError):
            league.record(*result)
    with pytest.raises(LeagueError, match="not played"):
        league.undo("b", "c")


def test_can_win():
    league = League(["a", "b", "c"], win=2)
    league.record("b", "c", 1, 0)
    assert league.can_win("c") is True
    league.record("c", "a", 1, 1)
    assert league.can_win("c") is False
    assert league.can_win("a") is True
    with pytest.raises(LeagueError, match="no team z"):
        league.can_win("z")


def test_other_points():
    league = League(["a", "b", "c"], win=5, draw=2)
    league.record("b", "c", 1, 1)
    league.record("c", "a", 2, 1)
    assert league.standings() == [("c", 2, 7, 1), ("b", 1, 2, 0), ("a", 1, 0, -1)]
