import pytest
from program import FrameReader, checksum, frame


@pytest.fixture
def reader():
    return FrameReader(limit=8)


def test_frame():
    assert frame(b"\x01\x02") == b"\x7e\x00\x02\x01\x02\x17"
    assert frame(b"") == b"\x7e\x00\x00\x00"


def test_checksum_is_one_byte():
    assert checksum(b"\xff\xff") == 14
    assert checksum(bytes(256)) == 0


def test_payload_too_long_for_its_length():
    assert frame(bytes(65535))[:3] == b"\x7e\xff\xff"
    with pytest.raises(ValueError, match="at most 65535"):
        frame(bytes(65536))


def test_several_frames_at_once(reader):
    assert reader.feed(frame(b"ab") + frame(b"") + frame(b"c")) == [b"ab", b"", b"c"]
    assert (reader.pending, reader.skipped, reader.rejected) == (0, 0, 0)


def test_byte_by_byte(reader):
    data = frame(b"hello")
    for byte in data[:-1]:
        assert reader.feed(bytes([byte])) == []
    assert reader.pending == 8
    assert reader.feed(data[-1:]) == [b"hello"]


def test_noise_between_frames_is_skipped(reader):
    assert reader.feed(b"xx" + frame(b"a") + b"yyy") == [b"a"]
    assert reader.skipped == 5
    assert reader.rejected == 0
    assert reader.pending == 0


def test_wrong_checksum(reader):
    assert reader.feed(b"\x7e\x00\x01a\x00" + frame(b"b")) == [b"b"]
    assert reader.rejected == 1
    assert reader.skipped == 5


def test_frame_inside_of_a_damaged_one(reader):
    assert reader.feed(b"\x7e\x00\x05" + frame(b"a") + b"!") == [b"a"]
    assert (reader.rejected, reader.skipped) == (1, 4)


def test_limit():
    reader = FrameReader(limit=2)
    assert reader.feed(frame(b"ab")) == [b"ab"]
    assert reader.feed(b"\x7e\x00\x03") == []
    assert reader.rejected == 1
    assert reader.pending == 0


def test_finish_looks_into_what_is_pending(reader):
    assert reader.feed(b"\x7e\x00\x08" + frame(b"a") + b"\x7e") == []
    assert reader.pending == 9
    assert reader.finish() == [b"a"]
    assert (reader.pending, reader.rejected, reader.skipped) == (0, 2, 4)


def test_limit_of_nothing():
    assert FrameReader(limit=0).feed(frame(b"")) == [b""]
    with pytest.raises(ValueError, match="negative"):
        FrameReader(limit=-1)
