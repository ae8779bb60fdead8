import pytest
from program import TagError, TaggedCache


@pytest.fixture
def cache():
    cache = TaggedCache(4)
    cache.put("profile", 1, ["user.7"])
    cache.put("posts", 2, ["user.7.posts", "post"])
    cache.put("home", 3, ["post", "users"])
    return cache


def test_get_what_was_put(cache):
    assert cache.get("posts") == 2
    assert cache.get("nothing") is None


def test_a_tag_covers_those_below_it(cache):
    assert cache.tagged("user") == ["posts", "profile"]
    assert cache.tagged("user.7") == ["posts", "profile"]
    assert cache.tagged("user.7.posts") == ["posts"]
    assert cache.tagged("user.8") == []


def test_invalidate(cache):
    assert cache.invalidate("post") == ["home", "posts"]
    assert cache.keys() == ["profile"]
    assert cache.get("home") is None
    assert cache.invalidate("post") == []


def test_invalidate_what_all_tags_cover(cache):
    assert cache.invalidate_all(["post", "user"]) == ["posts"]
    assert cache.invalidate_all([]) == []
    assert cache.invalidate_all(["users"]) == ["home"]
    assert cache.keys() == ["profile"]


def test_the_oldest_key_goes(cache):
    cache.put("d", 4)
    cache.get("profile")
    assert cache.put("e", 5) == "posts"
    assert cache.keys() == ["home", "d", "profile", "e"]
    assert cache.tagged("user") == ["profile"]


def test_putting_again_replaces_tags(cache):
    assert cache.put("profile", 9, ["admin"]) is None
    assert cache.get("profile") == 9
    assert cache.tags("profile") == ["admin"]
    assert cache.tagged("user") == ["posts"]
    assert cache.keys() == ["posts", "home", "profile"]


def test_tags_in_order(cache):
    cache.put("d", 4, ["z", "b.c", "z"])
    assert cache.tags("d") == ["b.c", "z"]
    assert cache.tags("nothing") == []


def test_all_tags_with_counts(cache):
    assert cache.all_tags() == [("post", 2), ("user.7", 1), ("user.7.posts", 1), ("users", 1)]
    cache.invalidate("user.7.posts")
    assert cache.all_tags() == [("post", 1), ("user.7", 1), ("users", 1)]


@pytest.mark.parametrize("tag", ["", ".", "a.", "a..b"])
def test_wrong_tags_change_nothing(cache, tag):
    with pytest.raises(TagError, match="empty"):
        cache.put("profile", 9, ["a", tag])
    with pytest.raises(TagError, match="empty"):
        cache.invalidate_all(["post", tag])
    with pytest.raises(TagError, match="empty"):
        cache.tagged(tag)
    assert cache.get("profile") == 1
    assert len(cache.keys()) == 3


def test_capacity():
    with pytest.raises(ValueError, match="capacity"):
        TaggedCache(0)
    cache = TaggedCache(1)
    cache.put("a", 1, ["x"])
    assert cache.put("b", 2, ["x"]) == "a"
    assert cache.all_tags() == [("x", 1)]
