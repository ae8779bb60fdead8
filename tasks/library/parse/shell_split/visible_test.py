import pytest
from program import ShellError, commands, join, quote, split

VARIABLES = {"HOME": "/home/ada", "EMPTY": "", "MSG": "two words"}


def test_words():
    assert split("  cp -r\ta b  ") == ["cp", "-r", "a", "b"]
    assert split("") == []


def test_quotes():
    assert split("""a'b c'"d e" '' "" 'x"y' "x'y" """) == ["ab cd e", "", "", 'x"y', "x'y"]


def test_backslashes():
    assert split(r"a\ b \# \\ '\n'") == ["a b", "#", "\\", "\\n"]
    assert split(r'"\"\$\\\n"') == ['"$\\\\n']
    assert split('a\\\nb "c\\\nd" \\\n e') == ["ab", "cd", "e"]


def test_comments():
    assert split("a#b c # d 'e") == ["a#b", "c"]
    assert commands("# x\na # y\nb") == [(["a"], ";"), (["b"], "")]


def test_variables():
    line = "cd $HOME/x \"$HOME\" '$HOME' ${HOME}y $HOMEY $ a$1"
    assert split(line, VARIABLES) == ["cd", "/home/ada/x", "/home/ada", "$HOME", "/home/aday", "$", "a$1"]


def test_empty_variables_make_no_word():
    assert split('$EMPTY "$EMPTY" $MSG x$NONE', VARIABLES) == ["", "two words", "x"]


def test_fallbacks():
    line = "${HOME:-a} ${EMPTY:-b} ${NONE:-c d} ${EMPTY}"
    assert split(line, VARIABLES) == ["/home/ada", "b", "c d"]


def test_commands():
    assert commands("a 'b;c' && d || e|f; g\nh ;") == [
        (["a", "b;c"], "&&"),
        (["d"], "||"),
        (["e"], "|"),
        (["f"], ";"),
        (["g"], ";"),
        (["h"], ";"),
    ]
    assert commands(";\n a &\n;") == [(["a", "&"], ";")]
    with pytest.raises(ShellError, match="2 commands"):
        split("a; b")


@pytest.mark.parametrize("text", ["&& a", "a ||", "a | | b", "a | ; | b", "a && \n"])
def test_missing_commands(text):
    with pytest.raises(ShellError, match="command is missing"):
        commands(text)


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("a 'b", "single"),
        ('a "b', "double"),
        ('"\\"', "double"),
        ("a\\", "backslash"),
        ("${a", "brace"),
        ("${1}", "no name"),
    ],
)
def test_broken_lines(text, problem):
    with pytest.raises(ShellError, match=problem):
        split(text)


def test_quote_and_join():
    words = ["a-b/c.d", "", "it's", "x y", "$HOME"]
    assert join(words) == r"a-b/c.d '' 'it'\''s' 'x y' '$HOME'"
    assert split(join(words)) == words
    assert quote("ä") == "'ä'"
