from program import are_anagrams, group, largest, signature


def test_same_letters_same_signature():
    assert signature("listen") == signature("Silent") == "eilnst"


def test_signature_ignores_spaces():
    assert signature("a b") == "ab"


def test_anagrams():
    assert are_anagrams("dusty", "study") is True
    assert are_anagrams("study", "studs") is False


def test_a_word_is_no_anagram_of_itself():
    assert are_anagrams("stop", "Stop") is False
    assert are_anagrams("stop", "pots") is True


def test_groups():
    assert group(["tea", "tan", "eat", "nat", "bat"]) == [["tea", "eat"], ["tan", "nat"], ["bat"]]


def test_words_with_nothing_in_common():
    assert group(["red", "blue"]) == [["red"], ["blue"]]


def test_largest_group():
    assert largest(["now", "ate", "won", "eat", "tea"]) == ["ate", "eat", "tea"]


def test_no_words():
    assert group([]) == []
    assert largest([]) == []
