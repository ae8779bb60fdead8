import pytest
from program import RoleError, Roles


@pytest.fixture
def roles():
    roles = Roles()
    roles.define("guest", ["docs.read"])
    roles.define("author", ["docs.*", "mail"], ["guest"])
    roles.define("editor", ["site.edit"], ["author"])
    return roles


def test_permissions_are_inherited(roles):
    assert roles.check("editor", "docs.read") is True
    assert roles.check("editor", "docs.page.edit") is True
    assert roles.check("guest", "docs.write") is False


def test_wildcards(roles):
    roles.grant("guest", "*")
    assert roles.check("guest", "anything.at.all") is True
    assert roles.check("author", "docs") is True
    roles.clear("guest", "*")
    assert roles.check("author", "docs") is False
    assert roles.check("author", "docsx.read") is False


def test_the_longest_rule_of_a_role_decides(roles):
    roles.deny("author", "docs.draft.*")
    roles.grant("author", "docs.draft.read")
    assert roles.check("author", "docs.draft.write") is False
    assert roles.check("author", "docs.draft.read") is True
    roles.deny("author", "docs.draft.read")
    assert roles.check("editor", "docs.draft.read") is False


def test_of_the_parents_one_that_denies_wins(roles):
    roles.define("blocked", [])
    roles.deny("blocked", "docs.*")
    roles.inherit("editor", "blocked")
    assert roles.check("editor", "docs.read") is False
    assert roles.source("editor", "docs.read") == "blocked"
    roles.grant("editor", "docs.read")
    assert roles.source("editor", "docs.read") == "editor"


def test_source(roles):
    assert roles.source("editor", "mail") == "author"
    assert roles.source("editor", "nothing") is None


def test_ancestors_and_all_permissions(roles):
    roles.deny("editor", "mail")
    assert roles.ancestors("editor") == ["author", "guest"]
    assert roles.permissions("editor") == ["docs.*", "docs.read", "site.edit"]


def test_no_role_inherits_from_itself(roles):
    with pytest.raises(RoleError):
        roles.inherit("guest", "guest")
    with pytest.raises(RoleError):
        roles.inherit("guest", "editor")
    roles.inherit("editor", "guest")
    assert roles.ancestors("guest") == []


def test_disinherit(roles):
    assert roles.disinherit("editor", "guest") is False
    assert roles.disinherit("editor", "author") is True
    assert roles.ancestors("editor") == []


def test_users(roles):
    assert roles.assign("ann", "guest") is True
    assert roles.assign("ann", "editor") is True
    assert roles.assign("ann", "guest") is False
    roles.assign("bob", "guest")
    assert roles.roles_of("ann") == ["editor", "guest"]
    assert roles.holders("mail") == ["ann"]
    assert roles.holders("docs.read") == ["ann", "bob"]
    assert roles.unassign("ann", "editor") is True
    assert roles.unassign("ann", "editor") is False
    assert roles.can("ann", "mail") is False
    assert roles.can("nobody", "mail") is False


def test_remove(roles):
    roles.assign("ann", "editor")
    with pytest.raises(RoleError):
        roles.remove("author")
    roles.remove("editor")
    assert roles.roles_of("ann") == []
    roles.remove("author")


def test_unknown_and_known_roles(roles):
    with pytest.raises(RoleError):
        roles.define("guest", [])
    with pytest.raises(RoleError):
        roles.define("boss", [], ["owner"])
    with pytest.raises(RoleError):
        roles.check("boss", "mail")
    with pytest.raises(RoleError):
        roles.assign("ann", "boss")
