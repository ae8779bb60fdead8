import pytest
from program import MissingError, PointerError, build, get, insert, leaves, parse, put, remove


@pytest.fixture
def document():
    return {"users": [{"name": "Ann"}, {"name": "Bob", "tags": ["x", "y"]}], "a/b": {"~": 1}, "": None}


def test_parts_are_unescaped():
    assert parse("/a~1b/~01/") == ["a/b", "~1", ""]
    assert parse("") == []


def test_pointers_are_built_back():
    assert build(["a/b", "~1", ""]) == "/a~1b/~01/"
    assert build([]) == ""


@pytest.mark.parametrize(
    ("pointer", "message"), [("a/b", "must begin with /: a/b"), ("/a~", "stray ~ in /a~"), ("/~2", "stray")]
)
def test_what_is_no_pointer(pointer, message):
    with pytest.raises(PointerError, match=message):
        parse(pointer)


def test_get(document):
    assert get(document, "/users/1/tags/0") == "x"
    assert get(document, "/a~1b/~0") == 1
    assert get(document, "/") is None
    assert get(document, "") == document


def test_get_what_is_missing(document):
    with pytest.raises(MissingError, match=r"nothing at /users/2$"):
        get(document, "/users/2/name")
    with pytest.raises(MissingError, match=r"nothing at /users/0/name/x$"):
        get(document, "/users/0/name/x")
    assert get(document, "/users/-", 7) == 7
    assert get(document, "/nobody", None) is None


def test_indexes_are_numbers(document):
    with pytest.raises(PointerError, match="not an index: 01"):
        get(document, "/users/01", "default")


def test_put_keys_and_items(document):
    assert put({"a": {"b": 1}}, "/a/c", 2) == {"a": {"b": 1, "c": 2}}
    assert put(document, "/users/1/tags/0", "z")["users"][1] == {"name": "Bob", "tags": ["z", "y"]}
    assert document["users"][1]["tags"] == ["x", "y"]
    assert put([1], "", 5) == 5


def test_put_behind_the_last():
    assert put([1, 2], "/-", 3) == [1, 2, 3]
    assert put([1, 2], "/2", 3) == [1, 2, 3]
    with pytest.raises(MissingError, match="nothing at /3"):
        put([1, 2], "/3", 3)


def test_put_needs_the_levels_before():
    with pytest.raises(MissingError, match=r"nothing at /a$"):
        put({}, "/a/b", 1)
    with pytest.raises(MissingError, match=r"nothing at /a/b$"):
        put({"a": 5}, "/a/b", 1)


def test_insert_moves_items():
    assert insert({"a": [1, [2], 3]}, "/a/1", 9) == {"a": [1, 9, [2], 3]}
    assert insert({"a": [1, [2], 3]}, "/a/1/0", 9) == {"a": [1, [9, 2], 3]}


def test_remove(document):
    assert remove({"a": [1, {"b": 2, "c": 3}]}, "/a/1/b") == {"a": [1, {"c": 3}]}
    assert remove([1, 2, 3], "/1") == [1, 3]
    with pytest.raises(MissingError, match="nothing at /-"):
        remove([1], "/-")
    with pytest.raises(PointerError, match="whole document"):
        remove({}, "")


def test_leaves():
    assert leaves({"a": [1, {}], "b": {"c/d": []}}) == [("/a/0", 1), ("/a/1", {}), ("/b/c~1d", [])]
    assert leaves(5) == [("", 5)]
