import pytest
from program import LRUCache


def filled(capacity, keys):
    cache = LRUCache(capacity)
    for key in keys:
        cache.put(key, ord(key))
    return cache


def test_capacity_of_one():
    cache = filled(1, "xyz")
    assert cache.keys() == ["z"]
    assert cache.get("y") is None


def test_the_key_read_last_survives():
    cache = filled(2, "ab")
    assert cache.get("a") == 97
    cache.put("c", 99)
    assert cache.keys() == ["a", "c"]


def test_a_missed_read_changes_nothing():
    cache = filled(3, "pq")
    assert cache.get("z") is None
    assert cache.keys() == ["p", "q"]


def test_overwriting_in_a_full_cache_drops_nothing():
    cache = filled(2, "ab")
    cache.put("b", 1)
    assert cache.keys() == ["a", "b"]
    assert cache.get("b") == 1


def test_long_use():
    cache = LRUCache(3)
    for key in "abcadbeafa":
        cache.get_or_compute(key, ord)
    assert cache.keys() == ["e", "f", "a"]
    assert (cache.hits, cache.misses) == (2, 8)


def test_order_after_mixed_use():
    cache = filled(4, "abcd")
    cache.get("b")
    cache.put("a", 0)
    cache.get("c")
    assert cache.keys() == ["d", "b", "a", "c"]


def test_hit_rate_counts_every_lookup():
    cache = filled(5, "ab")
    assert [cache.get(key) for key in "axby"] == [97, None, 98, None]
    assert cache.hit_rate() == pytest.approx(0.5)


def test_filling_many():
    cache = filled(5, "abcdefghij")
    assert cache.keys() == ["f", "g", "h", "i", "j"]


@pytest.mark.parametrize("capacity", [-3, 0])
def test_useless_capacities(capacity):
    with pytest.raises(ValueError, match=str(capacity)):
        LRUCache(capacity)
