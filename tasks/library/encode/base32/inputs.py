"""Bytes of all lengths up to twelve, their texts, tidy and damaged, and texts with checks."""

from random import Random

from tracefix_rl.tasks.case import Case, call

ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"

EDGES: list[Case] = [
    [call("encode", b""), call("decode", ""), call("decode", "", strict=False)],
    [call("encode", b"\0"), call("encode", b"\xff"), call("encode", b"\xff\xff", padding=False)],
    [call("encode", bytes(5)), call("encode", b"\x08B\x10\x84!\xff")],
    [call("decode", "AA======"), call("decode", "AB======")],
    [call("decode", "7777777="), call("decode", "777777Y=")],
    [call("decode", "AAAA===="), call("decode", "AAAA"), call("decode", "AAAA", strict=False)],
    [call("decode", "AAAA====", strict=False), call("decode", "AAAA===", strict=False)],
    [call("decode", "A"), call("decode", "AAA", strict=False), call("decode", "AAAAAA", strict=False)],
    [call("decode", "========"), call("decode", "=", strict=False)],
    [call("decode", "aaaaaaaa"), call("decode", "aaaa aaaa"), call("decode", " aa-aa aa-aa ", strict=False)],
    [call("decode", "AAAA1AAA"), call("decode", "AA==AAAA"), call("decode", "0AAAAAAA", strict=False)],
    [call("add_check", ""), call("add_check", "A"), call("add_check", "B"), call("add_check", "AB")],
    [call("add_check", "ABCDEFGHIJKLMNOPQRSTUV"), call("add_check", "b"), call("add_check", "AA==")],
    [
        call("remove_check", ""),
        call("remove_check", "-"),
        call("remove_check", "A"),
        call("remove_check", "b"),
    ],
    [call("remove_check", "AB"), call("remove_check", "bb"), call("remove_check", "1A")],
    [call("grouped", ""), call("grouped", "ABCD"), call("grouped", "ABCDE"), call("grouped", "AB", 1)],
    [call("grouped", "ABC", 0), call("grouped", "ABC", -2), call("grouped", "ABC", 9)],
]


def draw(random: Random) -> Case:
    """Return bytes to write, or a text to read, to check, or to group."""
    kind = random.randrange(6)
    if kind == 0:
        data = _bytes(random)
        return [call("encode", data)] if random.random() < 0.6 else [call("encode", data, padding=False)]
    if kind in (1, 2):
        text = _written(_bytes(random))
        strict = random.random() < 0.5
        if strict or random.random() < 0.4:
            text += "=" * (-len(text) % 8)
        if random.random() < 0.4:
            text = _damaged(random, text)
        if not strict:
            text = random.choice([text, text.lower(), text[:3] + "-" + text[3:], text[:2] + " " + text[2:]])
            return [call("decode", text, strict=False)]
        return [call("decode", text)]
    text = "".join(random.choices(ALPHABET, k=random.choice([1, 2, 3, 5, 8, 16, 17, 20])))
    if kind == 3:
        return [call("add_check", text if random.random() < 0.9 else text + random.choice("=1a"))]
    if kind == 4:
        checked = (
            text + ALPHABET[sum((1 + 2 * (i % 15)) * ALPHABET.index(c) + i for i, c in enumerate(text)) % 32]
        )
        if random.random() < 0.3:
            checked = checked[1:] + checked[0]
        return [
            call("remove_check", random.choice([checked, checked.lower(), checked[:1] + " -" + checked[1:]]))
        ]
    return [call("grouped", text, random.choice([1, 2, 3, 4, 5, 8]))]


def _bytes(random: Random) -> bytes:
    return bytes(
        random.choice([0, 1, 7, 127, 128, 255, random.randrange(256)]) for _ in range(random.randint(1, 12))
    )


def _written(data: bytes) -> str:
    bits = "".join(format(byte, "08b") for byte in data)
    bits += "0" * (-len(bits) % 5)
    return "".join(ALPHABET[int(bits[i : i + 5], 2)] for i in range(0, len(bits), 5))


def _damaged(random: Random, text: str) -> str:
    place = random.randrange(len(text))
    return random.choice(
        [
            text + "=",
            text[:-1],
            text[:place] + random.choice("AZ7189=") + text[place + 1 :],
            text[1:],
            text + "A",
        ]
    )
