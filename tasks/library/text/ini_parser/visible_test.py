import pytest
from program import IniError, parse, render

FILE = """
# who listens where
[server]
Host = example.org
port: 8080

[paths]
; searched in this order
search = /usr/lib
    /opt/lib
"""


def test_reads_sections_in_order():
    assert list(parse(FILE)) == ["server", "paths"]


def test_keys_are_lower_case_and_values_are_not():
    assert parse("[A]\nName = Bob") == {"A": {"name": "Bob"}}


def test_equals_and_colon_both_end_a_key():
    assert parse(FILE)["server"] == {"host": "example.org", "port": "8080"}


def test_first_separator_counts():
    assert parse("[s]\nurl = http://x/?a=1\nat: 10=20") == {"s": {"url": "http://x/?a=1", "at": "10=20"}}


def test_an_indented_line_continues_the_value():
    assert parse(FILE)["paths"]["search"] == "/usr/lib\n/opt/lib"


def test_a_section_that_comes_twice_is_one():
    assert parse("[a]\nx = 1\n[b]\n[a]\nx = 2\ny = 3") == {"a": {"x": "2", "y": "3"}, "b": {}}


def test_key_before_the_first_section():
    with pytest.raises(IniError, match="line 2"):
        parse("\nx = 1")


def test_line_without_a_key():
    with pytest.raises(IniError, match="line 2 has no key: oops"):
        parse("[a]\noops")


def test_continuation_right_after_a_section():
    with pytest.raises(IniError, match="line 2 continues nothing"):
        parse("[a]\n  more")


def test_render_is_read_back():
    sections = {"a": {"x": "1", "long": "one\ntwo"}, "b": {}}
    assert render(sections) == "[a]\nx = 1\nlong = one\n    two\n\n[b]\n"
    assert parse(render(sections)) == sections
