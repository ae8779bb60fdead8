"""Roles that inherit the permissions of other roles."""

from collections.abc import Iterator, Sequence


class RoleError(Exception):
    """A role is unknown, known already, or would inherit from itself."""


class _Role:
    def __init__(self, permissions: Sequence[str], parents: Sequence[str]) -> None:
        self.rules: dict[str, bool] = dict.fromkeys(permissions, True)
        self.parents = list(dict.fromkeys(parents))

    def verdict(self, permission: str) -> bool | None:
        matching = [rule for rule in self.rules if _matches(rule, permission)]
        if not matching:
            return None
        return self.rules[max(matching, key=lambda rule: len(rule.removesuffix("*")))]


class Roles:
    """Roles, what they may do, and who has them."""

    def __init__(self) -> None:
        self._roles: dict[str, _Role] = {}
        self._users: dict[str, set[str]] = {}

    def define(self, role: str, permissions: Sequence[str], parents: Sequence[str] = ()) -> None:
        """Define a new role; RoleError if it is known or a parent is not."""
        if role in self._roles:
            raise RoleError(f"{role} is defined already")
        for parent in parents:
            self._role(parent)
        self._roles[role] = _Role(permissions, parents)

    def remove(self, role: str) -> None:
        """Remove a role, also from its users; RoleError while others inherit from it."""
        self._role(role)
        heirs = sorted(name for name, other in self._roles.items() if role in other.parents)
        if heirs:
            raise RoleError(f"{role} is a parent of {', '.join(heirs)}")
        del self._roles[role]
        for roles in self._users.values():
            roles.discard(role)

    def inherit(self, role: str, parent: str) -> None:
        """Make a role inherit from another one; RoleError if it would inherit from itself."""
        self._role(parent)
        parents = self._role(role).parents
        if parent == role or role in self.ancestors(parent):
            raise RoleError(f"{role} would inherit from itself")
        if parent not in parents:
            parents.append(parent)

    def disinherit(self, role: str, parent: str) -> bool:
        """Undo `inherit`; tell whether it was a parent."""
        self._role(parent)
        parents = self._role(role).parents
        if parent not in parents:
            return False
        parents.remove(parent)
        return True

    def grant(self, role: str, permission: str) -> None:
        """Give a permission to a role."""
        self._role(role).rules[permission] = True

    def deny(self, role: str, permission: str) -> None:
        """Deny a permission to a role, whatever it inherits."""
        self._role(role).rules[permission] = False

    def clear(self, role: str, permission: str) -> None:
        """Undo `grant` and `deny`."""
        self._role(role).rules.pop(permission, None)

    def check(self, role: str, permission: str) -> bool:
        """Tell whether a role has a permission, by its own rules or those it inherits."""
        return self._resolve(role, permission)[0] is True

    def source(self, role: str, permission: str) -> str | None:
        """Return the role whose rule decides, None if there is no rule."""
        return self._resolve(role, permission)[1]

    def ancestors(self, role: str) -> list[str]:
        """Return all roles that a role inherits from, sorted."""
        return sorted(set(self._walk(role)))

    def permissions(self, role: str) -> list[str]:
        """Return what was given to a role and its ancestors and is not denied to it, sorted."""
        given: set[str] = set()
        for name in [role, *self.ancestors(role)]:
            given.update(rule for rule, allowed in self._role(name).rules.items() if allowed)
        return sorted(rule for rule in given if self.check(role, rule))

    def assign(self, user: str, role: str) -> bool:
        """Give a role to a user; tell whether it is new."""
        self._role(role)
        roles = self._users.setdefault(user, set())
        if role in roles:
            return False
        roles.add(role)
        return True

    def unassign(self, user: str, role: str) -> bool:
        """Take a role from a user; tell whether the user had it."""
        self._role(role)
        if role not in self._users.get(user, set()):
            return False
        self._users[user].remove(role)
        return True

    def roles_of(self, user: str) -> list[str]:
        """Return the roles of a user, sorted."""
        return sorted(self._users.get(user, set()))

    def can(self, user: str, permission: str) -> bool:
        """Tell whether one of a user's roles has a permission."""
        return any(self.check(role, permission) for role in self.roles_of(user))

    def holders(self, permission: str) -> list[str]:
        """Return the users that have a permission, sorted."""
        return sorted(user for user in self._users if self.can(user, permission))

    def _role(self, name: str) -> _Role:
        if name not in self._roles:
            raise RoleError(f"there is no role {name}")
        return self._roles[name]

    def _walk(self, role: str) -> Iterator[str]:
        for parent in self._role(role).parents:
            yield parent
            yield from self._walk(parent)

    def _resolve(self, name: str, permission: str) -> tuple[bool | None, str | None]:
        role = self._role(name)
        verdict = role.verdict(permission)
        if verdict is not None:
            return verdict, name
        answers = [self._resolve(parent, permission) for parent in role.parents]
        for wanted in (False, True):
            for answer in answers:
                if answer[0] is wanted:
                    return answer
        return None, None


def _matches(rule: str, permission: str) -> bool:
    return rule == permission or (rule.endswith("*") and permission.startswith(rule[:-1]))
