import textwrap

import pytest


@pytest.mark.parametrize(
    ("text", "width", "lines"),
    [
        ("one two three four", 9, ["one two", "three", "four"]),
        ("one two", 7, ["one two"]),
        ("one two", 6, ["one", "two"]),
        ("", 5, []),
        ("   ", 5, []),
        ("word", 10, ["word"]),
        ("a b c d e", 1, ["a", "b", "c", "d", "e"]),
        ("tab\tand\nnewline", 20, ["tab     and newline"]),
    ],
)
def test_lines_are_no_longer_than_asked(text, width, lines):
    assert textwrap.wrap(text, width) == lines


def test_a_long_word_is_broken():
    assert textwrap.wrap("abcdefghij k", 4) == ["abcd", "efgh", "ij k"]


def test_a_long_word_is_left_whole_if_asked():
    assert textwrap.wrap("abcdefghij k", 4, break_long_words=False) == ["abcdefghij", "k"]


def test_words_break_at_hyphens():
    assert textwrap.wrap("a well-known fact", 7) == ["a well-", "known", "fact"]


def test_words_do_not_break_at_hyphens_if_asked():
    assert textwrap.wrap("a well-known fact", 7, break_on_hyphens=False) == ["a well-", "known", "fact"]
    assert textwrap.wrap("a well-known fact", 10, break_on_hyphens=False) == ["a", "well-known", "fact"]


def test_lines_are_indented():
    wrapped = textwrap.wrap("one two three", 10, initial_indent="* ", subsequent_indent="  ")
    assert wrapped == ["* one two", "  three"]


def test_an_indent_takes_room():
    assert textwrap.wrap("aa bb cc", 6, subsequent_indent="    ") == ["aa bb", "    cc"]


@pytest.mark.parametrize(
    ("lines", "wrapped"),
    [(1, ["one [...]"]), (2, ["one two", "three [...]"]), (3, ["one two", "three four", "five"])],
)
def test_no_more_lines_than_asked(lines, wrapped):
    assert textwrap.wrap("one two three four five", 11, max_lines=lines) == wrapped


def test_a_placeholder_must_fit():
    with pytest.raises(ValueError, match="placeholder too large"):
        textwrap.wrap("one two", 3, max_lines=1)


@pytest.mark.parametrize("width", [0, -1])
def test_a_width_must_be_positive(width):
    with pytest.raises(ValueError, match="invalid width"):
        textwrap.wrap("one", width)


def test_sentences_end_in_two_spaces_if_asked():
    assert textwrap.fill("One. Two.", 20, fix_sentence_endings=True) == "One.  Two."


def test_white_space_is_kept_if_asked():
    assert textwrap.wrap("a  b", 10, drop_whitespace=False) == ["a  b"]
    assert textwrap.wrap("  a", 10, drop_whitespace=False) == ["  a"]
    assert textwrap.wrap("a\nb", 10, replace_whitespace=False) == ["a\nb"]
    assert textwrap.wrap("a\tb", 10, expand_tabs=False) == ["a b"]


def test_tabs_are_as_wide_as_asked():
    assert textwrap.wrap("a\tb", 10, tabsize=4) == ["a   b"]


@pytest.mark.parametrize(
    ("text", "dedented"),
    [
        ("  a\n    b\n", "a\n  b\n"),
        ("a\n  b\n", "a\n  b\n"),
        ("\ta\n\t\tb\n", "a\n\tb\n"),
        ("  a\n\tb\n", "  a\n\tb\n"),
        ("  a\n   \n  b\n", "a\n\nb\n"),
        ("", ""),
    ],
)
def test_common_indentation_goes(text, dedented):
    assert textwrap.dedent(text) == dedented


@pytest.mark.parametrize(
    ("text", "indented"),
    [("a\nb\n", "> a\n> b\n"), ("a\n\nb", "> a\n\n> b"), ("", ""), (" \n", " \n")],
)
def test_lines_with_text_are_indented(text, indented):
    assert textwrap.indent(text, "> ") == indented


def test_lines_are_indented_as_a_predicate_says():
    assert textwrap.indent("a\n\nb\n", "-", lambda line: True) == "-a\n-\n-b\n"


@pytest.mark.parametrize(
    ("width", "short"),
    [(20, "one two three"), (13, "one two three"), (12, "one [...]"), (11, "one [...]"), (5, "[...]")],
)
def test_what_does_not_fit_is_shortened(width, short):
    assert textwrap.shorten("one  two   three", width) == short


def test_what_does_not_fit_is_marked_as_asked():
    assert textwrap.shorten("one two three", 9, placeholder="...") == "one..."


def test_a_text_is_filled():
    assert textwrap.fill("one two three", 7) == "one two\nthree"
