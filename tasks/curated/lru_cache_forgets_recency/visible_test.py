import pytest
from program import LRUCache


def filled(capacity, keys):
    cache = LRUCache(capacity)
    for number, key in enumerate(keys):
        cache.put(key, number)
    return cache


def test_stores_and_finds():
    cache = filled(2, "ab")
    assert cache.get("a") == 0
    assert cache.get("b") == 1


def test_never_holds_more_than_its_capacity():
    cache = filled(2, "abc")
    assert cache.keys() == ["b", "c"]


def test_reading_a_key_protects_it():
    cache = filled(3, "abc")
    cache.get("a")
    assert cache.keys() == ["b", "c", "a"]


def test_writing_a_key_again_protects_it():
    cache = filled(3, "abc")
    cache.put("a", 10)
    assert cache.keys() == ["b", "c", "a"]
    assert cache.get("a") == 10


def test_default_for_unknown_keys():
    cache = filled(2, "a")
    assert cache.get("z") is None
    assert cache.get("z", 5) == 5


def test_computes_only_what_is_not_cached():
    cache = LRUCache(4)
    asked = []

    def length(key):
        asked.append(key)
        return len(key)

    assert [cache.get_or_compute(key, length) for key in ("one", "three", "one")] == [3, 5, 3]
    assert asked == ["one", "three"]


def test_hit_rate():
    cache = filled(2, "a")
    assert cache.hit_rate() == 0.0
    for key in ("a", "a", "b", "a"):
        cache.get(key)
    assert cache.hit_rate() == pytest.approx(0.75)


def test_capacity_must_be_positive():
    with pytest.raises(ValueError, match="capacity"):
        LRUCache(0)
