import pytest
from program import TwoLevelCache


@pytest.fixture
def loaded():
    return []


@pytest.fixture
def cache(loaded):
    def load(key):
        loaded.append(key)
        return {"a": 1, "b": 2, "c": 3, "d": 4, "e": 5}[key]

    return TwoLevelCache(load, small=2, large=3)


def get_all(cache, keys):
    return [cache.get(key) for key in keys]


def test_values_are_loaded_once(cache, loaded):
    assert get_all(cache, "abab") == [1, 2, 1, 2]
    assert loaded == ["a", "b"]


def test_the_second_visit_promotes(cache):
    get_all(cache, "abaa")
    assert cache.first() == ["a"]
    assert cache.second() == [("b", 0)]
    assert [cache.level(key) for key in "abc"] == [1, 2, 0]


def test_one_visit_changes_no_order(cache):
    get_all(cache, "aba")
    assert cache.first() == []
    assert cache.second() == [("a", 1), ("b", 0)]


def test_the_oldest_leaves_the_second_level(cache, loaded):
    get_all(cache, "abcad")
    assert cache.second() == [("b", 0), ("c", 0), ("d", 0)]
    assert cache.level("a") == 0
    cache.get("a")
    assert loaded == ["a", "b", "c", "d", "a"]


def test_the_least_recent_is_demoted(cache):
    get_all(cache, "aaabbbacc")
    assert cache.first() == ["b", "a"]
    assert cache.get("c") == 3
    assert cache.first() == ["a", "c"]
    assert cache.second() == [("b", 0)]
    assert cache.get("b") == 2


def test_put_replaces_in_place(cache):
    get_all(cache, "aaabb")
    cache.put("a", 10)
    cache.put("b", 20)
    assert cache.first() == ["a"]
    assert cache.second() == [("b", 1)]
    assert get_all(cache, "ab") == [10, 20]


def test_put_of_a_new_key_loads_nothing(cache, loaded):
    cache.put("z", 26)
    assert cache.get("z") == 26
    assert loaded == []
    for key in "xyw":
        cache.put(key, 0)
    assert cache.second() == [("x", 0), ("y", 0), ("w", 0)]


def test_remove_from_either_level(cache):
    get_all(cache, "aaab")
    assert [cache.remove(key) for key in "aabc"] == [True, False, True, False]
    assert cache.first() == []
    assert cache.second() == []


def test_stats(cache):
    get_all(cache, "aaaabcde")
    assert cache.stats() == {"first": 1, "second": 2, "loaded": 5, "promoted": 1, "evicted": 1}


def test_errors_of_load(cache):
    with pytest.raises(KeyError):
        cache.get("z")
    assert cache.level("z") == 0
    assert cache.stats()["loaded"] == 0


@pytest.mark.parametrize("sizes", [(0, 1), (1, 0)])
def test_levels_without_room(sizes):
    with pytest.raises(ValueError, match="room"):
        TwoLevelCache(len, *sizes)
    assert TwoLevelCache(len, 1, 1).get("abc") == 3
