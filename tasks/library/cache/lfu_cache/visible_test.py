import pytest
from program import LFUCache


@pytest.fixture
def cache():
    cache = LFUCache(2)
    cache.put("a", 1)
    cache.put("b", 2)
    return cache


def test_get_what_was_put(cache):
    assert cache.get("a") == 1
    assert cache.get("z") is None


def test_the_least_used_goes(cache):
    cache.get("a")
    assert cache.put("c", 3) == "b"
    assert cache.keys() == ["c", "a"]


def test_among_equals_the_one_used_longest_ago_goes(cache):
    cache.get("b")
    cache.get("a")
    assert cache.put("c", 3) == "b"


def test_putting_again_is_a_use(cache):
    assert cache.put("a", 10) is None
    assert cache.uses("a") == 2
    assert cache.get("a") == 10
    assert len(cache) == 2


def test_asking_for_uses_is_no_use(cache):
    cache.uses("a")
    assert cache.uses("a") == 1
    assert cache.uses("z") == 0


def test_a_key_that_comes_back_starts_anew(cache):
    cache.get("a")
    cache.get("b")
    cache.get("b")
    cache.put("c", 3)
    cache.put("a", 4)
    assert cache.uses("a") == 1
    assert cache.keys() == ["a", "b"]


def test_remove(cache):
    assert cache.remove("a") is True
    assert cache.remove("a") is False
    assert cache.keys() == ["b"]
    assert cache.put("c", 3) is None


def test_removing_the_least_used_leaves_the_next(cache):
    cache.get("b")
    cache.remove("a")
    cache.put("c", 3)
    cache.get("c")
    cache.get("c")
    assert cache.put("d", 4) == "b"


def test_a_cache_of_nothing():
    cache = LFUCache(0)
    assert cache.put("a", 1) is None
    assert cache.get("a") is None


def test_negative_capacity():
    with pytest.raises(ValueError, match="negative"):
        LFUCache(-1)
