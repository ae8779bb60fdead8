"""What happens in a group of four."""

from random import Random

from tracefix_rl.tasks.case import Case, Step, call, keep

NAMES = ["dan", "ann", "cleo", "bob"]
BALANCE = [call("group.balance", name) for name in sorted(NAMES)]


def _group(*steps: Step) -> Case:
    return [keep("group", call("Group", NAMES)), *steps, *BALANCE, call("group.settlement")]


def _pay(*payments: tuple[str, str, int]) -> list[Step]:
    return [call("group.pay", *payment) for payment in payments]


EDGES: list[Case] = [
    [keep("group", call("Group", [])), call("group.members"), call("group.settlement"), call("group.settle")],
    [keep("group", call("Group", ["ann", "bob", "ann"]))],
    [keep("group", call("Group", ["ann"])), call("group.add", "ann", 5), call("group.balance", "ann")],
    _group(call("group.add", "ann", 0), call("group.add", "ann", 1), call("group.spent", "bob")),
    _group(call("group.add", "bob", 7), call("group.add", "dan", 7), call("group.add", "ann", 3)),
    _group(
        call("group.add", "zoe", 5), call("group.add", "ann", 5, {"zoe": 1}), call("group.balance", "zoe")
    ),
    _group(
        call("group.add", "ann", 5, {}), call("group.add", "ann", 5, {"bob": 0}), call("group.spent", "zoe")
    ),
    _group(
        call("group.add", "ann", 5, {"bob": 2, "dan": -1}), call("group.add", "ann", 5, {"bob": 1, "dan": -1})
    ),
    _group(call("group.add", "bob", 100, {"ann": 1, "cleo": 2, "dan": 0}), call("group.spent", "cleo")),
    _group(
        *_pay(("ann", "ann", 5), ("ann", "bob", 0), ("ann", "zoe", 5), ("zoe", "ann", 5), ("bob", "ann", 1))
    ),
    _group(*_pay(("cleo", "ann", 5), ("dan", "bob", 5)), call("group.settle"), call("group.settlement")),
    _group(*_pay(("ann", "cleo", 5), ("bob", "dan", 7))),
    _group(*_pay(("ann", "cleo", 5), ("bob", "dan", 7), ("ann", "dan", 2))),
    _group(*_pay(("ann", "bob", 5), ("ann", "cleo", 5), ("ann", "dan", 5)), call("group.settle")),
    _group(*_pay(("bob", "ann", 5), ("cleo", "ann", 9), ("dan", "ann", 2)), call("group.settle")),
    _group(
        call("group.leave", "zoe"),
        call("group.leave", "bob"),
        call("group.join", "ann"),
        call("group.members"),
    ),
    _group(
        *_pay(("bob", "ann", 5)),
        call("group.leave", "bob"),
        call("group.leave", "ann"),
        call("group.members"),
    ),
    _group(call("group.join", "eve"), call("group.add", "eve", 11), call("group.spent", "eve")),
]


def draw(random: Random) -> Case:
    """Return some expenses and payments, and what is open after them."""
    steps: list[Step] = []
    names = [*NAMES, *NAMES, "eve"]
    for _ in range(random.randint(3, 8)):
        name = random.choice(names)
        amount = random.choice([1, 5, 10, 10, 20, 35, 100, random.choice([0, -5, 2])])
        kind = random.choices(["all", "shares", "pay", "move", "settle"], weights=[3, 4, 5, 1, 0.5])[0]
        if kind == "all":
            steps.append(call("group.add", name, amount))
        elif kind == "shares":
            people = random.sample([*NAMES, "eve"], k=random.randint(1, 3))
            shares = {person: random.choice([0, 1, 1, 2, 3, random.choice([-1, 5])]) for person in people}
            steps.append(call("group.add", name, amount, shares))
        elif kind == "pay":
            steps.append(call("group.pay", name, random.choice(NAMES), amount))
        elif kind == "move":
            steps += [call(f"group.{random.choice(['join', 'leave'])}", name), call("group.members")]
        else:
            steps.append(call("group.settle"))
    return _group(*steps, call("group.spent", random.choice(names)))
