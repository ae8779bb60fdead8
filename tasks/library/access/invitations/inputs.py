"""A few codes by a few people, redeemed at the ends of their days."""

from random import Random
from typing import Any

from tracefix_rl.tasks.case import Case, Step, call, keep


def _club(*steps: Step, quota: int = 3) -> Case:
    return [keep("club", call("Invitations", "ada", quota)), *steps, call("club.members")]


def _issue(code: str, by: str = "ada", day: int = 1, **more: Any) -> Step:
    return call("club.issue", code, by, day, **more)


def _redeem(code: str, person: str, day: int = 1, *email: str) -> Step:
    return call("club.redeem", code, person, day, *email)


def _states(code: str, *days: int) -> list[Step]:
    return [call("club.state", code, day) for day in days]


BOB = [_issue("k"), _redeem("k", "bob")]

EDGES: list[Case] = [
    _club(quota=-1),
    [
        keep("club", call("Invitations", "ada")),
        *BOB,
        _issue("a", "bob", uses=6),
        _issue("a", "bob", uses=5),
        _issue("b", "bob"),
    ],
    _club(
        *_states("k", 1),
        call("club.left", "k"),
        call("club.chain", "bob"),
        call("club.inviter", "ada"),
        call("club.active", 1),
    ),
    _club(
        _issue("k", days=1),
        *_states("k", 0, 1, 2),
        _redeem("k", "bob", 0),
        _redeem("k", "bob", 2),
        _redeem("K ", "bob"),
    ),
    _club(
        _issue("k"), *_states("k", 14, 15), _redeem("k", "ada"), _redeem("k", "bob", 14), _redeem("k", "cid")
    ),
    _club(
        _issue("k", "bob"),
        _issue("k", uses=0),
        _issue("k", days=0),
        _issue("k", uses=2, email="x"),
        _issue("k", email="x"),
    ),
    _club(
        _issue("k"),
        _issue(" K"),
        _issue("k", "bob"),
        _issue("k", uses=0),
        call("club.revoke", "k", "ada"),
        _issue("k"),
    ),
    _club(
        _issue("k", email="A@b"),
        _redeem("k", "bob"),
        _redeem("k", "bob", 1, "x"),
        _redeem("k", "bob", 1, "a@B"),
    ),
    _club(_issue("k", email=""), _redeem("k", "bob", 1, "x"), _redeem("k", "bob")),
    _club(*BOB, _issue("a", "bob"), quota=0),
    _club(
        *BOB,
        _issue("a", "bob", uses=3),
        _issue("b", "bob"),
        _redeem("a", "cid"),
        _issue("b", "bob"),
        _issue("c", "bob"),
    ),
    _club(
        *BOB,
        _issue("a", "bob", uses=2, days=2),
        _issue("b", "bob", 2, uses=2),
        _issue("b", "bob", 3, uses=2),
        _issue("c", "bob", 1),
    ),
    _club(
        *BOB,
        _issue("a", "bob", uses=4),
        _issue("a", uses=9),
        _issue("b", "bob", uses=3),
        call("club.active", 1, "bob"),
    ),
    _club(
        *BOB,
        _issue("a", "bob"),
        call("club.revoke", "a", "cid"),
        call("club.revoke", "a", "bob"),
        call("club.revoke", "a", "ada"),
    ),
    _club(
        *BOB,
        call("club.revoke", "k", "ada"),
        call("club.revoke", "k", "bob"),
        call("club.revoke", "x", "ada"),
        *_states("k", 99),
    ),
    _club(
        _issue("k", uses=2),
        _redeem("k", "bob"),
        call("club.revoke", "k", "ada"),
        call("club.left", "k"),
        _redeem("k", "cid"),
    ),
    _club(
        _issue("k", days=3),
        call("club.extend", "k", 3, 1),
        call("club.extend", "k", 5, 2),
        *_states("k", 4, 5, 6, 7),
    ),
    _club(
        _issue("k", day=5),
        call("club.extend", "k", 1, 1),
        call("club.extend", "k", 1, 0),
        call("club.extend", "x", 1, 0),
    ),
    _club(
        *BOB,
        call("club.extend", "k", 1, 1),
        _issue("a"),
        call("club.revoke", "a", "ada"),
        call("club.extend", "a", 99, 1),
    ),
    _club(
        *BOB,
        _issue("a", "bob"),
        _redeem("a", "cid"),
        _issue("b", "cid"),
        _redeem("b", "dan"),
        call("club.chain", "dan"),
        call("club.descendants", "bob"),
        call("club.descendants", "ada"),
        call("club.descendants", "x"),
        call("club.inviter", "dan"),
    ),
    _club(
        _issue(" B ", days=2),
        _issue("A", days=2),
        _issue("c", days=1),
        call("club.active", 1),
        call("club.active", 2),
    ),
]

CODES = ["k", "m", "n", "p", "K "]
PEOPLE = ["ada", "bob", "cid", "dan", "eve"]


def draw(random: Random) -> Case:
    """Return a club, what happens in it in some days, and how it is then."""
    day = 1
    steps: list[Step] = [_issue("k", uses=random.choice([1, 2, 3])), _redeem("k", "bob")]
    for _ in range(random.randint(6, 11)):
        day += random.choice([0, 0, 1, 2])
        code = random.choice(CODES)
        kind = random.choices(
            ["issue", "redeem", "revoke", "extend", "state", "left"], weights=[6, 6, 1, 1, 2, 1]
        )[0]
        if kind == "issue":
            more: dict[str, Any] = (
                {"days": random.choice([1, 2, 3, 3, 5, 0])} if random.random() < 0.8 else {}
            )
            if random.random() < 0.5:
                more["uses"] = random.choice([1, 2, 2, 3, 4, 0])
            if random.random() < 0.2:
                more["email"] = random.choice(["x@y", "X@Z"])
            start = day + random.choice([0, 0, 0, 1, 2])
            steps.append(_issue(code, random.choice(["ada", "bob", "bob", "cid", "eve"]), start, **more))
        elif kind == "redeem":
            steps.append(
                _redeem(code, random.choice(PEOPLE[1:]), day, *random.choice([(), ("x@Y",), ("x@z",)]))
            )
        elif kind == "revoke":
            steps.append(call("club.revoke", code, random.choice(PEOPLE[:3])))
        elif kind == "extend":
            steps.append(call("club.extend", code, day, random.choice([0, 1, 2, 3])))
        elif kind == "state":
            steps.append(call("club.state", code, day + random.choice([-1, 0, 1])))
        else:
            steps.append(call("club.left", code))
    steps.append(call("club.active", day, *random.choice([(), ("ada",), ("bob",)])))
    person = random.choice(PEOPLE)
    steps.append(call(f"club.{random.choice(['chain', 'descendants', 'inviter'])}", person))
    return _club(*steps, quota=random.choice([0, 1, 2, 3, 3]))
