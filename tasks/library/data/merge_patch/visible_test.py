import pytest
from program import apply_patch, make_patch, same, touched

CONFIG = {"name": "api", "server": {"host": "localhost", "port": 80}, "tags": ["a", "b"]}


def test_sets_and_removes_members():
    assert apply_patch({"a": 1, "b": 2}, {"a": 3, "b": None, "c": 4}) == {"a": 3, "c": 4}


def test_goes_into_objects():
    assert apply_patch(CONFIG, {"server": {"port": 8080}})["server"] == {"host": "localhost", "port": 8080}


def test_lists_are_replaced_as_a_whole():
    assert apply_patch(CONFIG, {"tags": ["c"]})["tags"] == ["c"]


def test_a_patch_that_is_no_object_is_the_new_document():
    assert apply_patch(CONFIG, 5) == 5
    assert apply_patch({"a": 1}, None) is None


def test_members_that_were_not_there_are_made_without_none():
    assert apply_patch({"a": 1}, {"a": {"b": {"c": None}, "d": 2}}) == {"a": {"b": {}, "d": 2}}


def test_the_document_is_not_changed():
    document = {"a": {"b": 1}}
    apply_patch(document, {"a": {"b": None}})
    assert document == {"a": {"b": 1}}


def test_make_patch_names_only_what_differs():
    after = {"name": "api", "server": {"host": "localhost", "port": 8080, "tls": True}}
    assert make_patch(CONFIG, after) == {"tags": None, "server": {"port": 8080, "tls": True}}


def test_make_patch_of_equals():
    assert make_patch(CONFIG, {**CONFIG}) == {}


def test_no_patch_sets_none():
    with pytest.raises(ValueError, match="set port to None"):
        make_patch(CONFIG, {**CONFIG, "server": {"host": "localhost", "port": None}})
    assert make_patch({"a": None}, {"a": None, "b": 1}) == {"b": 1}


def test_true_is_not_one():
    assert same({"a": [1]}, {"a": [True]}) is False
    assert same({"a": 1, "b": []}, {"b": [], "a": 1}) is True
    assert make_patch({"debug": 1}, {"debug": True}) == {"debug": True}


def test_touched():
    assert touched({"name": None, "server": {"port": 1, "tls": {}}}) == ["name", "server.port", "server.tls"]
