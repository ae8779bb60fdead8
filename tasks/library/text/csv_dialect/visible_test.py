import pytest
from program import CsvError, Dialect, sniff_delimiter


def test_records_end_at_line_breaks():
    assert Dialect().parse("a,b\r\n\nc,d") == [["a", "b"], ["c", "d"]]


def test_empty_fields():
    assert Dialect(";").parse(";x;\n") == [["", "x", ""]]


def test_quoted_fields():
    assert Dialect().parse('"a,b","say ""hi""","two\nlines"\n""') == [["a,b", 'say "hi"', "two\nlines"], [""]]


def test_escapes():
    assert Dialect(",", "'", "\\").parse("a\\,b,'it\\'s',\\'x") == [["a,b", "it's", "'x"]]


def test_unclosed_quote_names_its_line():
    with pytest.raises(CsvError, match="line 3"):
        Dialect().parse('"a\nb",c\n"d\ne')


def test_text_after_a_quote():
    with pytest.raises(CsvError, match="line 2"):
        Dialect().parse('a\n"b"c')


def test_nothing_to_escape():
    with pytest.raises(CsvError, match="line 1"):
        Dialect(escape="!").parse("a!")


def test_write_quotes_where_it_must():
    records = [["a", 1, None], ["x,y", 'q"q', "r\rs"], [""], ["", ""]]
    assert Dialect().write(records) == 'a,1,\n"x,y","q""q","r\rs"\n""\n,\n'


def test_write_with_escape():
    assert Dialect("|", "'", "\\").write([["it's", "a\\b", "a,b"]]) == "'it\\'s'|'a\\\\b'|a,b\n"


def test_a_record_needs_a_field():
    with pytest.raises(ValueError, match="needs a field"):
        Dialect().write([["a"], []])


@pytest.mark.parametrize("marks", [(",", ","), ("", '"'), ("\n", '"'), (",", '"', "\\\\"), (",", '"', '"')])
def test_useless_dialects(marks):
    with pytest.raises(ValueError, match=r"single character|differ"):
        Dialect(*marks)


def test_sniffs_the_widest_delimiter():
    assert sniff_delimiter("a;b;c,d\n1;2;3,4\n") == ";"
    assert sniff_delimiter('"x;y",b|c\n"z",d|e') == ","
    with pytest.raises(CsvError, match="fits"):
        sniff_delimiter("a,b\nc")
