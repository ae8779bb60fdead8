"""Joins of few things, some taken back, and questions about what they are now."""

from random import Random

from tracefix_rl.tasks.case import Case, Step, call, keep, read


def _parts(names: str, *steps: Step) -> Case:
    return [
        keep("parts", call("Components", list(names))),
        *steps,
        call("parts.components"),
        read("parts.count"),
        read("parts.joins"),
    ]


def _join(*pairs: str) -> list[Step]:
    return [call("parts.join", *pair) for pair in pairs]


EDGES: list[Case] = [
    [keep("parts", call("Components")), call("parts.components"), read("parts.count"), call("parts.undo")],
    _parts("", call("parts.leader", "a"), call("parts.size", "a"), call("parts.members", "a")),
    _parts("aba", call("parts.add", "b"), call("parts.add", "c")),
    _parts("a", *_join("aa"), call("parts.size", "a"), call("parts.joined_at", "a", "a")),
    _parts("a", *_join("zz"), call("parts.joined_at", "z", "z"), call("parts.joined_at", "a", "y")),
    _parts("", *_join("ba", "ab"), call("parts.leader", "a"), call("parts.members", "a")),
    _parts("abcd", *_join("ab", "cd", "db"), call("parts.leader", "a"), call("parts.joined_at", "a", "c")),
    _parts("abc", *_join("ab", "ca"), call("parts.leader", "c"), call("parts.joined_at", "c", "b")),
    _parts("abc", call("parts.joined_at", "a", "b"), call("parts.connected", "a", "x")),
    _parts("abcd", *_join("ab", "cd", "bd"), call("parts.undo", 2), call("parts.joined_at", "c", "d")),
    _parts("ab", *_join("ab"), call("parts.undo", 0), call("parts.undo", -1), call("parts.undo", 1)),
    _parts("ab", *_join("ab", "ba"), call("parts.undo", 3), *_join("ba"), call("parts.leader", "a")),
    _parts("abcde", *_join("de", "bc"), call("parts.members", "e"), call("parts.members", "a")),
]


def draw(random: Random) -> Case:
    """Return some things, joins with a few undone, and questions about two of them."""
    names = "abcdef"
    steps: list[Step] = []
    for _ in range(random.randint(4, 9)):
        if random.random() < 0.12:
            steps.append(
                call("parts.undo", random.randint(0, 3)) if random.random() < 0.7 else call("parts.undo")
            )
        elif random.random() < 0.08:
            steps.append(call("parts.add", random.choice(names)))
        else:
            steps += _join("".join(random.choices(names, k=2)))
    one, other = random.choices(names, k=2)
    for _ in range(random.randint(2, 4)):
        question = random.choice(["leader", "size", "members", "connected", "joined_at", "joined_at"])
        pair = question in ("connected", "joined_at")
        steps.append(call(f"parts.{question}", *random.sample(names, 2 if pair else 1)))
    return _parts(names[: random.randint(3, 6)], *steps, call("parts.joined_at", one, other))
