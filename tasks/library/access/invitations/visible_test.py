import pytest
from program import InvitationError, Invitations


@pytest.fixture
def club():
    club = Invitations("ada", quota=3)
    club.issue("Start", "ada", 1, uses=2)
    club.redeem("start", "bob", 1)
    return club


def refused(action, *arguments, **more):
    with pytest.raises(InvitationError) as caught:
        action(*arguments, **more)
    return caught.value.reason


def test_redeeming_makes_a_member(club):
    assert club.redeem(" START ", "cid", 2) == "ada"
    assert club.members() == ["ada", "bob", "cid"]
    assert club.left("start") == 0
    assert club.state("start", 2) == "used up"


def test_states_by_day(club):
    club.issue("later", "ada", 10, days=3)
    states = [club.state("later", day) for day in (9, 10, 12, 13)]
    assert states == ["pending", "active", "active", "expired"]
    assert club.state("none", 1) == "unknown"


def test_a_code_lasts_for_two_weeks(club):
    assert club.state("start", 14) == "active"
    assert club.state("start", 15) == "expired"


def test_who_may_not_redeem(club):
    club.issue("mine", "ada", 1, email="Cid@a.org")
    assert refused(club.redeem, "none", "cid", 1) == "unknown"
    assert refused(club.redeem, "start", "cid", 99) == "expired"
    assert refused(club.redeem, "start", "bob", 1) == "member"
    assert refused(club.redeem, "mine", "cid", 1) == "wrong email"
    assert club.redeem("mine", "cid", 1, email="cid@A.org") == "ada"


def test_what_may_not_be_issued(club):
    assert refused(club.issue, "new", "eve", 1) == "not a member"
    assert refused(club.issue, "start ", "ada", 1) == "taken"
    for numbers in ({"uses": 0}, {"days": 0}, {"uses": 2, "email": "a@b"}):
        assert refused(club.issue, "new", "ada", 1, **numbers) == "senseless"


def test_the_quota_counts_open_uses(club):
    club.issue("b1", "bob", 1, uses=2, days=5)
    assert refused(club.issue, "b2", "bob", 5, uses=2) == "quota"
    club.issue("b2", "bob", 5, uses=1)
    club.redeem("b1", "cid", 5)
    club.issue("b3", "bob", 5)
    assert refused(club.issue, "b4", "bob", 5) == "quota"
    club.issue("b4", "bob", 6)
    club.issue("many", "ada", 1, uses=50)


def test_revoke(club):
    club.issue("b1", "bob", 1)
    assert refused(club.revoke, "start", "bob") == "forbidden"
    assert refused(club.revoke, "none", "ada") == "unknown"
    club.revoke("b1", "ada")
    assert club.state("b1", 1) == "revoked"
    assert club.left("b1") == 0
    assert refused(club.revoke, "b1", "bob") == "revoked"
    club.redeem("start", "cid", 1)
    assert refused(club.revoke, "start", "ada") == "used up"


def test_extend(club):
    assert club.extend("start", 14, 3) == 17
    assert club.extend("start", 30, 3) == 32
    assert club.state("start", 20) == "pending"
    assert refused(club.extend, "start", 30, 0) == "senseless"
    club.revoke("start", "ada")
    assert refused(club.extend, "start", 30, 3) == "revoked"


def test_who_was_invited_by_whom(club):
    club.issue("b1", "bob", 1)
    club.redeem("b1", "cid", 1)
    club.redeem("start", "dan", 1)
    assert club.inviter("cid") == "bob"
    assert club.chain("cid") == ["bob", "ada"]
    assert club.chain("ada") == []
    assert club.descendants("ada") == ["bob", "cid", "dan"]
    assert club.descendants("bob") == ["cid"]


def test_active_codes(club):
    club.issue("b1", "bob", 1, days=14)
    club.issue("soon", "ada", 1, days=2)
    assert club.active(1) == ["soon", "Start", "b1"]
    assert club.active(3) == ["Start", "b1"]
    assert club.active(1, by="bob") == ["b1"]


def test_negative_quota():
    with pytest.raises(ValueError, match="negative"):
        Invitations("ada", quota=-1)
