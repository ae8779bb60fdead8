"""Layouts of a few fields, and records to pack, read and change."""

from random import Random

from tracefix_rl.tasks.case import Case, Step, call, keep, read


def _layout(description: str, *steps: Step) -> Case:
    return [keep("layout", call("Layout", description)), *steps]


def _field(width: int, signed: bool, *steps: Step) -> Case:
    return [
        keep("field", call("Field", "x", 0, width, signed)),
        *steps,
        read("(field.lowest, field.highest)"),
    ]


EDGES: list[Case] = [
    *(
        [call("Layout", text)]
        for text in ("", "_:u4 _:u4", "a:u4 a:u4", "a", "a:u", "A:u4", "2a:u4", "a:u4,b:u4")
    ),
    *([call("Layout", text)] for text in ("a:u0", "a:u33", "a:s1", "a:s33", "_:u0")),
    _layout("a:u1", read("layout.size"), call("layout.pack", {"a": 1}), call("layout.unpack", b"\x7f")),
    _layout("a:u8", read("layout.size"), call("layout.pack", {"a": 255}), call("layout.pack", {"a": 256})),
    _layout("a:u5 b:u4", read("layout.size"), read("layout.bits"), call("layout.pack", {"b": 15, "a": 0})),
    _layout("a:s2 _:u3 _:s3 b:u32", read("layout.offsets()"), call("layout.unpack", b"\xbf\xff\0\0\x01")),
    _layout("a:u4 _:u2 b:s2", call("layout.put", b"\xff", "a", 0), call("layout.put", b"\0", "b", -1)),
    _layout(
        "a:u4", call("layout.get", b"\0", "_"), call("layout.put", b"", "a", 16), call("layout.get", b"", "a")
    ),
    _layout(
        "_:u4 a:s4", call("layout.pack", {"_": 1}), call("layout.pack", {"a": -9}), call("layout.unpack", b"")
    ),
    _field(1, False, call("field.to_bits", 1), call("field.to_bits", 2), call("field.to_bits", -1)),
    _field(2, True, call("field.to_bits", -2), call("field.to_bits", 2), call("field.from_bits", 7)),
]

DESCRIPTIONS = ["a:u3 b:u5", "a:s4 _:u2 b:u7", "_:u3 a:u2 b:s5 c:u1", "a:u9 b:s3 _:u4 c:s2", "a:s8 b:u1"]
WIDTHS = {
    "a:u3 b:u5": {"a": 3, "b": 5},
    "a:s4 _:u2 b:u7": {"a": -4, "b": 7},
    "_:u3 a:u2 b:s5 c:u1": {"a": 2, "b": -5, "c": 1},
    "a:u9 b:s3 _:u4 c:s2": {"a": 9, "b": -3, "c": -2},
    "a:s8 b:u1": {"a": -8, "b": 1},
}


def draw(random: Random) -> Case:
    """Return a layout, or now and then a field, and what is packed and read with it."""
    if random.random() < 0.2:
        width = random.choice([2, 3, 4, 8])
        signed = random.random() < 0.5
        field_steps: list[Step] = [
            call("field.to_bits", _value(random, -width if signed else width)) for _ in "123"
        ]
        return _field(width, signed, *field_steps, call("field.from_bits", random.randrange(1 << width + 2)))
    if random.random() < 0.2:
        words = random.choices(
            ["a:u3", "b:s2", "_:u4", "c:u12", "d:s9", "_:s3", "e:u1"], k=random.randint(1, 5)
        )
        return _layout(" ".join(words), read("layout.bits"), read("layout.size"), call("layout.offsets"))
    description = random.choice(DESCRIPTIONS)
    widths = WIDTHS[description]
    size = {"a:u3 b:u5": 1, "a:s4 _:u2 b:u7": 2, "_:u3 a:u2 b:s5 c:u1": 2, "a:u9 b:s3 _:u4 c:s2": 3}.get(
        description, 2
    )
    steps: list[Step] = []
    for _ in range(random.randint(2, 4)):
        record = bytes(random.choice([0, 255, random.randrange(256)]) for _ in range(size))
        if random.random() < 0.06:
            record += b"\1"
        name = random.choice([*widths, *widths, *widths, "z"])
        value = _value(random, widths.get(name, 4))
        given = random.sample(list(widths), k=random.randint(1, len(widths)))
        values = {key: _value(random, widths[key]) for key in given}
        steps.append(
            random.choice(
                [
                    call("layout.pack", values),
                    call("layout.unpack", record),
                    call("layout.get", record, name),
                    call("layout.put", record, name, value),
                ]
            )
        )
    return _layout(description, *steps)


def _value(random: Random, width: int) -> int:
    if width < 0:
        half = 1 << -width - 1
        return random.choice(
            [-half, half - 1, 0, -1, random.randrange(-half, half), random.choice([half, -half - 1])]
        )
    top = 1 << width
    values = [0, top - 1, random.randrange(top), random.randrange(top), random.randrange(top)]
    return random.choice([*values, random.choice([top, -1])])
