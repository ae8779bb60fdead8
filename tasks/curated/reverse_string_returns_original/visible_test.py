from program import characters, is_palindrome, reverse_string


def test_a_word():
    assert reverse_string("stressed") == "desserts"


def test_empty_and_single():
    assert reverse_string("") == ""
    assert reverse_string("x") == "x"


def test_a_sentence():
    assert reverse_string("Hello, world") == "dlrow ,olleH"


def test_accents_stay_on_their_letters():
    assert reverse_string("cafe\u0301s") == "se\u0301fac"


def test_characters_keep_their_marks():
    assert characters("ne\u0301e") == ["n", "e\u0301", "e"]


def test_palindromes():
    assert is_palindrome("Was it a car or a cat I saw?") is True
    assert is_palindrome("palindrome") is False
