"""Subscriptions to a few plans, and what customers do with them."""

from random import Random

from tracefix_rl.tasks.case import Case, Expression, Step, call, keep, read

PLANS = {
    "basic": call("Plan", "basic", 900),
    "pro": call("Plan", "pro", 2999),
    "short": call("Plan", "short", 700, 10),
    "long": call("Plan", "long", 2700, 90),
    "free": call("Plan", "free", 0, 8),
}
CARD, NO_CARD = call("sub.set_card", True), call("sub.set_card", False)
CANCEL = call("sub.cancel")
READS = [read(f"sub.{name}") for name in ("state", "renews", "credit", "invoices", "plan.name")]


def _sub(plan: str, *steps: Step, trial: int = 0) -> Case:
    names = [plan, *(step.args[0].text for step in steps if step in CHANGES.values())]
    plans = [keep(name, PLANS[name]) for name in dict.fromkeys(names)]
    return [*plans, keep("sub", call("Subscription", Expression(plan), 0, trial)), *steps, *READS]


CHANGES = {name: call("sub.change", Expression(name)) for name in PLANS}


def _to(day: int) -> Step:
    return call("sub.advance", day)


EDGES: list[Case] = [
    _sub("basic"),
    _sub("basic", trial=-1),
    _sub("basic", _to(0), _to(-1), _to(29), _to(30), _to(29)),
    [keep("plan", call("Plan", "x", -1)), read("plan.price")],
    [keep("plan", call("Plan", "x", 1, 7)), read("plan.days")],
    [keep("plan", call("Plan", "x", 0, 8)), read("plan.days"), read("plan.name")],
    _sub("basic", _to(13), CHANGES["pro"], CHANGES["pro"], _to(14), trial=14),
    _sub("basic", _to(13), CANCEL, _to(14), CANCEL, CARD, CHANGES["pro"], trial=14),
    _sub("basic", _to(11), CHANGES["pro"]),
    _sub("basic", _to(29), CHANGES["pro"], _to(59)),
    _sub("basic", CHANGES["long"], CHANGES["long"], _to(30), CHANGES["basic"]),
    _sub("long", _to(10), CHANGES["short"], _to(20), _to(60)),
    _sub("pro", CHANGES["basic"], CHANGES["pro"], _to(30)),
    _sub("pro", CHANGES["free"], CHANGES["basic"], _to(30), CHANGES["pro"]),
    _sub("basic", NO_CARD, _to(36), CARD, _to(60)),
    _sub("basic", NO_CARD, _to(37), CARD),
    _sub("basic", NO_CARD, _to(31), NO_CARD, CHANGES["pro"], CANCEL),
    _sub("basic", NO_CARD, CHANGES["pro"], CARD, _to(7), *READS),
    _sub("free", NO_CARD, _to(40), CHANGES["basic"], _to(47)),
    _sub("basic", CANCEL, CANCEL, CHANGES["pro"], _to(30)),
    _sub("basic", CANCEL, NO_CARD, _to(30), CARD),
]


def draw(random: Random) -> Case:
    """Return a subscription and some months of its life."""
    plan = random.choice(["basic", "basic", "pro", "long", "short", "free"])
    steps: list[Step] = []
    day = 0
    for _ in range(random.randint(4, 9)):
        kind = random.choices(["to", "change", "card", "cancel", "state"], weights=[6, 4, 2, 1, 1])[0]
        if kind == "to":
            day += random.choice([0, 1, 5, 6, 7, 10, 20, 29, 30, 45, random.choice([-1, 2])])
            steps.append(_to(day))
        elif kind == "change":
            steps.append(CHANGES[random.choice(list(PLANS))])
        elif kind == "card":
            steps.append(random.choice([CARD, NO_CARD, NO_CARD]))
        elif kind == "cancel":
            steps.append(CANCEL)
        else:
            steps += [read("sub.state"), read("sub.renews")]
    return _sub(plan, *steps, trial=random.choice([0, 0, 0, 7, 14]))
