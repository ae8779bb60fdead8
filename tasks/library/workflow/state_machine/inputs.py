"""Machines of a few states, events that happen to them, and transitions by themselves."""

from random import Random

from tracefix_rl.tasks.case import Case, Step, call, keep, read

ENDS = [call("machine.history"), call("machine.events"), call("machine.reachable")]
DOOR = (
    "shut -open-> wide if key\nwide -close-> shut\nwide -push-> =\n"
    "* -lock-> locked if key >= 2\nlocked -open-> shut"
)
ORDER = (
    "cart -pay-> paid if sum >= 10\ncart -pay-> owed if sum < 5\ncart -add-> =\npaid -send-> sent\n"
    "owed -pay-> paid\n* -void-> void if open\nsent -back-> cart"
)
LIFT = "low -up-> mid if load < 3\nmid -up-> top if load < 2\n* -down-> low\ntop -ring-> =\nmid -up-> low"
MACHINES = {
    DOOR: ("key", "open close push lock"),
    ORDER: ("sum open", "pay add send void back"),
    LIFT: ("load", "up down ring"),
}


def _machine(definition: str, *steps: Step) -> Case:
    return [keep("machine", call("Machine", definition)), *steps, read("machine.state"), *ENDS]


def _transition(line: str, *values: dict[str, int], state: str = "a") -> Case:
    attributes = "(way.source, way.event, way.target, way.name, way.operator, way.bound)"
    steps = [call("way.applies", state, value) for value in values]
    return [keep("way", call("Transition.parse", line)), read(attributes), *steps]


def _send(*events: str) -> list[Step]:
    return [call("machine.send", event) for event in events]


EDGES: list[Case] = [
    *(
        [call("Machine", text)]
        for text in ("", " \n", "* -go-> a", "a -go-> b\nb -> a", "a -go-> b if", "a -go-> b  if x")
    ),
    *(
        [call("Transition.parse", text)]
        for text in ("a -go-> b if x = 3", "a go b", "a -go-> b if x < y", "a -*-> b", "")
    ),
    _transition(" * -go-> = ", {}),
    _transition("a -go-> b if x", {}, {"x": 0}, {"x": 1}, {"x": -1}),
    _transition("a -go-> b if x < -1", {}, {"x": -1}, {"x": -2}),
    _transition("a -go-> b if x >= 0", {}, {"x": 0}, {"x": -1}, {"y": -1}),
    _transition("b -go-> a", {}),
    _transition("* -go-> a if x < 1", {"x": 1}, {"x": 0}, state="c"),
    [
        keep("way", call("Transition", "a", "go", "b", "x")),
        call("way.applies", "a", {"x": 2}),
        call("way.applies", "a", {}),
    ],
    _machine("a -go-> a", *_send("go", "go", "stop"), call("machine.undo", 2), call("machine.undo")),
    _machine("a -go-> b\nb -go-> a", *_send("go", "go", "go"), call("machine.undo", 3)),
    _machine(
        "a -go-> b\nb -go-> a",
        *_send("go"),
        call("machine.undo", 0),
        call("machine.undo", -1),
        call("machine.undo", 2),
    ),
    _machine(
        "a -go-> b\nc -go-> d\nb -hop-> c",
        call("machine.reachable"),
        *_send("go", "hop", "go"),
        call("machine.undo", 2),
    ),
]


def draw(random: Random) -> Case:
    """Return a machine, its values, and what happens to it; or a transition."""
    if random.random() < 0.12:
        guard = random.choice(
            ["", " if x", f" if x < {random.randint(-2, 3)}", f" if x >= {random.randint(-2, 3)}"]
        )
        line = random.choice("ab*") + " -go-> " + random.choice("bc=") + guard
        return _transition(line, *({"x": random.randint(-2, 3)} for _ in range(3)))
    definition = random.choice([DOOR, ORDER, LIFT])
    names, events = (words.split() for words in MACHINES[definition])
    steps: list[Step] = []
    for _ in range(random.randint(5, 10)):
        kind = random.random()
        if kind < 0.3:
            value = random.choice([0, 1, 1, 2, 2, 3, 4, 5, 9, 10])
            steps.append(call("machine.values.update", {random.choice(names): value}))
        elif kind < 0.42:
            steps.append(call("machine.undo", random.choice([1, 1, 2, 3, 0])))
        elif kind < 0.5:
            steps.append(random.choice(ENDS))
        else:
            steps.append(call("machine.send", random.choice(events)))
    return _machine(definition, *steps)
