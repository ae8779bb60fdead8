"""Passwords made of a few pieces, and users who change them."""

from random import Random
from typing import Any

from tracefix_rl.tasks.case import Case, Expression, Step, call, keep, read


def _policy(*steps: Step, **settings: Any) -> Case:
    return [keep("policy", call("Policy", **settings)), *steps]


def _bad(*passwords: str, user: str = "") -> list[Step]:
    return [call("policy.violations", password, *([user] if user else [])) for password in passwords]


def _history(*steps: Step, **settings: int) -> Case:
    policy = keep("policy", call("Policy", min_length=4, min_kinds=1))
    return [policy, keep("history", call("PasswordHistory", Expression("policy"), "ann", **settings)), *steps]


def _change(password: str, day: int) -> Step:
    return call("history.change", password, day)


EDGES: list[Case] = [
    _policy(*_bad("", "Abx-123yz", "Abx-123yzz"), call("policy.score", "")),
    _policy(min_length=5, max_length=4),
    _policy(*_bad("Ab-1x", "Ab-1"), min_length=5, max_length=5),
    _policy(*_bad("x" * 64 + "A1", "Ab-" * 21 + "1", "Ab-" * 21 + "12")),
    _policy(min_kinds=0),
    _policy(min_kinds=5),
    _policy(*_bad("aB1-", "aB1é", "aB1", "éa", " "), min_length=0, min_kinds=4),
    _policy(*_bad("adgj" * 4 + "x7z", "adgj" * 4 + "x7zm", "adgjmpsvyb" * 2, ""), min_kinds=3, min_length=0),
    _policy(*_bad("adgjmpsvyb" * 2), min_kinds=1),
    _policy(*_bad("ab", "aab", "bb"), max_run=1, min_kinds=1, min_length=0),
    _policy(max_run=0),
    _policy(
        *_bad("abc", "abcd", "aBCd", "dcba", "abcba", "abcdc", "abba", "6789", "89:;", "xyz{"),
        min_length=1,
        min_kinds=1,
    ),
    _policy(*_bad("ab1234", "abcxyz", "cbabcd", "1-2-3-4", "@abc", "WXYZ"), min_length=1, min_kinds=1),
    _policy(*_bad("a5s", "ASS", "455", "@$$", "bass", "as5"), min_length=1, min_kinds=1, banned=["aSS", ""]),
    _policy(*_bad("b0b1", "bobl", "xb0bl", "b0b"), min_length=1, min_kinds=1, banned=["b0b", "bobl"]),
    _policy(
        *_bad("xannx", "xNNAx", "xan", user="Ann"), *_bad("ab", "ba", user="ab"), min_length=1, min_kinds=1
    ),
    _policy(
        *(
            call("policy.score", text)
            for text in ("a", "aaaa", "aaa", "abcd", "bdfhjlnprtvxzBD", "bdfhjlnprtvxzBD1-")
        )
    ),
    _history(
        call("history.expired", 0),
        call("history.days_left", 0),
        call("history.matches", ""),
        _change("abc", 0),
    ),
    _history(
        _change("horse", 5),
        call("history.days_left", 5),
        call("history.expired", 94),
        call("history.expired", 95),
    ),
    _history(_change("horse", 5), _change("camel", 5), _change("camel", 6), call("history.matches", "horse")),
    _history(
        _change("horse", 5),
        _change("hXrsX", 9),
        _change("hXXXe", 9),
        _change("HORSEy", 19),
        _change("xhorse", 20),
    ),
    _history(
        _change("horse", 5),
        _change("horse", 9),
        _change("HORSE", 9),
        _change("hors", 9),
        read("history.count"),
    ),
    _history(_change("horse", 1), _change("camel", 2), _change("horse", 3), _change("camel", 4), keep=0),
    _history(
        _change("horse", 5),
        call("history.reset"),
        call("history.days_left", 5),
        _change("horse", 5),
        _change("camel", 5),
    ),
    _history(
        *(
            _change(word, day)
            for day, word in enumerate(["horse", "camel", "tiger", "panda", "horse", "zebra", "horse"])
        )
    ),
    _history(keep=-1),
    _history(min_days=-1),
    _history(min_days=5, max_days=5),
    _history(_change("horse", 5), _change("camel", 5), call("history.days_left", 5), min_days=0, max_days=1),
]

PIECES = [
    "Ti",
    "ger",
    "7",
    "-",
    "abc",
    "d",
    "AA",
    "a",
    "aa",
    "321",
    "0",
    "4nn",
    "acm3",
    "xyz",
    "9",
    "é",
    "ACME",
    "87",
]
WORDS = [
    "horse",
    "camel",
    "tiger",
    "panda",
    "Horse",
    "horsey",
    "myhorse",
    "hoXXe",
    "hXXXe",
    "zebra",
    "cat",
    "tigeX",
]


def draw(random: Random) -> Case:
    """Return passwords for a policy, or a user who changes passwords."""
    if random.random() < 0.55:
        settings: dict[str, Any] = {
            "min_length": random.choice([5, 6, 8]),
            "max_length": random.choice([10, 12, 24, 30]),
            "min_kinds": random.randint(1, 4),
            "max_run": random.choice([1, 2, 2, 3]),
            "banned": random.choice([[], ["acme"], ["ann", "Tig"], ["acme", "9"]]),
        }
        steps: list[Step] = []
        for _ in range(random.randint(2, 3)):
            password = "".join(random.choices(PIECES, k=random.randint(2, 9)))
            steps += _bad(password, user=random.choice(["", "ti", "Ger", "dcba", "ann", "reg"]))
            steps.append(call("policy.score", password))
        return _policy(*steps, **settings)
    day = 0
    steps = []
    for _ in range(random.randint(4, 8)):
        day += random.choice([0, 1, 2, 3])
        kind = random.random()
        if kind < 0.75:
            steps.append(_change(random.choice(WORDS), day))
        elif kind < 0.82:
            steps.append(call("history.reset"))
        else:
            steps.append(
                call(
                    random.choice(["history.expired", "history.days_left"]), day + random.choice([0, 2, 4, 5])
                )
            )
    steps += [
        call("history.matches", random.choice(WORDS[:4])),
        read("history.count"),
        call("history.days_left", day),
    ]
    limits = {
        "keep": random.randint(0, 3),
        "min_days": random.randint(0, 2),
        "max_days": random.choice([4, 5, 2]),
    }
    return _history(*steps, **limits)
