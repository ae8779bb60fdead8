"""Small indexes of four packages with tight requirements, so that choices have to be taken back."""

from random import Random

from tracefix_rl.tasks.case import Case, call

VERSIONS = ["0", "0.3", "1", "1.0", "1.2", "1.2.0", "1.2.1", "1.9", "1.10", "2", "2.0.1", "10"]
CHAIN = {
    "app": {"1": {"lib": "<2"}, "2": {"lib": ">=2", "core": "*"}},
    "lib": {"1.5": {}, "2": {"core": "==1"}},
    "core": {"1": {}, "2": {}},
}

EDGES: list[Case] = [
    [call("resolve", {}, {})],
    [call("resolve", {}, {"app": "*"})],
    [call("resolve", {"app": {}}, {"app": "*"})],
    [call("resolve", CHAIN, {"app": "*"})],
    [call("resolve", CHAIN, {"core": ">1", "app": "*"})],
    [call("resolve", CHAIN, {"core": "==2", "app": "==2"})],
    [call("resolve", CHAIN, {"app": "==2", "core": "==2"})],
    [call("resolve", {"a": {"1": {"a": ">=2"}, "2.0": {"a": "2"}}}, {"a": "*"})],
    [call("resolve", {"a": {"1": {"a": "<2"}, "2.0": {"a": "<2"}}}, {"a": "*"})],
    [call("resolve", {"a": {"1.9": {}, "1.10": {}, "1.2": {}}}, {"a": "!=1.10"})],
    [call("resolve", {"a": {"1": {"b": "*"}}, "b": {"1": {"a": ">1"}, "0.5": {}}}, {"a": "*"})],
    [call("parse_version", "0"), call("parse_version", "0.0.1"), call("parse_version", "10.0.20.0")],
    [call("parse_version", ""), call("parse_version", "1."), call("parse_version", "v1")],
    [call("allows", "*", "0"), call("allows", " * ", "3"), call("allows", "", "1")],
    [call("allows", "~0", "0.9"), call("allows", "~0.2", "0.1"), call("allows", "~0.2", "1")],
    [call("allows", ">= 1 , < 2", "1.0"), call("allows", ">=1,<2", "2"), call("allows", "==1.0", "1")],
    [call("allows", ">1, 2", "1"), call("allows", "<x", "1"), call("allows", "~", "1")],
    [call("outdated", {}, {}), call("outdated", {"a": {"1.0": {}}}, {"a": "1", "b": "1"})],
    [call("outdated", {"b": {"1.10": {}}, "a": {"3": {}}}, {"b": "1.9", "a": "2"})],
]


def draw(random: Random) -> Case:
    """Return an index to choose from, or a few questions about versions."""
    kind = random.random()
    if kind < 0.2:
        rules = ", ".join(_rule(random) for _ in range(random.randint(1, 2)))
        return [call("allows", rules, version) for version in random.sample(VERSIONS, 3)]
    if kind < 0.3:
        index = {name: {random.choice(VERSIONS): {} for _ in range(2)} for name in random.sample("abc", 2)}
        return [call("outdated", index, {name: random.choice(VERSIONS) for name in random.sample("abcd", 3)})]
    names = ["app", "core", "lib", "net"]
    versions = ["1", "1.5", "2.0", "3"]
    index = {
        name: {
            version: {
                other: random.choice(["*", "<2", ">=2", "<=1.5", ">1", "~1", "!=2", "==3", ">=1.5, <3"])
                for other in random.sample(names, random.choice([0, 0, 1, 1, 2]))
            }
            for version in random.sample(versions, random.randint(1, 4))
        }
        for name in random.sample(names, random.choice([3, 4, 4, 4]))
    }
    wanted = {
        name: random.choice(["*", "*", "<3", ">=1.5", "<2"])
        for name in random.sample(names, random.randint(1, 3))
    }
    return [call("resolve", index, wanted)]


def _rule(random: Random) -> str:
    sign = random.choice(["==", "!=", ">=", "<=", ">", "<", "~", "~", "~", ""])
    return sign + random.choice(["", " "]) + random.choice(VERSIONS)
