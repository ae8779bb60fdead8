import pytest
from program import SourceError, Token, Tokenizer


def tokens(source):
    return [(token.kind, token.text, token.line, token.column) for token in Tokenizer(source).tokens()]


def texts(source):
    return [token.text for token in Tokenizer(source).tokens() if token.kind != "newline"]


def kinds(source):
    return [token.kind for token in Tokenizer(source).tokens()]


def test_positions():
    assert tokens("let x1 = 5\n\n  \nx1") == [
        ("keyword", "let", 1, 1),
        ("name", "x1", 1, 5),
        ("operator", "=", 1, 8),
        ("number", "5", 1, 10),
        ("newline", "", 1, 11),
        ("name", "x1", 4, 1),
        ("newline", "", 4, 3),
    ]


def test_longest_operator():
    assert texts("a<<=b<<c**d->e<f==g") == [
        "a",
        "<<=",
        "b",
        "<<",
        "c",
        "**",
        "d",
        "->",
        "e",
        "<",
        "f",
        "==",
        "g",
    ]


def test_numbers():
    assert [token.value for token in Tokenizer("1_000 0x1F 0b11 0").tokens()][:-1] == [1000, 31, 3, 0]
    for source in ("12ab", "007", "0x"):
        with pytest.raises(SourceError, match=r"1:1: \w+ is no number"):
            tokens(source)


def test_strings():
    assert texts(r'"a # b" "\t\"\\"') == ['"a # b"', '"\t"\\"']
    assert Token("string", '"ab"', 1, 1).value == "ab"
    assert Token("name", "ab", 1, 1).value == "ab"


@pytest.mark.parametrize("source", ['x "abc', 'x "a\\', 'x "\n"', 'x "a\\"'])
def test_unclosed_strings(source):
    with pytest.raises(SourceError, match="1:3: the string is not closed"):
        tokens(source)


def test_comments():
    assert tokens("# all\na # b\n") == [("name", "a", 2, 1), ("newline", "", 2, 6)]


def test_indentation():
    source = "if a:\n  b\n  if c:\n     d\ne"
    assert [kind for kind in kinds(source) if kind.endswith("dent")] == [
        "indent",
        "indent",
        "dedent",
        "dedent",
    ]
    assert [token for token in tokens(source) if token[0] == "indent"] == [
        ("indent", "", 2, 3),
        ("indent", "", 4, 6),
    ]
    assert tokens("a\n b\n")[-1] == ("dedent", "", 3, 1)


def test_dedent_to_no_level():
    with pytest.raises(SourceError, match="3:2: this indentation has no level"):
        tokens("a\n   b\n c")


def test_brackets_join_lines():
    assert kinds("f(a,\n   b\n)\nc") == [*["name", "operator"] * 3, "newline", "name", "newline"]


@pytest.mark.parametrize(
    ("source", "message"),
    [("a)", r"1:2: \) closes nothing"), ("(]", "1:2: ] closes"), ("[\n (", "2:2: [(] is not closed")],
)
def test_brackets_pair(source, message):
    with pytest.raises(SourceError, match=message):
        tokens(source)


def test_other_characters_and_escapes():
    with pytest.raises(SourceError, match="2:3: unexpected !"):
        tokens("a\nb ! c")
    with pytest.raises(SourceError, match="1:3: unknown escape q"):
        tokens('"a\\q"')
