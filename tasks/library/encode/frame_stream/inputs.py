"""Streams of frames, noise and damage, cut into chunks at any place."""

from random import Random

from tracefix_rl.tasks.case import Case, Step, call, keep, read

STATE = read("(reader.pending, reader.skipped, reader.rejected)")


def _reader(*steps: Step, limit: int = 6) -> Case:
    return [keep("reader", call("FrameReader", limit)), *steps, STATE]


def _feed(*chunks: bytes) -> list[Step]:
    return [call("reader.feed", chunk) for chunk in chunks]


def _frame(payload: bytes) -> bytes:
    total = len(payload)
    for byte in payload:
        total = (3 * total + byte) % 256
    return b"~" + len(payload).to_bytes(2, "big") + payload + bytes([total])


FINISH = call("reader.finish")

EDGES: list[Case] = [
    [call("FrameReader", -1)],
    [keep("reader", call("FrameReader")), *_feed(b"~\x04\x01", b"~\x04\0"), STATE],
    [call("checksum", b""), call("checksum", b"\xff"), call("checksum", b"ab"), call("frame", b"~")],
    [
        call("frame", b""),
        call("frame", b"abc"),
        read("len(frame(bytes(65535)))"),
        read("len(frame(bytes(65536)))"),
    ],
    _reader(FINISH, *_feed(b"", b"noise")),
    _reader(*_feed(_frame(b"")), limit=0),
    _reader(*_feed(_frame(b"a"), b"\0\0"), limit=0),
    _reader(*_feed(_frame(b"abcdef"), _frame(b"abcdefg"))),
    _reader(*_feed(b"~", b"\0", b"\2", b"o", b"k", _frame(b"ok")[-1:])),
    _reader(*_feed(b"~\0\1a", b"!", _frame(b"b"))),
    _reader(*_feed(b"~~~", _frame(b"x"), b"~~"), FINISH),
    _reader(*_feed(b"~\0\6" + _frame(b"a")), STATE, FINISH, *_feed(_frame(b"b"))),
    _reader(*_feed(b"~\0\4" + _frame(b""), b"\0")),
    _reader(*_feed(b"~\1\0" + _frame(b"~~"), b"~\0"), FINISH),
]


def draw(random: Random) -> Case:
    """Return a reader that is fed a stream in chunks, and perhaps told that the stream has ended."""
    if random.random() < 0.05:
        payload = _payload(random)
        return [call("frame", payload), call("checksum", payload)]
    stream = b""
    for _ in range(random.randint(2, 4)):
        frame = _frame(_payload(random))
        place = random.randrange(len(frame))
        damaged = [
            random.choice([b"x", b"\0\0", b"~", b"~\0", b"~\0\5"]),
            frame[:place] + frame[place + 1 :],
            frame[:-1] + bytes([frame[-1] ^ 1]),
            b"~\0\7" + frame,
        ]
        stream += frame if random.random() < 0.55 else random.choice(damaged)
    cuts = sorted(random.sample(range(len(stream) + 1), k=min(len(stream), random.randint(1, 3))))
    starts, ends = [0, *cuts], [*cuts, len(stream)]
    steps = _feed(*(stream[start:end] for start, end in zip(starts, ends, strict=True)))
    if random.random() < 0.4:
        steps.insert(random.randint(1, len(steps)), STATE)
    if random.random() < 0.6:
        steps += [STATE, FINISH]
    return _reader(*steps, limit=random.choice([4, 5, 6, 7]))


def _payload(random: Random) -> bytes:
    return bytes(random.choices(b"abc~\0\1\xff", k=random.choice([0, 1, 1, 2, 3, 5, 6])))
