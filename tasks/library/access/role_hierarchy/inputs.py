"""Four roles that inherit from each other, and what is granted and denied to them."""

from random import Random

from tracefix_rl.tasks.case import Case, Step, call, keep


def _roles(*steps: Step) -> Case:
    return [keep("roles", call("Roles")), *steps]


def _define(role: str, permissions: str = "", *parents: str) -> Step:
    return call("roles.define", role, permissions.split(), list(parents))


def _check(role: str, *permissions: str) -> list[Step]:
    return [call("roles.check", role, permission) for permission in permissions]


A, B, C = _define("a", "x.*"), _define("b", "x.y z", "a"), _define("c", "", "b", "a")

EDGES: list[Case] = [
    _roles(
        call("roles.can", "u", "x"),
        call("roles.holders", "x"),
        call("roles.roles_of", "u"),
        *_check("a", "x"),
    ),
    _roles(A, A, _define("b", "", "c"), *_check("b", "x")),
    _roles(A, *_check("a", "x.y", "x", "x.", "xx", "x.y.z", "x.*", "y")),
    _roles(
        _define("a", "*"), *_check("a", "x", ""), call("roles.deny", "a", "x.*"), *_check("a", "x.y", "x")
    ),
    _roles(
        A,
        B,
        C,
        *_check("c", "x.y", "x.q", "z", "q"),
        call("roles.ancestors", "c"),
        call("roles.permissions", "c"),
    ),
    _roles(
        A, B, C, call("roles.deny", "b", "x.y"), *_check("c", "x.y", "x.q"), call("roles.source", "c", "x.y")
    ),
    _roles(
        A,
        B,
        C,
        call("roles.deny", "a", "z"),
        *_check("c", "z"),
        call("roles.source", "c", "z"),
        *_check("b", "z"),
    ),
    _roles(
        A,
        B,
        C,
        call("roles.source", "c", "x.y"),
        call("roles.source", "c", "x.q"),
        call("roles.source", "c", "q"),
    ),
    _roles(
        A,
        B,
        C,
        call("roles.deny", "c", "x.*"),
        call("roles.permissions", "c"),
        call("roles.permissions", "b"),
    ),
    _roles(
        A,
        call("roles.deny", "a", "x.*"),
        *_check("a", "x.y"),
        call("roles.clear", "a", "x.*"),
        *_check("a", "x.y"),
    ),
    _roles(A, call("roles.clear", "a", "q"), call("roles.grant", "a", "q"), call("roles.permissions", "a")),
    _roles(
        A,
        B,
        C,
        call("roles.inherit", "a", "c"),
        call("roles.inherit", "a", "a"),
        call("roles.ancestors", "a"),
    ),
    _roles(
        A,
        B,
        call("roles.inherit", "b", "a"),
        call("roles.disinherit", "b", "a"),
        call("roles.disinherit", "b", "a"),
    ),
    _roles(
        A,
        call("roles.inherit", "a", "q"),
        call("roles.inherit", "q", "a"),
        call("roles.disinherit", "a", "q"),
    ),
    _roles(
        A,
        B,
        call("roles.remove", "a"),
        call("roles.remove", "b"),
        call("roles.remove", "a"),
        call("roles.remove", "a"),
    ),
    _roles(
        A,
        B,
        call("roles.assign", "u", "b"),
        call("roles.assign", "v", "a"),
        call("roles.holders", "z"),
        call("roles.remove", "b"),
        call("roles.roles_of", "u"),
        call("roles.holders", "x.y"),
    ),
    _roles(
        A, call("roles.unassign", "u", "a"), call("roles.unassign", "u", "q"), call("roles.assign", "u", "q")
    ),
    _roles(
        A,
        call("roles.assign", "u", "a"),
        call("roles.assign", "u", "a"),
        call("roles.unassign", "u", "a"),
        call("roles.unassign", "u", "a"),
        call("roles.can", "u", "x.y"),
    ),
    _roles(
        _define("a"),
        _define("b", "p"),
        _define("c"),
        call("roles.deny", "c", "p"),
        _define("d", "", "a", "b", "c"),
        *_check("d", "p"),
        call("roles.source", "d", "p"),
        call("roles.disinherit", "d", "c"),
        *_check("d", "p"),
        call("roles.source", "d", "p"),
    ),
]

RULES = ["x.y", "x.*", "x.y.*", "z", "*", "x.y.z"]
WANTED = ["x.y", "x.q", "x.y.z", "z", "q", "x"]


def draw(random: Random) -> Case:
    """Return roles, what happens to them, and questions about them and some users."""
    steps: list[Step] = []
    names: list[str] = []
    for name in "abcd":
        rules = random.sample(RULES, k=random.choice([0, 1, 1, 2]))
        parents = random.sample(names, k=min(len(names), random.choice([0, 1, 1, 2])))
        steps.append(_define(name, " ".join(rules), *parents))
        names.append(name)
    names += ["b", "c"]
    for _ in range(random.randint(2, 5)):
        steps.append(_change(random, names))
    for _ in range(random.randint(3, 5)):
        steps.append(_question(random, names))
    return _roles(*steps)


def _change(random: Random, names: list[str]) -> Step:
    role, other = random.choice(names), random.choice([*names, "q"] if random.random() < 0.2 else names)
    user = random.choice("uv")
    return random.choice(
        [
            call("roles.deny", role, random.choice(RULES)),
            call("roles.deny", role, random.choice(RULES)),
            call("roles.grant", role, random.choice(RULES)),
            call("roles.clear", role, random.choice(RULES[:3])),
            call("roles.inherit", role, other),
            call("roles.disinherit", role, other),
            call("roles.remove", other),
            call("roles.assign", user, other),
            call("roles.assign", user, role),
            call("roles.unassign", user, role),
        ]
    )


def _question(random: Random, names: list[str]) -> Step:
    role, wanted = random.choice([*names, "d", "d"]), random.choice(WANTED)
    return random.choice(
        [
            call("roles.check", role, wanted),
            call("roles.check", role, wanted),
            call("roles.source", role, wanted),
            call("roles.source", role, wanted),
            call("roles.ancestors", role),
            call("roles.permissions", role),
            call("roles.can", random.choice("uvw"), wanted),
            call("roles.holders", wanted),
            call("roles.roles_of", random.choice("uv")),
        ]
    )
