import pytest
from program import ResolutionError, allows, outdated, parse_version, resolve

INDEX = {
    "app": {"1.0": {"web": ">=1"}, "2.0": {"web": ">=2", "log": "*"}},
    "web": {"1.0": {}, "1.9": {"log": "<2"}, "1.10": {"log": "<2"}, "2.0": {"log": "~2.1"}},
    "log": {"1.5": {}, "2.0": {}, "2.1": {}, "3": {}},
}


def test_versions_are_numbers():
    assert parse_version("1.10") == (1, 10)
    assert parse_version("2.0.0") == (2,)
    with pytest.raises(ValueError, match="not a version"):
        parse_version("1.x")


@pytest.mark.parametrize(
    ("requirement", "fits"),
    [
        ("*", ["1.9", "1.10", "2.0"]),
        (">=1.10", ["1.10", "2.0"]),
        (">1.10", ["2.0"]),
        ("<=1.10", ["1.9", "1.10"]),
        ("!=1.9, <2", ["1.10"]),
        ("~1.10", ["1.10"]),
        ("==2", ["2.0"]),
    ],
)
def test_what_a_requirement_allows(requirement, fits):
    assert [version for version in ("1.9", "1.10", "2.0") if allows(requirement, version)] == fits


def test_a_rule_needs_a_sign():
    with pytest.raises(ValueError, match=r"not a rule: '1\.0'"):
        allows("1.0", "1.0")


def test_the_newest_is_chosen_with_all_it_requires():
    assert resolve(INDEX, {"web": "<2"}) == {"log": "1.5", "web": "1.10"}
    assert resolve(INDEX, {}) == {}


def test_requirements_add_up():
    assert resolve(INDEX, {"app": "*"}) == {"app": "2.0", "log": "2.1", "web": "2.0"}


def test_goes_back_for_an_older_version():
    assert resolve(INDEX, {"app": "*", "log": "<2"}) == {"app": "1.0", "log": "1.5", "web": "1.10"}


def test_what_was_decided_before_must_be_allowed():
    assert resolve(INDEX, {"log": "==3", "web": "*"}) == {"log": "3", "web": "1.0"}


def test_no_choice_fits():
    with pytest.raises(ResolutionError, match="no version of web fits"):
        resolve(INDEX, {"log": "<2", "app": "==2"})


def test_an_unknown_package_has_no_versions():
    with pytest.raises(ResolutionError) as caught:
        resolve(INDEX, {"log": "*", "mail": "*"})
    assert caught.value.package == "mail"


def test_outdated():
    assert outdated(INDEX, {"web": "1.10", "log": "3.0", "app": "1.0", "mail": "1"}) == ["app", "web"]
