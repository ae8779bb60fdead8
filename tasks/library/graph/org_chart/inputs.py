"""Companies of few people who come, move and leave."""

from random import Random

from tracefix_rl.tasks.case import Case, Step, call, keep


def _chart(pairs: str, *steps: Step) -> Case:
    hired = [call("chart.hire", *pair) for pair in pairs.split()]
    return [keep("chart", call("OrgChart", "a")), *hired, *steps, call("chart.outline")]


EDGES: list[Case] = [
    _chart("", call("chart.manager", "a"), call("chart.chain", "a"), call("chart.level", "a")),
    _chart("", call("chart.headcount", "a"), call("chart.reports", "a"), call("chart.widest")),
    _chart("", call("chart.leave", "a"), call("chart.move", "a", "a"), call("chart.outline", 0)),
    _chart("aa ba ba bz", call("chart.hire", "c", "z")),
    _chart("ba", call("chart.move", "b", "b"), call("chart.move", "b", "a"), call("chart.move", "a", "z")),
    _chart("ba cb", call("chart.move", "b", "c"), call("chart.move", "a", "c"), call("chart.move", "z", "a")),
    _chart("ba ca da", call("chart.move", "b", "a"), call("chart.reports", "a")),
    _chart("ba ca", call("chart.common_manager", "b", "b"), call("chart.common_manager", "a", "c")),
    _chart("ba cb db", call("chart.common_manager", "c", "d"), call("chart.common_manager", "c", "b")),
    _chart("ba cb db ea", call("chart.leave", "b"), call("chart.chain", "d"), call("chart.hire", "b", "d")),
    _chart("ba ca", call("chart.leave", "b"), call("chart.manager", "b"), call("chart.leave", "c")),
    _chart("ba cb dc", call("chart.outline", 1), call("chart.outline", 2), call("chart.outline", -1)),
    _chart("ba ca db eb", call("chart.widest"), call("chart.hire", "f", "c"), call("chart.hire", "g", "c")),
    _chart("ba", *[call(f"chart.{what}", "z") for what in ("chain", "level", "reports", "leave")]),
    _chart("ba", call("chart.common_manager", "z", "b"), call("chart.common_manager", "b", "z")),
]


def draw(random: Random) -> Case:
    """Return a company, some changes and some questions."""
    names = "abcdefgh"[: random.randint(4, 8)]
    pairs = [
        name + random.choice(names[: random.randint(1, place)]) for place, name in enumerate(names) if place
    ]
    steps: list[Step] = []
    for _ in range(random.randint(1, 4)):
        one, other = random.choices(names, k=2)
        steps.append(
            random.choices(
                [
                    call("chart.move", one, other),
                    call("chart.leave", one),
                    call("chart.hire", random.choice("xyb"), one),
                ],
                weights=[5, 3, 1],
            )[0]
        )
    for _ in range(random.randint(2, 4)):
        question = random.choice(
            ["manager", "reports", "chain", "level", "headcount", "pair", "pair", "widest"]
        )
        if question == "pair":
            steps.append(call("chart.common_manager", *random.choices(names, k=2)))
        elif question == "widest":
            steps.append(call("chart.widest"))
        else:
            steps.append(call(f"chart.{question}", random.choice(names)))
    if random.random() < 0.3:
        steps.append(call("chart.outline", random.randint(0, 3)))
    return _chart(" ".join(pairs), *steps)
