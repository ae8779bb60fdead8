import pytest
from program import RangeError, UnsatisfiableError, coalesce, parse_range, respond

BODY = b"0123456789"


@pytest.mark.parametrize(
    ("header", "ranges"),
    [
        ("bytes=2-5", [(2, 5)]),
        ("bytes=7-", [(7, 9)]),
        ("bytes=-3", [(7, 9)]),
        ("Bytes = 0-0 , , 9-20", [(0, 0), (9, 9)]),
        ("bytes=-20", [(0, 9)]),
    ],
)
def test_ranges_of_a_header(header, ranges):
    assert parse_range(header, 10) == ranges


def test_ranges_beyond_the_body_are_left_out():
    assert parse_range("bytes=10-12,-0,4-4", 10) == [(4, 4)]


def test_nothing_that_the_body_has():
    with pytest.raises(UnsatisfiableError, match=r"bytes \*/10"):
        parse_range("bytes=10-", 10)


@pytest.mark.parametrize(
    "header", ["2-5", "lines=2-5", "bytes=", "bytes=5-2", "bytes=-", "bytes=1-2-3", "bytes=a-"]
)
def test_malformed_headers(header):
    with pytest.raises(RangeError):
        parse_range(header, 10)


def test_coalesce_joins_what_overlaps_or_touches():
    assert coalesce([(6, 8), (0, 2), (3, 4), (7, 7)]) == [(0, 4), (6, 8)]


def test_coalesce_joins_over_small_gaps():
    assert coalesce([(0, 1), (4, 5), (9, 9)], gap=2) == [(0, 5), (9, 9)]
    with pytest.raises(ValueError, match="negative"):
        coalesce([], gap=-1)


def test_without_a_header_the_whole_body_is_sent():
    assert respond(BODY, None) == (200, {"Content-Length": "10"}, [("", BODY)])
    assert respond(BODY, "nonsense") == respond(BODY, None)


def test_one_part():
    assert respond(BODY, "bytes=2-5") == (
        206,
        {"Content-Range": "bytes 2-5/10", "Content-Length": "4"},
        [("bytes 2-5/10", b"2345")],
    )


def test_several_parts():
    assert respond(BODY, "bytes=-2,0-1") == (
        206,
        {"Content-Type": "multipart/byteranges"},
        [("bytes 0-1/10", b"01"), ("bytes 8-9/10", b"89")],
    )
    assert len(respond(BODY, "bytes=0-1,4-5", gap=2)[2]) == 1


def test_unsatisfiable():
    assert respond(b"", "bytes=0-") == (416, {"Content-Range": "bytes */0"}, [])


def test_greedy_requests_get_the_whole_body():
    assert respond(BODY, "bytes=0-,0-")[0] == 206
    assert respond(BODY, "bytes=0-,0-,5-5")[0] == 200
