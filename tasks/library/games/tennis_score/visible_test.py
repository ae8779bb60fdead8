import pytest
from program import Match, MatchOverError, TennisSet


def play(match, points):
    return [match.point(int(player)) for player in points.replace(" ", "")][-1]


def games(players):
    return "".join(player * 4 for player in players)


@pytest.fixture
def match():
    return Match()


@pytest.fixture
def tiebreak():
    match = Match()
    play(match, games("010101010101"))
    return match


def test_points_are_called(match):
    assert match.score() == "0-0"
    calls = []
    for player in "0011001":
        match.point(int(player))
        calls.append(match.score().split()[-1])
    assert calls == ["15-0", "30-0", "30-15", "30-30", "40-30", "1-0", "0-15"]


def test_deuce_and_advantage():
    match = Match()
    play(match, "000111")
    assert match.score() == "0-0 40-40"
    assert play(match, "1") is None
    assert match.score() == "0-0 40-A"
    play(match, "00")
    assert match.score() == "0-0 A-40"
    assert play(match, "0") == "game"
    assert match.score() == "1-0"


def test_set_needs_a_lead_of_two_games(match):
    assert play(match, games("0000011111")) == "game"
    assert play(match, games("0")) == "game"
    assert play(match, games("0")) == "set"
    assert match.score() == "7-5 0-0"


def test_set_with_six_games(match):
    assert play(match, games("1111000011")) == "set"
    assert match.sets() == (0, 1)


def test_tiebreak(tiebreak):
    assert tiebreak.score() == "6-6"
    assert play(tiebreak, "000000 111111") is None
    assert tiebreak.score() == "6-6 6-6"
    assert play(tiebreak, "1") is None
    assert play(tiebreak, "1") == "set"
    assert tiebreak.score() == "6-7 0-0"


def test_seven_points_win_a_tiebreak(tiebreak):
    assert play(tiebreak, "11111 000000") is None
    assert play(tiebreak, "0") == "set"


def test_players_take_turns_to_serve(match):
    assert match.server() == 0
    play(match, games("0") + "1")
    assert match.server() == 1


def test_serving_in_a_tiebreak(tiebreak):
    servers = [tiebreak.server()]
    for player in "000000":
        play(tiebreak, player)
        servers.append(tiebreak.server())
    assert servers == [0, 1, 1, 0, 0, 1, 1]
    assert play(tiebreak, "0") == "set"
    assert tiebreak.server() == 1


def test_match_is_won(match):
    play(match, games("000000"))
    assert match.winner is None
    assert play(match, games("000000")) == "match"
    assert (match.winner, match.server(), match.score()) == (0, None, "6-0 6-0")
    with pytest.raises(MatchOverError, match="player 0 has won"):
        match.point(1)


def test_break_point(match):
    play(match, "000")
    assert match.break_point() is False
    play(match, "1111")
    assert match.break_point() is True
    play(match, "1000")
    assert match.break_point() is True


def test_useless_arguments(match):
    with pytest.raises(ValueError, match="0 or 1"):
        match.point(2)
    for best_of in (0, 2, -1):
        with pytest.raises(ValueError, match="best of"):
            Match(best_of)


def test_a_set_by_itself():
    single = TennisSet()
    assert [single.point(1) for _ in range(4)] == [False, False, False, True]
    assert (single.games, single.points, single.winner) == ([0, 1], [0, 0], None)
