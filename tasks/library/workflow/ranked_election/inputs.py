"""Elections with few candidates and few ballots, so that ties are common."""

from random import Random

from tracefix_rl.tasks.case import Case, Step, call, keep

RESULTS: list[Step] = [
    call("election.rounds"),
    call("election.winner"),
    call("election.ranking"),
    call("election.exhausted"),
]


def _election(candidates: str, ballots: dict[str, int], *steps: Step) -> Case:
    cast = [call("election.cast", ballot, count) for ballot, count in ballots.items()]
    return [keep("election", call("Election", candidates.split())), *cast, *(steps or RESULTS)]


EDGES: list[Case] = [
    [call("Election", [])],
    [call("Election", ["a", "b", "a"])],
    _election("a b", {}),
    _election("a", {"a": 1}),
    _election("a b c", {"b": 1}),
    _election("a b c", {"c": 2, "b": 2}),
    _election("a b c", {"a": 3, "b": 2, "c": 1}),
    _election("a b c", {"a": 3, "b": 2, "c > b": 1}),
    _election("a b c", {"a": 4, "b": 2, "c > b": 1}),
    _election("a b c d", {"a": 4, "b": 3, "c": 2, "d > c": 1}),
    _election("a b c d", {"a": 4, "c": 3, "b": 2, "d > b": 1}),
    _election("a b c d", {"a": 5, "b > c": 2, "c": 2, "d > b": 1, "d > c": 1}),
    _election("a b c", {"": 1, "x": 1, "a > a": 1, ">": 1, "b>a": 1, " c  >b ": 1}),
    _election("a b c", {"a": 0, "b": -1, "x": 0}),
    [
        keep("election", call("Election", ["a", "b"])),
        call("election.cast", "b"),
        call("election.cast", "b > a"),
        *RESULTS,
    ],
    _election(
        "a b",
        {"a": 2, "a > b": 1, "b": 1},
        call("election.prefers", "a", "b"),
        call("election.prefers", "b", "c"),
    ),
    _election("a b c", {"a > b": 2, "c": 5}, call("election.tally", []), call("election.tally", ["b", "c"])),
    _election(
        "a b c", {"a > b": 2, "c": 5}, call("election.prefers", "b", "a"), call("election.prefers", "x", "a")
    ),
]


def draw(random: Random) -> Case:
    """Return an election and its result, now and then with a ballot that is not valid."""
    candidates = random.sample(["ann", "bob", "cat", "dan", "eve"], k=random.choice([2, 3, 4, 4, 5]))
    steps: list[Step] = []
    for _ in range(random.randint(2, 6)):
        names = random.sample(candidates, k=random.choice([1, 1, 2, 3, 2]) % len(candidates) or 1)
        if random.random() < 0.04:
            names.append(random.choice([names[0], "zoe", ""]))
        count = random.choice([1, 1, 2, 2, 3, 4]) if random.random() < 0.97 else 0
        steps.append(call("election.cast", random.choice([" > ", ">"]).join(names), count))
    asked = [*random.sample(RESULTS, k=3)]
    if random.random() < 0.4:
        asked[0] = call("election.prefers", *random.sample(candidates, k=2))
    elif random.random() < 0.4:
        asked[0] = call("election.tally", random.sample(candidates, k=2))
    return [keep("election", call("Election", candidates)), *steps, *asked]
