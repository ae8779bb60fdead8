"""Range headers around the bounds of small bodies."""

from random import Random

from tracefix_rl.tasks.case import Case, call

EDGES: list[Case] = [
    [call("parse_range", "", 5)],
    [call("parse_range", "bytes=0-", 0)],
    [call("parse_range", "bytes=-1", 0)],
    [call("parse_range", "bytes=0-0", 1)],
    [call("parse_range", "bytes=4-4", 5)],
    [call("parse_range", "bytes=5-5", 5)],
    [call("parse_range", "bytes=-5,-6,-4", 5)],
    [call("parse_range", "bytes=-0", 5)],
    [call("parse_range", "bytes=3-2", 5)],
    [call("parse_range", "bytes=9-8", 5)],
    [call("parse_range", "BYTES = 1 - 2", 5)],
    [call("parse_range", "bytes=,", 5)],
    [call("parse_range", "bytes=0-1=2", 5)],
    [call("coalesce", [])],
    [call("coalesce", [(0, 1), (2, 3)]), call("coalesce", [(0, 1), (3, 4)])],
    [call("coalesce", [(0, 1), (4, 4)], 2), call("coalesce", [(0, 1), (5, 5)], 2)],
    [call("coalesce", [(0, 9), (2, 3), (10, 10)], 0)],
    [call("coalesce", [(0, 1)], -1)],
    [call("respond", b"", None), call("respond", b"", "bytes=-1")],
    [call("respond", b"abc", "bytes=0-2"), call("respond", b"abc", "bytes=3-")],
    [call("respond", b"abcd", "bytes=0-,0-"), call("respond", b"abcd", "bytes=0-,0-,0-0")],
    [call("respond", b"abcdef", "bytes=0-0,2-2", 1), call("respond", b"abcdef", "bytes=0-0,3-3", 1)],
    [call("respond", b"abcdef", "bytes=0-0,2-2", -1), call("respond", b"abcdef", "bytes=x", -1)],
]

TEXT = b"abcdefghijklmnopqrst"
MISTAKES = ["-", "", "x", "1", "2-1", "--2", "1-2-3", "1,5", "+1-2"]


def draw(random: Random) -> Case:
    """Return a header to parse or to answer, or ranges to coalesce."""
    size = random.choice([1, 4, 8, 8, 12, 20])
    kind = random.random()
    if kind < 0.35:
        return [call("parse_range", _header(random, size), size)]
    if kind < 0.6:
        ranges = []
        for _ in range(random.randint(1, 5)):
            first = random.randint(0, 14)
            ranges.append((first, first + random.choice([0, 0, 1, 2, 5])))
        return [call("coalesce", ranges, *random.choice([(), (1,), (2,), (3,), (0,)]))]
    return [call("respond", TEXT[:size], _header(random, size), *random.choice([(), (0,), (1,), (2,), (3,)]))]


def _header(random: Random, size: int) -> str:
    parts = [_part(random, size) for _ in range(random.choice([1, 1, 2, 2, 3, 4]))]
    if random.random() < 0.1:
        parts.insert(random.randint(0, len(parts)), random.choice(MISTAKES))
    unit = random.choices(["bytes=", "Bytes = ", "bits=", "bytes"], weights=[16, 3, 1, 1])[0]
    return unit + random.choice([",", ", "]).join(parts)


def _part(random: Random, size: int) -> str:
    kind = random.random()
    if kind < 0.25:
        return f"-{random.choice([0, 1, 2, size - 1, size, size + 1])}"
    first = random.choice([0, 1, random.randint(0, size), size - 1, size, random.randint(0, size - 1)])
    if kind < 0.45:
        return f"{first}-"
    return f"{first}-{first + random.choice([0, 0, 1, 2, 3, size])}"
