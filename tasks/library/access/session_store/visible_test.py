import pytest
from program import SessionStore


@pytest.fixture
def store():
    return SessionStore(idle=100, absolute=250, per_user=2)


def test_a_session_knows_its_user(store):
    assert store.start("ann", 0) == "ann-1"
    assert store.start("bob", 0) == "bob-2"
    assert store.touch("ann-1", 50) == "ann"
    assert store.touch("ann-7", 50) is None


def test_idle_sessions_end(store):
    store.start("ann", 0)
    assert store.expires_at("ann-1") == 100
    assert store.touch("ann-1", 99) == "ann"
    assert store.expires_at("ann-1") == 199
    assert store.touch("ann-1", 199) is None
    assert store.expires_at("ann-1") is None


def test_sessions_end_in_any_case(store):
    store.start("ann", 0)
    for now in (90, 180, 249):
        assert store.touch("ann-1", now) == "ann"
    assert store.touch("ann-1", 250) is None


def test_the_session_used_longest_ago_makes_room(store):
    store.start("ann", 0)
    store.start("ann", 0)
    store.touch("ann-1", 10)
    store.start("ann", 10)
    assert store.active("ann", 10) == ["ann-3", "ann-1"]
    assert len(store) == 2


def test_only_sessions_that_are_alive_count(store):
    store.start("ann", 0)
    store.start("ann", 60)
    store.start("ann", 100)
    assert store.active("ann", 100) == ["ann-3", "ann-2"]
    assert store.purge(100) == 1
    assert len(store) == 2


def test_values(store):
    store.start("ann", 0)
    assert store.put("ann-1", "cart", "7", 50) is True
    assert store.get("ann-1", "cart", 120) == "7"
    assert store.get("ann-1", "lang", 130) is None
    assert store.put("ann-1", "cart", "8", 230) is False
    assert store.get("ann-1", "cart", 230) is None


def test_rotate(store):
    store.start("ann", 0)
    store.put("ann-1", "cart", "7", 10)
    assert store.rotate("ann-1", 80) == "ann-2"
    assert store.touch("ann-1", 90) is None
    assert store.get("ann-2", "cart", 170) == "7"
    assert store.expires_at("ann-2") == 250
    assert store.rotate("ann-2", 250) is None


def test_confirmation(store):
    store.start("ann", 0)
    assert store.confirmed("ann-1", 0) is False
    assert store.confirm("ann-1", 10, seconds=30) is True
    assert store.confirmed("ann-1", 39) is True
    assert store.confirmed("ann-1", 40) is False
    assert store.confirm("ann-1", 20) is True
    assert store.confirmed("ann-1", 119) is True
    assert store.confirmed("ann-1", 120) is False
    assert store.confirm("ann-1", 120) is False


def test_close(store):
    store.start("ann", 0)
    assert store.close("ann-1") is True
    assert store.close("ann-1") is False


def test_close_others():
    store = SessionStore(idle=100, absolute=100, per_user=5)
    for now, user in enumerate(["ann", "ann", "bob", "ann"]):
        store.start(user, now)
    assert store.close_others("ann-4", 100) == 1
    assert store.active("ann", 101) == ["ann-4"]
    assert len(store) == 2
    assert store.close_others("ann-1", 101) == 0


@pytest.mark.parametrize("settings", [{"idle": 0}, {"per_user": 0}, {"idle": 10, "absolute": 9}])
def test_numbers_that_make_no_sense(settings):
    with pytest.raises(ValueError, match="must"):
        SessionStore(**settings)
