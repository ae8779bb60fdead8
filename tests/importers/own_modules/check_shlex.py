import shlex

import pytest


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("copy 'my file' there", ["copy", "my file", "there"]),
        ('say "two words"', ["say", "two words"]),
        ("a  b\tc\nd", ["a", "b", "c", "d"]),
        ("", []),
        ("''", [""]),
        ("a'b c'd", ["ab cd"]),
        (r"a\ b", ["a b"]),
        (r'"a\"b"', ['a"b']),
        (r"'a\b'", [r"a\b"]),
        (r'"a\b"', [r"a\b"]),
        ('x="1 2"', ["x=1 2"]),
        ("a;b|c", ["a;b|c"]),
        ("é ü", ["é", "ü"]),
    ],
)
def test_words_are_split_as_a_shell_does(text, words):
    assert shlex.split(text) == words


@pytest.mark.parametrize("text", ["'open", '"open', "a 'b"])
def test_a_quote_without_end_is_refused(text):
    with pytest.raises(ValueError, match="No closing quotation"):
        shlex.split(text)


def test_an_escape_without_a_character_is_refused():
    with pytest.raises(ValueError, match="No escaped character"):
        shlex.split("a\\")


def test_comments_are_left_out_if_asked():
    assert shlex.split("a # b", comments=True) == ["a"]
    assert shlex.split("a # b") == ["a", "#", "b"]
    assert shlex.split("a # b\nc", comments=True) == ["a", "c"]


def test_quotes_stay_where_no_shell_is_meant():
    assert shlex.split("'a b' c", posix=False) == ["'a b'", "c"]


@pytest.mark.parametrize(
    ("word", "quoted"),
    [
        ("plain", "plain"),
        ("", "''"),
        ("a b", "'a b'"),
        ("it's", "'it'\"'\"'s'"),
        ("a/b-c.d", "a/b-c.d"),
        ("$x", "'$x'"),
    ],
)
def test_a_word_is_quoted_if_it_must_be(word, quoted):
    assert shlex.quote(word) == quoted


@pytest.mark.parametrize("words", [["it's", "a b"], ["", "x"], ["a", "b"], ['"', "\\"]])
def test_what_is_joined_can_be_split(words):
    assert shlex.split(shlex.join(words)) == words


def test_words_are_joined_by_spaces():
    assert shlex.join(["a", "b c"]) == "a 'b c'"


def test_tokens_come_one_by_one():
    lexer = shlex.shlex("a = 'b' # c")
    assert [lexer.get_token() for _ in range(4)] == ["a", "=", "'b'", ""]


def test_a_token_is_put_back():
    lexer = shlex.shlex("a b")
    first = lexer.get_token()
    lexer.push_token(first)
    assert list(lexer) == ["a", "b"]


def test_lines_are_counted():
    lexer = shlex.shlex("a\nb\nc")
    assert lexer.lineno == 1
    list(lexer)
    assert lexer.lineno == 3


@pytest.mark.parametrize(
    ("text", "tokens"),
    [
        ("a && b", ["a", "&&", "b"]),
        ("a&b;c", ["a", "&", "b", ";", "c"]),
        ("a>>f (b)", ["a", ">>", "f", "(", "b", ")"]),
    ],
)
def test_runs_of_punctuation_are_tokens_if_asked(text, tokens):
    assert list(shlex.shlex(text, punctuation_chars=True)) == tokens


def test_words_split_at_white_space_only_if_asked():
    lexer = shlex.shlex("a-b,c d", posix=True)
    lexer.whitespace_split = True
    assert list(lexer) == ["a-b,c", "d"]


def test_white_space_is_what_one_says():
    lexer = shlex.shlex("a,b", posix=True)
    lexer.whitespace = ","
    assert list(lexer) == ["a", "b"]


def test_an_error_is_led_by_its_place():
    assert shlex.shlex("", "file").error_leader() == '"file", line 1: '
    assert shlex.shlex("").error_leader("other", 7) == '"other", line 7: '
