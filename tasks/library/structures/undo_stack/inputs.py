"""Short texts that are typed at, changed, undone and redone, with and without groups."""

from random import Random

from tracefix_rl.tasks.case import Case, Step, call, keep, read

UNDO, REDO, SEAL = call("doc.undo"), call("doc.redo"), call("doc.seal")
BEGIN, END, CANCEL = call("doc.begin"), call("doc.end"), call("doc.cancel")
TEXT = read("doc.text")


def _doc(text: str, *steps: Step, **options: int) -> Case:
    return [
        keep("doc", call("Document", text, **options)),
        *steps,
        TEXT,
        read("doc.undo_depth"),
        read("doc.redo_depth"),
        UNDO,
        TEXT,
    ]


def _type(at: int, *texts: str) -> list[Step]:
    steps: list[Step] = []
    for text in texts:
        steps.append(call("doc.insert", at, text))
        at += len(text)
    return steps


def _delete(start: int, end: int) -> Step:
    return call("doc.delete", start, end)


EDGES: list[Case] = [
    [keep("doc", call("Document")), UNDO, REDO, END, CANCEL, TEXT],
    _doc("", limit=0),
    _doc("ab", *_type(3, "x"), *_type(-1, "x"), _delete(0, 3), _delete(1, 0), _delete(0, 0)),
    _doc("ab", *_type(2, "x"), *_type(0, "y"), limit=1),
    _doc("ab", call("doc.replace", 0, 1, "a"), call("doc.replace", 0, 2, ""), UNDO, *_type(0, ""), REDO),
    _doc("", *_type(0, "a", "b", " ", "c")),
    _doc("", *_type(0, "a "), SEAL, *_type(2, "b"), UNDO, TEXT),
    _doc("", *_type(0, "a"), SEAL, *_type(1, "b")),
    _doc("", *_type(0, "a"), *_type(0, "b"), *_type(1, "c")),
    _doc("", *_type(0, "a"), UNDO, REDO, *_type(1, "b")),
    _doc("x", *_type(1, "a"), _delete(0, 1), *_type(1, "b"), UNDO),
    _doc("xy", call("doc.replace", 0, 1, "a"), *_type(1, "b")),
    _doc("xy", *_type(0, "a"), call("doc.replace", 1, 2, "b"), UNDO, TEXT),
    _doc("xy", BEGIN, END, BEGIN, UNDO, REDO, END, END),
    _doc("xy", BEGIN, *_type(0, "a", "b"), END, *_type(2, "c")),
    _doc("xy", *_type(2, "a"), BEGIN, END, *_type(3, "b")),
    _doc("xy", *_type(2, "a"), BEGIN, *_type(0, "b"), END, *_type(1, "c")),
    _doc("xy", BEGIN, *_type(0, "b"), CANCEL, BEGIN, _delete(0, 1), END, UNDO, TEXT),
    _doc("xy", *_type(2, "a"), BEGIN, *_type(3, "b"), CANCEL, *_type(3, "c")),
    _doc("xy", _delete(0, 1), UNDO, BEGIN, CANCEL, REDO, TEXT),
    _doc("xy", BEGIN, _delete(0, 1), BEGIN, *_type(0, "z"), CANCEL, END, TEXT),
    _doc("xy", BEGIN, BEGIN, _delete(0, 1), END, _delete(0, 1), END, UNDO, TEXT, REDO),
    _doc("abcd", _delete(0, 1), _delete(0, 1), _delete(0, 1), UNDO, UNDO, UNDO, TEXT, limit=2),
]


def draw(random: Random) -> Case:
    """Return a document and some ten things that happen to it."""
    steps: list[Step] = []
    cursor = random.randint(0, 3)
    opened = 0
    for _ in range(random.randint(5, 10)):
        kind = random.choices(
            ["type", "insert", "delete", "replace", "undo", "redo", "seal", "group", "cancel"],
            weights=[6, 2, 2, 2, 3, 2, 0.7, 2, 0.4],
        )[0]
        place = random.randint(0, 4)
        if kind == "type":
            text = random.choice(["a", "b", "c", " ", "de"])
            steps.append(call("doc.insert", cursor, text))
            cursor += len(text)
        elif kind == "insert":
            cursor = place
            steps += _type(place, random.choice(["x", "yz", ""]))
        elif kind == "delete":
            steps.append(_delete(place, place + random.choice([0, 1, 1, 2, -1])))
        elif kind == "replace":
            steps.append(
                call("doc.replace", place, place + random.randint(0, 2), random.choice(["Q", "RS", ""]))
            )
        elif kind == "group":
            begins = opened == 0 or random.random() < 0.3
            steps.append(BEGIN if begins else END)
            opened += 1 if begins else -1
        elif kind == "cancel":
            steps.append(CANCEL)
            opened = 0
        else:
            steps.append({"undo": UNDO, "redo": REDO, "seal": SEAL}[kind])
    steps += [END] * opened
    text = "abcdef"[: random.randint(2, 6)]
    return _doc(text, *steps, limit=random.choice([1, 2, 3])) if random.random() < 0.3 else _doc(text, *steps)
