"""Headers of a few media ranges, most of them well formed, and what a server has to offer."""

from random import Random

from tracefix_rl.tasks.case import Case, call

EDGES: list[Case] = [
    [call("parse_accept", "")],
    [call("parse_accept", " , ;, ")],
    [call("parse_accept", "*/*")],
    [call("parse_accept", "*/html, */*;q=0.1")],
    [call("parse_accept", "a/b;q=1.000, a/c;q=1.001, a/d;q=0.999")],
    [call("parse_accept", "a/b;q=0, a/c;q=1., a/d;q=0.1234, a/e;q=.5, a/f;q=-1, a/g;q=")],
    [call("parse_accept", "a/b;q=0.5;q=0.7, a/c;q=x;q=0.7")],
    [call("parse_accept", "a/b;level=1;q=0.5;charset=utf-8")],
    [call("parse_accept", "a/b/c, A / B ; X = Y")],
    [call("parse_accept", "a/*;x=1, a/b, */*;x=1;y=2")],
    [call("quality_of", "", "a/b")],
    [call("quality_of", "broken", "a/b")],
    [call("quality_of", "a/b;q=0.2, a/b;q=0.6, a/b;q=0.4", "a/b")],
    [call("quality_of", "a/b;x=1;y=2;q=0.3, a/b;q=0.8", "a/b;y=2;z=3;x=1")],
    [call("quality_of", "a/*;x=1;q=0.3, a/b;q=0.8", "a/b;x=1")],
    [call("quality_of", "a/b;q=0.5", "a/b;q=0.5")],
    [call("quality_of", "a/b", "a")],
    [call("quality_of", "", "/b")],
    [call("negotiate", "a/b", [])],
    [call("negotiate", "a/b;q=0", ["a/b"])],
    [call("negotiate", "*/*;q=0.001", ["a/b", "a/c"])],
    [call("negotiate", "a/b", ["a/b", "b/"])],
    [call("negotiate", "a/b;q=0.5, a/*", ["a/b", "A/C ; x=1", "a/d"])],
]

QUALITIES = ["0", "1", "0.5", "0.25", "0.125", "0.8", "1.0", "0.05", "0.", "1.000"]
WRONG = ["2", "1.001", "1.5", "0.1234", ".5", "", "x", "-0", "0,5"]
RANGES = ["text/html", "text/plain", "image/png", "text/*", "image/*", "*/*", "Text/HTML"]
MISTAKES = ["text", "/html", "*/html", "text/", "", "*"]
PARAMS = ["level=1", "level=2", "charset=utf-8", "Level = 1"]
TYPES = ["text/html", "text/plain", "image/png", "Image/PNG", "application/json"]


def draw(random: Random) -> Case:
    """Return a header to parse, to rate a media type by, or to choose by."""
    header = random.choice([", ", ",", " ,"]).join(_entry(random) for _ in range(random.randint(1, 5)))
    kind = random.random()
    if kind < 0.4:
        return [call("parse_accept", header)]
    if kind < 0.7:
        return [call("quality_of", header, _media_type(random))]
    return [call("negotiate", header, [_media_type(random) for _ in range(random.randint(1, 4))])]


def _entry(random: Random) -> str:
    entry = random.choice(MISTAKES if random.random() < 0.1 else RANGES)
    separator = random.choice([";", "; ", " ;"])
    for _ in range(random.choice([0, 0, 0, 1, 1, 2])):
        entry += separator + random.choice(PARAMS)
    if random.random() < 0.65:
        value = random.choice(WRONG if random.random() < 0.12 else QUALITIES)
        entry += f"{separator}{random.choice(['q=', 'q=', 'Q = '])}{value}"
        if random.random() < 0.15:
            entry += random.choice([";q=0.3", ";level=1"])
    return entry


def _media_type(random: Random) -> str:
    if random.random() < 0.05:
        return random.choice(["text", "/png", "text/", ""])
    params = random.sample(PARAMS, k=random.choice([0, 0, 1, 2]))
    return ";".join([random.choice(TYPES), *params])
