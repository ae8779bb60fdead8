import pytest
from program import GlobError, expand, matches, select


def matching(pattern, *paths):
    return [path for path in paths if matches(pattern, path)]


def test_stars_stay_within_a_name():
    assert matching("*.py", "a.py", ".py", "x/a.py", "a.pyc", "setup.py") == ["a.py", "setup.py"]
    assert matching("src/*", "src", "src/", "src/a", "src/a/b") == ["src/", "src/a"]


def test_question_marks():
    assert matching("a?c", "abc", "ac", "a/c", "abbc", "abcd") == ["abc"]


def test_sets():
    assert matching("[b-dx]", "a", "b", "d", "e", "x", "-") == ["b", "d", "x"]
    assert matching("[!b-d]", "a", "b", "d", "!") == ["a", "!"]
    assert matching("[]-]", "]", "-", "a") == ["]", "-"]


def test_double_stars_pass_over_names():
    assert matching("a/**/z", "a/z", "a/b/z", "a/b/c/z", "a/b", "b/z", "a/z/z/y") == [
        "a/z",
        "a/b/z",
        "a/b/c/z",
    ]
    assert matching("**", "", "a/b", "a/.b") == ["", "a/b"]


def test_hidden_names_need_a_dot():
    assert matching("*/[.]x", "a/.x", "a/x") == []
    assert matching(".*", ".git", "git") == [".git"]
    assert matching("\\.?", ".g", ".git") == [".g"]


def test_backslash():
    assert matching("\\*\\a", "*a", "ba", "\\*a") == ["*a"]


def test_braces():
    assert expand("{a,b}{,1}.c") == ["a.c", "a1.c", "b.c", "b1.c"]
    assert expand("x{a,{b,c}d}") == ["xa", "xbd", "xcd"]
    assert expand("{a}}{{b,c}}") == ["{a}}{b}", "{a}}{c}"]
    assert matching("{src,lib/*}/x", "src/x", "lib/a/x", "lib/x") == ["src/x", "lib/a/x"]


def test_the_last_match_decides():
    paths = ["b.py", "a.py", "a.txt", "x/a.py"]
    assert select(["**/*.py", "!a.*", "!x/*", "x/a*"], paths) == ["b.py", "x/a.py"]
    assert select([], paths) == []


@pytest.mark.parametrize("pattern", ["", "[a", "[]", "[!]", "[z-a]", "a\\", "\\/a", "{a", "{a,[}", "[/]"])
def test_broken_patterns(pattern):
    with pytest.raises(GlobError):
        matches(pattern, "a")
