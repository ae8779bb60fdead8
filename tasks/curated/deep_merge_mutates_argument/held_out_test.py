import pytest
from program import deep_merge, lookup, per_environment


@pytest.mark.parametrize(
    ("base", "override", "expected"),
    [
        ({}, {}, {}),
        ({}, {"a": {"b": 1}}, {"a": {"b": 1}}),
        ({"a": 1}, {"a": {"b": 2}}, {"a": {"b": 2}}),
        ({"a": {"b": {"c": 1, "d": 2}}}, {"a": {"b": {"d": 3}}}, {"a": {"b": {"c": 1, "d": 3}}}),
        ({"list": [1, 2]}, {"list": [3]}, {"list": [3]}),
    ],
)
def test_deep_merge(base, override, expected):
    assert deep_merge(base, override) == expected


def test_base_keeps_its_depths():
    base = {"a": {"b": {"c": 1}}, "x": 0}
    assert deep_merge(base, {"a": {"b": {"c": 2, "new": 3}}}) == {"a": {"b": {"c": 2, "new": 3}}, "x": 0}
    assert base == {"a": {"b": {"c": 1}}, "x": 0}


def test_override_stays_as_it_was():
    override = {"a": {"b": 2}}
    assert deep_merge({"a": {"c": 1}}, override) == {"a": {"c": 1, "b": 2}}
    assert override == {"a": {"b": 2}}


def test_new_keys_stay_in_their_environment():
    environments = per_environment({"n": 1}, {"one": {"extra": True}, "two": {}})
    assert environments == {"one": {"n": 1, "extra": True}, "two": {"n": 1}}


def test_nested_values_stay_in_their_environment():
    environments = per_environment(
        {"db": {"port": 1, "user": "u"}}, {"one": {"db": {"port": 2}}, "two": {"log": "x"}}
    )
    assert environments["two"] == {"db": {"port": 1, "user": "u"}, "log": "x"}


def test_lookup_of_whole_sections():
    assert lookup({"a": {"b": {"c": 0}}}, "a.b") == {"c": 0}


def test_lookup_finds_false_values():
    assert lookup({"a": {"b": 0}}, "a.b", 7) == 0
    assert lookup({"a": ""}, "a", 7) == ""
