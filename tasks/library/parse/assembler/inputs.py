"""Small programs of the stack machine, with loops and calls, and wrong ones."""

from random import Random

from tracefix_rl.tasks.case import Case, Expression, Step, call, keep, read

STATE = [read("machine.stack"), read("machine.output"), read("machine.address"), read("machine.halted")]
PROGRAM = Expression("program")


def _run(source: str, *steps: Step, depth: int = 4, limit: int = 60) -> Case:
    made = [keep("program", call("assemble", source)), keep("machine", call("Machine", PROGRAM, depth))]
    return [*made, *steps, call("machine.run", limit), *STATE]


def _lines(source: str) -> Case:
    listing = read("[(i.name, i.operand, i.line) for i in program]")
    return [keep("program", call("assemble", source)), listing]


def _code(text: str) -> str:
    return text.replace("/", "\n")


EDGES: list[Case] = [
    _run(""),
    _lines("\n; only\n"),
    _lines("a: b: push a ; x: y\n\n  c:\n.set d -2\npush d\njump c"),
    _lines("x: .set y x\n push y\n push z\n.set z 1"),
    _lines(".set y z\n.set z 1"),
    _lines("push"),
    _lines("push 1 2"),
    _lines("dup 1"),
    _lines("nop"),
    _lines("a: ret\na: ret"),
    _lines(".set a 1\na:"),
    _lines("9:"),
    _lines(".set a"),
    _lines(".set a-b 1"),
    _lines("push -"),
    _run(_code("push 9/push 4/div/out/out/push -9/push 4/div/out/out/push 9/push -4/div/out/out")),
    _run(_code("push 2/push 3/less/out/push 3/push 2/less/out/push 2/push 2/less/out")),
    _run(_code("push 1/push 2/push 3/push 4/push 5")),
    _run(_code("push 1/push 2/push 3/push 4/dup")),
    _run(_code("push 1/swap")),
    _run(_code("push -2147483648/out/push -2147483649/dup/out/push 2/mul/out/push 5000000000/out")),
    _run("drop"),
    _run("out"),
    _run("dup"),
    _run("store 1"),
    _run("jumpz 0"),
    _run(_code("push 5/push 0/div")),
    _run(_code("call a/a: call b/b: call c/c: call d/d: push 1"), depth=4),
    _run(_code("call a/a: call b/b: call c/c: push 1"), depth=2),
    _run(_code("push 2/jumpz 9/push 0/jumpz 4/jump 9")),
    _run("jump 1"),
    _run("jump -1"),
    _run(_code("push 1/a: push 1/sub/dup/jumpz b/jump a/b: out"), limit=5),
    _run(_code("push 1/out"), limit=1),
    _run(_code("push 1/out"), call("machine.step"), call("machine.step"), call("machine.step"), limit=0),
    _run(_code("call f/push 2/out/halt/f: push 7/store 1/load 1/load 2/out/out/ret")),
    [
        keep("program", []),
        keep("instruction", call("Instruction", "push", 3, 1)),
        read("instruction.operand"),
        keep("machine", call("Machine", PROGRAM)),
        call("machine.run"),
    ],
]

PLAIN = [
    "add",
    "sub",
    "mul",
    "div",
    "dup",
    "swap",
    "drop",
    "less",
    "out",
    "out",
    "load 1",
    "store 1",
    "load k",
    "store 2",
]
WRONG = ["pop", "push", "add 2", "a: a: out", "push q", ".set k 2", ".set 3 3", "2:"]


def draw(random: Random) -> Case:
    """Return a program that pushes enough for most of what follows, often with a loop or a call."""
    lines = [f".set k {random.randint(1, 3)}"]
    lines += [f"push {random.choice([-3, -1, 0, 1, 2, 2, 5, 7])}" for _ in range(random.randint(1, 4))]
    body = [
        random.choice([*PLAIN, f"push {random.choice(['k', '0', '4', '-2'])}"])
        for _ in range(random.randint(1, 6))
    ]
    kind = random.random()
    if kind < 0.3:
        count = random.randint(1, 3)
        lines += [f"push {count}", "store 9", "again:", *body]
        lines += ["load 9", "push 1", "sub", "dup", "store 9", "jumpz end", "jump again", "end: out"]
    elif kind < 0.55:
        lines += [
            "call f",
            random.choice(["call f", "out", "load 1"]),
            random.choice(["halt", "ret", "f0:"]),
            "f:",
            *body,
        ]
        lines.append(random.choice(["ret", "ret", "halt", "call f"]))
    elif kind < 0.75:
        lines += [random.choice(["jumpz over", "less", "dup"]), "push 8", "out", "over:", *body, "jumpz 99"]
    else:
        lines += body
    if random.random() < 0.12:
        lines.insert(random.randint(0, len(lines)), random.choice(WRONG))
        return _lines("\n".join(lines))
    if random.random() < 0.15:
        return _lines("\n".join(line + random.choice(["", " ; note", "\n"]) for line in lines))
    steps: list[Step] = [call("machine.step")] * random.choice([0, 0, 1, 2])
    return _run(
        "\n".join(lines), *steps, depth=random.choice([3, 4, 5, 8]), limit=random.choice([20, 40, 60])
    )
