import pytest
from program import Query, QueryError

DOCUMENTS = {
    "d1": {"title": "Red apples", "body": "An apple a day keeps the doctor away."},
    "d2": {"title": "Green pears", "body": "Apple and pear: a day apart"},
    "d3": {"title": "", "body": "red, red wine"},
}


def found(text):
    return Query(text).filter(DOCUMENTS)


def test_words():
    assert found("APPLE") == ["d1", "d2"]
    assert found("day apple") == ["d1", "d2"]
    assert found("apple red") == ["d1"]
    assert found("plum") == []


def test_or_binds_loosest():
    assert Query("a b OR c AND d").tree == (
        "or",
        ("and", ("word", "a"), ("word", "b")),
        ("and", ("word", "c"), ("word", "d")),
    )
    assert found("wine OR green pear") == ["d2", "d3"]


def test_not():
    assert Query("NOT a -b").tree == ("and", ("not", ("word", "a")), ("not", ("word", "b")))
    assert Query("NOT -a").tree == ("not", ("not", ("word", "a")))
    assert found("red -apple") == ["d3"]


def test_parentheses():
    assert Query("a (b OR c) -(d)").tree == (
        "and",
        ("word", "a"),
        ("or", ("word", "b"), ("word", "c")),
        ("not", ("word", "d")),
    )
    assert Query("a OR (b OR c)").tree == ("or", ("word", "a"), ("or", ("word", "b"), ("word", "c")))


def test_phrases():
    assert Query('"A  day, apart" red-wine "x"').tree == (
        "and",
        ("phrase", "a day apart"),
        ("phrase", "red wine"),
        ("word", "x"),
    )
    assert found('"a day"') == ["d1", "d2"]
    assert found('"day a"') == []
    assert found('"red red"') == ["d3"]


def test_prefixes():
    assert Query("app*").tree == ("prefix", "app")
    assert found("app*") == ["d1", "d2"]
    assert found('"app*"') == []


def test_fields():
    assert Query('Title:red OR body:"a day"').tree == (
        "or",
        ("word", "red", "title"),
        ("phrase", "a day", "body"),
    )
    assert found("title:red") == ["d1"]
    assert found("-author:x title:p*") == ["d2"]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "()",
        "(a",
        "a)",
        "a OR",
        "AND a",
        "a AND OR b",
        "NOT",
        "a -",
        '"a',
        '""',
        "a:",
        "x: y",
        "a OR )",
        "a *",
    ],
)
def test_broken_queries(text):
    with pytest.raises(QueryError):
        Query(text)


def test_operators_are_in_capitals():
    assert Query('not "OR"').tree == ("and", ("word", "not"), ("word", "or"))
    assert Query("x:AND").tree == ("word", "and", "x")
