import pytest
from program import TTLCache


class FakeClock:
    def __init__(self):
        self.now = 100

    def read(self):
        return self.now


@pytest.fixture
def clock():
    return FakeClock()


@pytest.fixture
def cache(clock):
    return TTLCache(clock.read, ttl=10)


def test_values_expire(cache, clock):
    cache.put("a", 1)
    clock.now += 9
    assert cache.get("a") == 1
    assert cache.remaining("a") == 1
    clock.now += 1
    assert cache.get("a") is None
    assert cache.get("a", 7) == 7
    assert cache.remaining("a") == 0
    assert (cache.hits, cache.misses) == (1, 2)


def test_values_may_have_a_time_of_their_own(cache):
    cache.put("a", 1, ttl=20)
    cache.put("b", 2)
    cache.put("c", 3, ttl=1)
    assert cache.keys() == ["c", "b", "a"]
    assert len(cache) == 3


def test_the_next_to_expire_makes_room(cache, clock):
    cache.put("a", 1, ttl=15)
    cache.put("b", 2)
    clock.now += 1
    cache.put("c", 3)
    assert cache.put("d", 4) == "b"
    assert cache.put("d", 5, ttl=20) is None
    assert cache.keys() == ["c", "a", "d"]


def test_putting_again_is_putting_anew(cache):
    for key in "aba":
        cache.put(key, 1)
    assert cache.keys() == ["b", "a"]


def test_expired_values_make_room_first(cache, clock):
    cache.put("a", 1, ttl=5)
    cache.put("b", 2)
    cache.put("c", 3)
    clock.now += 5
    assert cache.put("d", 4) is None
    assert cache.keys() == ["b", "c", "d"]


def test_sliding(clock):
    cache = TTLCache(clock.read, ttl=10, sliding=True)
    cache.put("a", 1, ttl=4)
    clock.now += 3
    assert cache.get("a") == 1
    assert cache.remaining("a") == 4


def test_touch(cache, clock):
    cache.put("a", 1)
    clock.now += 6
    assert cache.touch("a") is True
    assert cache.remaining("a") == 10
    cache.touch("a", 3)
    clock.now += 2
    cache.touch("a")
    assert cache.remaining("a") == 3
    clock.now += 3
    assert cache.touch("a") is False


def test_loads_what_is_missing(cache):
    loaded = []

    def load(key):
        loaded.append(key)
        return {"a": 0, "b": None}[key]

    assert [cache.get_or_load(key, load) for key in "aabb"] == [0, 0, None, None]
    assert loaded == ["a", "b", "b"]
    assert cache.keys() == ["a"]
    assert (cache.hits, cache.misses) == (1, 3)
    with pytest.raises(KeyError):
        cache.get_or_load("c", load)


def test_remove_and_purge(cache, clock):
    for key, ttl in (("a", 3), ("b", 2), ("c", 2)):
        cache.put(key, 1, ttl)
    clock.now += 2
    assert cache.remove("b") is False
    assert cache.purge() == ["c"]
    assert cache.remove("a") is True
    assert cache.keys() == []


def test_useless_settings(cache, clock):
    with pytest.raises(ValueError, match="ttl"):
        TTLCache(clock.read, ttl=0)
    with pytest.raises(ValueError, match="capacity"):
        TTLCache(clock.read, ttl=1, capacity=0)
    with pytest.raises(ValueError, match="ttl"):
        cache.put("a", 1, ttl=0)
    with pytest.raises(ValueError, match="ttl"):
        cache.touch("a", 0)
