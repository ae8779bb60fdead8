import pytest
from program import BallotError, Election


def election(candidates, ballots):
    result = Election(candidates.split())
    for ballot, count in ballots.items():
        result.cast(ballot, count)
    return result


@pytest.fixture
def tight():
    return election(
        "ann bob cat dan", {"ann > bob": 8, "bob > cat": 5, "cat > bob": 4, "dan > cat > bob": 2, "dan": 1}
    )


def test_more_than_half_wins_at_once():
    result = election("ann bob cat", {"bob > ann": 5, "ann": 2, "cat": 2})
    assert result.rounds() == [{"ann": 2, "bob": 5, "cat": 2}]
    assert result.ranking() == ["bob", "ann", "cat"]


def test_half_is_not_enough():
    result = election("ann bob cat", {"ann": 4, "bob": 3, "cat > bob": 1})
    assert result.rounds() == [{"ann": 4, "bob": 3, "cat": 1}, {"ann": 4, "bob": 4}, {"ann": 4}]
    assert result.winner() == "ann"


def test_weakest_drop_out(tight):
    assert tight.rounds() == [
        {"ann": 8, "bob": 5, "cat": 4, "dan": 3},
        {"ann": 8, "bob": 5, "cat": 6},
        {"ann": 8, "cat": 11},
    ]


def test_ranking(tight):
    assert tight.ranking() == ["cat", "ann", "bob", "dan"]


def test_ballots_that_count_for_nobody(tight):
    assert tight.exhausted() == 1
    assert Election(["ann"]).exhausted() == 0


def test_round_before_decides_ties():
    result = election("ann bob cat dan", {"ann": 4, "bob": 3, "cat": 2, "dan > cat": 1})
    assert [list(votes) for votes in result.rounds()][:3] == [
        ["ann", "bob", "cat", "dan"],
        ["ann", "bob", "cat"],
        ["ann", "bob"],
    ]


def test_last_candidate_drops_out_of_equals():
    result = election("ann bob cat", {"ann": 2, "bob": 2, "cat": 2})
    assert result.ranking() == ["ann", "bob", "cat"]


def test_nobody_votes():
    empty = Election(["bob", "ann"])
    assert (empty.winner(), empty.rounds(), empty.ranking()) == (None, [], ["bob", "ann"])


def test_tally_of_some(tight):
    assert list(tight.tally(["dan", "bob"]).items()) == [("dan", 3), ("bob", 17)]


def test_prefers(tight):
    assert tight.prefers("bob", "cat") == 7
    assert tight.prefers("cat", "bob") == -7
    with pytest.raises(ValueError, match="not both candidates"):
        tight.prefers("bob", "eve")


@pytest.mark.parametrize("ballot", ["", "eve", "ann > ann", "ann >", "bob > ann > bob"])
def test_broken_ballots(ballot):
    result = Election(["ann", "bob"])
    with pytest.raises(BallotError, match=r"not a candidate|twice"):
        result.cast(ballot)
    assert result.winner() is None


def test_useless_arguments():
    for candidates in ([], ["ann", "ann"]):
        with pytest.raises(ValueError, match="candidates"):
            Election(candidates)
    with pytest.raises(ValueError, match="at least 1"):
        Election(["ann"]).cast("ann", 0)
