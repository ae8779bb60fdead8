import pytest
from program import AccessList, RuleError


@pytest.fixture
def access():
    access = AccessList()
    access.group("staff", ["ann", "@editors"])
    access.group("editors", ["ed", "@staff"])
    return access


def test_the_first_rule_that_matches_decides(access):
    assert access.add("deny ann write /docs/secret") == 1
    assert access.add("allow * write /docs/*") == 2
    assert access.decide("ann", "write", "/docs/secret") == (False, 1)
    assert access.decide("bob", "write", "/docs/secret") == (True, 2)
    assert access.decide("bob", "read", "/docs/secret") == (False, 0)


def test_the_default():
    assert AccessList("allow").decide("ann", "read", "/x") == (True, 0)
    with pytest.raises(ValueError, match="allow or deny"):
        AccessList("maybe")


def test_groups_contain_groups(access):
    assert access.member("ann", "staff") is True
    assert access.member("ed", "staff") is True
    assert access.member("bob", "staff") is False
    assert access.member("ann", "nobody") is False


def test_rules_for_groups_and_for_all_others(access):
    access.add("deny !@staff * /**")
    access.add("allow @editors read /x")
    assert access.decide("bob", "read", "/x") == (False, 1)
    assert access.decide("ed", "read", "/x") == (True, 2)


@pytest.mark.parametrize(
    ("resource", "path", "matches"),
    [
        ("/a/*", "/a/b", True),
        ("/a/*", "/a/b/c", False),
        ("/a/*", "/a", False),
        ("/a/**", "/a/b/c", True),
        ("/a/**", "a/", True),
        ("/a/**", "/b", False),
        ("/a/b/**", "/a", False),
        ("**", "", True),
        ("/a/*.t*t", "/a/x.txt", True),
        ("/a/*.txt", "/a/xtxt", False),
    ],
)
def test_wildcards_in_resources(access, resource, path, matches):
    access.add(f"allow * read {resource}")
    assert access.allowed("ann", "read", path) is matches


def test_several_actions(access):
    access.add("allow ann read,list /x")
    access.add("allow ann * /y")
    assert access.actions("ann", "/x", ["write", "list", "read"]) == ["list", "read"]
    assert access.actions("ann", "/y", ["write"]) == ["write"]


def test_rules_can_be_inserted_and_removed(access):
    access.add("allow  *  read  /x")
    access.insert(1, "deny ann read /x")
    access.insert(3, "allow bob * /y")
    assert access.rules() == ["deny ann read /x", "allow * read /x", "allow bob * /y"]
    assert access.remove(1) == "deny ann read /x"
    assert len(access) == 2


@pytest.mark.parametrize("position", [0, 3])
def test_there_is_no_such_place(access, position):
    access.add("allow * read /x")
    with pytest.raises(RuleError):
        access.insert(position, "allow * read /x")
    with pytest.raises(RuleError):
        access.remove(position - 1)


@pytest.mark.parametrize("text", ["", "allow ann read", "permit ann read /x", "allow ann read /a/**/b"])
def test_what_is_no_rule(access, text):
    with pytest.raises(RuleError):
        access.add(text)


def test_unused_rules(access):
    access.add("allow ann * /x")
    access.add("allow ann read /x")
    access.add("allow bob read /x")
    assert access.unused([("ann", "read", "/x"), ("ed", "read", "/x")]) == [2, 3]
