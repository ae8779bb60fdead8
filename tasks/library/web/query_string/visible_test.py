import pytest
from program import build, parse, quote, replace, unquote


def test_quote_leaves_safe_symbols_alone():
    assert quote("a-b_c.d~9") == "a-b_c.d~9"


def test_quote_writes_bytes():
    assert quote("50% & more") == "50%25+%26+more"
    assert quote("é") == "%C3%A9"


@pytest.mark.parametrize("text", ["", "plain", "two words", "a+b=c&d", "naïve ☃", "100%"])
def test_unquote_undoes_quote(text):
    assert unquote(quote(text)) == text


def test_a_lonely_percent_stands_for_itself():
    assert unquote("100%") == "100%"
    assert unquote("5%zz") == "5%zz"


def test_parse_keeps_order_and_repetition():
    assert parse("?tag=b&tag=a&page=2") == [("tag", "b"), ("tag", "a"), ("page", "2")]


def test_parse_drops_blank_values_unless_told():
    assert parse("a=&b&c=1") == [("c", "1")]
    assert parse("a=&b&c=1", keep_blank=True) == [("a", ""), ("b", ""), ("c", "1")]


def test_parse_splits_at_the_first_equals_sign():
    assert parse("filter=a=b") == [("filter", "a=b")]


def test_build():
    assert build({"q": "red shoes", "size": ["8", "9"], "page": None}) == "q=red+shoes&size=8&size=9"


def test_replace_puts_one_pair_in_the_first_place():
    assert replace("a=1&b=2&a=3", "a", "9") == "a=9&b=2"


def test_replace_adds_what_was_not_there():
    assert replace("a=1", "page", "2") == "a=1&page=2"
