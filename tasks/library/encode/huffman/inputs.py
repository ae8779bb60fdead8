"""Short texts of few symbols, tables of lengths, and bits to read."""

from random import Random

from tracefix_rl.tasks.case import Case, call

CODES = {"a": "0", "b": "10", "c": "110", "d": "111"}
LOOSE = {"e": "00", "s": "010", "t": "011", "x": "1000"}

EDGES: list[Case] = [
    [call("weigh", "")],
    [call("code_lengths", {})],
    [call("code_lengths", {"a": 7})],
    [call("code_lengths", {"a": 1, "b": 100})],
    [call("code_lengths", {"a": 1, "b": 0})],
    [call("code_lengths", {"d": 1, "c": 1, "b": 1, "a": 1, "e": 1})],
    [call("code_lengths", {"a": 1, "b": 1, "c": 2, "d": 3, "e": 5, "f": 8})],
    [call("canonical_codes", {})],
    [call("canonical_codes", {"b": 1, "a": 1})],
    [call("canonical_codes", {"b": 2, "a": 3})],
    [call("canonical_codes", {"a": 0})],
    [call("canonical_codes", {"a": 1, "b": 2, "c": 2, "d": 2})],
    [call("encode", "", CODES), call("decode", "", CODES), call("decode", "", {})],
    [call("encode", "cab", CODES), call("encode", "zaza?", CODES)],
    [call("decode", "0", {})],
    [call("decode", "1110", CODES), call("decode", "11", CODES)],
    [call("decode", "1", LOOSE), call("decode", "000101001", LOOSE)],
    [call("saving", ""), call("saving", "a"), call("saving", "ab")],
    [call("saving", "abcde"), call("saving", "abcdaaaa")],
]


def draw(random: Random) -> Case:
    """Return one thing to do with a text, with weights, with lengths, or with bits."""
    kind = random.randrange(6)
    if kind == 0:
        text = _text(random, "aaabbcde")
        return [call("weigh", text), call("saving", text)]
    if kind == 1:
        symbols = random.sample("abcdefg", k=random.randint(2, 7))
        weights = {symbol: random.choice([1, 1, 2, 2, 3, 4, 7]) for symbol in symbols}
        if random.random() < 0.1:
            weights[symbols[0]] = random.choice([0, -1])
        return [call("code_lengths", weights)]
    if kind == 2:
        lengths = [random.choice([1, 2, 2, 3, 3, 3, 4]) for _ in range(random.randint(1, 5))]
        if random.random() < 0.1:
            lengths[0] = 0
        return [call("canonical_codes", dict(zip(random.sample("abcdefg", k=5), lengths, strict=False)))]
    codes = random.choice([CODES, LOOSE])
    if kind == 3:
        return [
            call(
                "encode",
                _text(random, [*codes, *codes, "?", "!"] if random.random() < 0.3 else list(codes)),
                codes,
            )
        ]
    if kind == 4:
        bits = "".join(random.choices(list(codes.values()), k=random.randint(1, 5)))
        return [call("decode", bits + random.choice(["", "", "1", "01", "100"]), codes)]
    return [call("decode", "".join(random.choices("01", k=random.randint(1, 9))), codes)]


def _text(random: Random, symbols: str | list[str]) -> str:
    return "".join(random.choices(symbols, k=random.randint(1, 12)))
