import pytest
from program import PrefixTrie


@pytest.fixture
def trie():
    trie = PrefixTrie()
    for word, weight in [("tea", 4), ("ten", 2), ("team", 4), ("to", 7), ("inn", 1)]:
        trie.insert(word, weight)
    return trie


def test_words_by_their_beginning(trie):
    assert trie.words("te") == ["tea", "team", "ten"]
    assert trie.words("team") == ["team"]
    assert trie.words("teamx") == []
    assert len(trie) == 5


def test_weights_add_up(trie):
    assert trie.insert("ten") == 3
    assert trie.weight("ten") == 3
    assert trie.weight("te") == 0
    assert trie.weight("tenth") == 0
    assert len(trie) == 5


def test_the_heaviest_complete_first(trie):
    assert trie.complete("t") == ["to", "tea", "team"]
    assert trie.complete("te", 2) == ["tea", "team"]
    assert trie.complete("te", 0) == []


def test_count_and_nodes(trie):
    assert trie.count("tea") == 2
    assert trie.count("x") == 0
    assert trie.nodes == 9


def test_deleting_leaves_longer_words(trie):
    assert trie.delete("tea") is True
    assert trie.words("t") == ["team", "ten", "to"]
    assert trie.nodes == 9


def test_deleting_cuts_what_no_word_needs(trie):
    trie.delete("team")
    assert trie.nodes == 8
    trie.delete("inn")
    assert trie.nodes == 5
    assert trie.count("") == 3


def test_deleting_what_is_no_word(trie):
    assert trie.delete("te") is False
    assert trie.delete("teams") is False
    assert trie.count("te") == 3


def test_longest_word_at_the_beginning(trie):
    assert trie.longest_prefix("teapot") == "tea"
    assert trie.longest_prefix("team") == "team"
    assert trie.longest_prefix("te") is None


def test_extend_as_far_as_all_agree(trie):
    assert trie.extend("i") == "inn"
    assert trie.extend("t") == "t"
    assert trie.extend("tea") == "tea"
    assert trie.extend("x") is None


def test_what_cannot_be_inserted(trie):
    with pytest.raises(ValueError, match="one letter"):
        trie.insert("")
    with pytest.raises(ValueError, match="weight of 0"):
        trie.insert("x", 0)
