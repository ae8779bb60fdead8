import pytest
from program import format_line, parse_line


@pytest.mark.parametrize(
    ("line", "fields"),
    [
        ('""""', ['"']),
        ('a,"""b""",c', ["a", '"b"', "c"]),
        ('"1,""2"",3",4', ['1,"2",3', "4"]),
        (',"",', ["", "", ""]),
        ('a"b"c', ['a"b"c']),
        ('"a"b,c', ["ab", "c"]),
    ],
)
def test_parse(line, fields):
    assert parse_line(line) == fields


@pytest.mark.parametrize(
    "fields",
    [["", ""], ["a,b", "c"], ['"', '""'], ['he said "no, thanks"', "1,5"]],
)
def test_reads_back_what_it_wrote(fields):
    line = format_line(fields)
    assert parse_line(line) == fields


def test_separator_decides_what_is_protected():
    assert format_line(["a,b", "c;d"], separator=";") == 'a,b;"c;d"'


def test_tab_separated():
    assert parse_line('x\t"y\tz"\t', separator="\t") == ["x", "y\tz", ""]


def test_single_quoted_letter():
    assert parse_line('"q"') == ["q"]
    assert parse_line('"q",""') == ["q", ""]


def test_unclosed_quote_names_the_field():
    with pytest.raises(ValueError, match="open end"):
        parse_line('a,"open end')
