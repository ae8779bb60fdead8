"""Numbers around the powers of two, and bytes whole, cut off and changed."""

from random import Random

from tracefix_rl.tasks.case import Case, call

EDGES: list[Case] = [
    [call("encode", 0)],
    [call("encode", 1)],
    [call("encode", 2**7)],
    [call("encode", 2**14 - 1)],
    [call("encode", 2**14)],
    [call("encode", 2**63)],
    [call("encode", 2**64)],
    [call("encode", -1)],
    [call("decode", b"")],
    [call("decode", b"\x00")],
    [call("decode", b"\x80\x00")],
    [call("decode", b"\x01", 1)],
    [call("decode", b"\xff" * 9 + b"\x01")],
    [call("decode", b"\xff" * 9 + b"\x02")],
    [call("decode", b"\xff" * 9)],
    [call("decode", b"\xff" * 10)],
    [call("zigzag", 0), call("unzigzag", 0)],
    [call("zigzag", -(2**63)), call("unzigzag", 2**64 - 1)],
    [call("zigzag", 2**63 - 1), call("unzigzag", 2**64 - 2)],
    [call("pack", [])],
    [call("pack", [-1])],
    [call("pack", [2**63])],
    [call("pack", [7, 7, 7])],
    [call("unpack", b"")],
    [call("unpack", b"\x00")],
    [call("unpack", b"\x00\x00")],
    [call("unpack", b"\x02\x01")],
]


def draw(random: Random) -> Case:
    """Return a use of one of the functions."""
    near = 2 ** random.randint(1, 63) + random.randint(-2, 2)
    data = bytes(random.choices([0, 1, 2, 3, 5, 0x7F, 0x80, 0xAC, 0xFF], k=random.randint(2, 6)))
    numbers = [random.randint(-300, 300) for _ in range(random.randint(1, 5))]
    return random.choice(
        [
            [call("encode", near)],
            [call("decode", data, random.randint(0, 2))],
            [call("zigzag", -near), call("unzigzag", near)],
            [call("pack", numbers)],
            [call("unpack", bytes([len(numbers)]) + bytes(random.randint(0, 0x7F) for _ in numbers))],
            [call("unpack", data)],
        ]
    )
