import pytest
from program import format_line, parse_line


def test_plain_fields():
    assert parse_line("id,name,email") == ["id", "name", "email"]


def test_empty_fields():
    assert parse_line("a,,b,") == ["a", "", "b", ""]
    assert parse_line("") == [""]


def test_comma_inside_quotes():
    assert parse_line('1,"Doe, Jane",42') == ["1", "Doe, Jane", "42"]


def test_two_quoted_fields():
    assert parse_line('"a","b"') == ["a", "b"]
    assert parse_line('"","x,y"') == ["", "x,y"]


def test_doubled_quotes():
    assert parse_line('"say ""hi"" now",ok') == ['say "hi" now', "ok"]


def test_quote_in_the_middle_is_ordinary():
    assert parse_line('5" pipe,3') == ['5" pipe', "3"]


def test_other_separator():
    assert parse_line("a;b,c", separator=";") == ["a", "b,c"]


def test_format_protects_what_needs_it():
    assert format_line(["a", "b,c", 'd"e']) == 'a,"b,c","d""e"'


def test_unclosed_quote():
    with pytest.raises(ValueError, match="not closed"):
        parse_line('a,"b')
