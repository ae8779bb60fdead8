import pytest
from program import AuditTrail, EntryError


@pytest.fixture
def trail():
    trail = AuditTrail(keep=30, rules={"user": 10, "user.role": 20})
    trail.record(1, "ann", "user.login", "ann")
    trail.record(1, "ann", "doc.edit", "doc7", {"title": "Plan", "owner": "ann"})
    trail.record(3, "bob", "user.role.add", "ann", {"role": "admin"})
    trail.record(5, "bob", "doc.edit", "doc7", {"title": "The plan", "owner": None})
    trail.record(5, "bob", "users", "all")
    return trail


def test_entries_are_numbered(trail):
    assert trail.record(5, "ann", "user.logout", "ann") == 6
    assert trail.entry(3) == (3, 3, "bob", "user.role.add", "ann")
    with pytest.raises(EntryError):
        trail.entry(7)


def test_days_never_go_back(trail):
    with pytest.raises(ValueError, match="back"):
        trail.record(4, "ann", "user.login", "ann")
    assert len(trail) == 5


def test_query_by_one_condition(trail):
    assert trail.query() == [5, 4, 3, 2, 1]
    assert trail.query(actor="bob") == [5, 4, 3]
    assert trail.query(target="doc7") == [4, 2]
    assert trail.query(action="user") == [3, 1]
    assert trail.query(action="user.role.add") == [3]


def test_query_by_days(trail):
    assert trail.query(since=3) == [5, 4, 3]
    assert trail.query(until=3) == [3, 2, 1]
    assert trail.query(since=2, until=4, actor="ann") == []


def test_limit_and_order(trail):
    assert trail.query(limit=2) == [5, 4]
    assert trail.query(limit=2, newest_first=False) == [1, 2]
    assert trail.query(limit=0) == []
    with pytest.raises(ValueError, match="negative"):
        trail.query(limit=-1)


def test_state_of_a_target(trail):
    assert trail.state("doc7") == {"title": "The plan"}
    assert list(trail.state("doc7", 4).items()) == [("owner", "ann"), ("title", "Plan")]
    assert trail.state("doc7", 0) == {}


def test_who_changed_a_field(trail):
    trail.record(6, "ann", "doc.edit", "doc7", {"title": "A plan"})
    assert trail.who_changed("doc7", "title") == "ann"
    assert trail.who_changed("doc7", "owner") == "bob"
    assert trail.who_changed("doc7", "size") is None


def test_counts(trail):
    assert list(trail.counts().items()) == [("doc", 2), ("user", 2), ("users", 1)]
    assert trail.counts(since=5) == {"doc": 1, "users": 1}


def test_bursts(trail):
    assert trail.bursts("bob", 1, 2) == [5]
    assert trail.bursts("bob", 3, 3) == [5]
    assert trail.bursts("bob", 2, 3) == []
    assert trail.bursts("ann", 1, 1) == [1]
    with pytest.raises(ValueError, match="at least 1"):
        trail.bursts("ann", 0, 1)


def test_purge_by_action(trail):
    assert trail.purge(11) == 0
    assert trail.purge(12) == 1
    assert trail.query(newest_first=False) == [2, 3, 4, 5]
    assert trail.purge(31) == 0
    assert trail.purge(32) == 1
    assert trail.query() == [5, 4, 3]


def test_the_last_changes_and_what_is_on_hold_stay(trail):
    trail.hold("all")
    assert trail.purge(1000) == 2
    assert trail.query() == [5, 4, 3]
    assert trail.release("all") is True
    assert trail.release("all") is False
    assert trail.purge(1000) == 1


def test_negative_days():
    with pytest.raises(ValueError, match="negative"):
        AuditTrail(keep=-1)
    with pytest.raises(ValueError, match="negative"):
        AuditTrail(rules={"user": -1})
