import textwrap


def test_lines_are_no_longer_than_asked():
    assert textwrap.wrap("one two three four", 9) == ["one two", "three", "four"]


def test_common_indentation_goes():
    assert textwrap.dedent("  a\n    b\n") == "a\n  b\n"


def test_what_does_not_fit_is_shortened():
    assert textwrap.shorten("one  two   three", 11) == "one [...]"
