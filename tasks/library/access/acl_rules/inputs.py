"""Rules for a few users and paths, so that several match the same request."""

from random import Random

from tracefix_rl.tasks.case import Case, Step, call, keep, read


def _list(*steps: Step) -> Case:
    return [keep("access", call("AccessList")), *steps]


def _add(*rules: str) -> list[Step]:
    return [call("access.add", rule) for rule in rules]


def _decide(*paths: str, user: str = "ann", action: str = "read") -> list[Step]:
    return [call("access.decide", user, action, path) for path in paths]


EDGES: list[Case] = [
    _list(*_decide("/a", ""), read("len(access)"), call("access.rules"), call("access.unused", [])),
    [keep("access", call("AccessList", "allow")), call("access.allowed", "ann", "read", "/a")],
    [keep("access", call("AccessList", "Allow"))],
    _list(
        *_add("allow ann read", "allow ann read /a b", "Allow ann read /a", "", "deny * * *"),
        call("access.rules"),
    ),
    _list(*_add("allow * * /**/a", "allow * * **/**", "allow * * /**"), read("len(access)")),
    _list(*_add("allow ann read /a"), *_decide("/a", "a", "a/", "/a/b", "/A", "//a", "/a//")),
    _list(*_add("allow * read *"), *_decide("", "/", "/a", "/a/b", "//")),
    _list(*_add("allow * read **"), *_decide("", "/", "/a", "/a/b")),
    _list(*_add("allow * read /a/*/c"), *_decide("/a/b/c", "/a//c", "/a/c", "/a/b/c/d", "/a/b/d")),
    _list(*_add("allow * read /a/**"), *_decide("/a", "/a/b", "/a/b/c", "/ab", "/")),
    _list(*_add("allow * read /a*b.c"), *_decide("/ab.c", "/axb.c", "/abxc", "/ab.cd", "/xab.c")),
    _list(*_add("allow * write,read /a", "deny * * /a"), *_decide("/a"), *_decide("/a", action="list")),
    _list(*_add("deny ann read /a", "allow * read /a"), *_decide("/a"), *_decide("/a", user="bob")),
    _list(
        *_add("allow !ann * **", "allow !* * **"),
        *_decide("/a", "/x"),
        *_decide("/a", user="b"),
    ),
    _list(
        call("access.group", "g", ["bob", "@h"]),
        call("access.group", "h", ["@g", "ann"]),
        *(call("access.member", user, group) for user in ("ann", "bob", "ed") for group in ("g", "h", "i")),
    ),
    _list(
        call("access.group", "g", ["ann"]), call("access.group", "g", []), call("access.member", "ann", "g")
    ),
    _list(*_add("allow @g * **", "allow !@g * /a"), call("access.group", "g", ["bob"]), *_decide("/a", "/b")),
    _list(
        call("access.insert", 1, "allow a b /c"),
        call("access.insert", 3, "allow a b /d"),
        call("access.rules"),
    ),
    _list(
        *_add("allow a b /c"),
        call("access.insert", 0, "x"),
        call("access.insert", 2, "x"),
        call("access.remove", 2),
    ),
    _list(
        call("access.remove", 0), call("access.remove", 1), *_add(" deny a\tb /c "), call("access.remove", 1)
    ),
    _list(
        *_add("allow ann read,list **"), call("access.actions", "ann", "/a", ["list", "x", "read", "list"])
    ),
    _list(
        *_add("deny ann * /a", "allow * * **"),
        call("access.unused", [("ann", "x", "/a"), ("ann", "x", "/a")]),
    ),
]

WHO = ["*", "ann", "bob", "@g", "@h", "!ann", "!@g", "!bob"]
ACTIONS = ["*", "read", "write", "read,write", "list,read"]
RESOURCES = ["**", "/a", "/a/*", "/a/**", "/*/b", "/a/b", "/a/b/**", "*", "/a/x*.txt", "/*/b/*"]
PATHS = ["/a", "/a/", "/a/b", "/a/b/c", "/b", "/b/b", "/a/x1.txt", "/a/x.txt", "/", "/a/y.txt"]
MISTAKES = ["allow ann read", "grant ann read /a", "deny * * /**/a", "allow ann read /a now"]


def draw(random: Random) -> Case:
    """Return a list of rules, perhaps changed, and requests."""
    steps: list[Step] = []
    if random.random() < 0.8:
        for name in "gh":
            members = random.sample(["ann", "bob", "cid", "@g", "@h"], k=random.randint(1, 3))
            steps.append(call("access.group", name, members))
    rules = [_rule(random) for _ in range(random.randint(2, 4))]
    steps += _add(*rules)
    if random.random() < 0.3:
        steps.append(call("access.insert", random.randint(0, len(rules) + 2), _rule(random)))
    if random.random() < 0.3:
        steps.append(call("access.remove", random.randint(0, len(rules) + 1)))
    for _ in range(random.randint(2, 5)):
        steps.append(
            call(random.choice(["access.decide", "access.decide", "access.allowed"]), *_request(random))
        )
    last = [
        call("access.rules"),
        call("access.unused", [_request(random) for _ in range(3)]),
        call(
            "access.actions", random.choice(["ann", "bob"]), random.choice(PATHS), ["read", "list", "write"]
        ),
        call("access.member", random.choice(["ann", "bob", "cid"]), random.choice("gh")),
        read("len(access)"),
    ]
    default = random.choice([(), (), ("allow",), ("deny",)])
    return [keep("access", call("AccessList", *default)), *steps, random.choice(last)]


def _rule(random: Random) -> str:
    if random.random() < 0.05:
        return random.choice(MISTAKES)
    effect = random.choice(["allow", "allow", "deny"])
    return f"{effect} {random.choice(WHO)} {random.choice(ACTIONS)} {random.choice(RESOURCES)}"


def _request(random: Random) -> tuple[str, str, str]:
    action = random.choice(["read", "read", "write", "list"])
    return random.choice(["ann", "bob", "cid"]), action, random.choice(PATHS)
