"""Answer requests for parts of a body, as the Range header of HTTP asks for them."""

import re

Range = tuple[int, int]
Response = tuple[int, dict[str, str], list[tuple[str, bytes]]]

PART = re.compile(r"([0-9]*)-([0-9]*)")


class RangeError(ValueError):
    """The header asks for no ranges of bytes."""


class UnsatisfiableError(RangeError):
    """The header asks for nothing that the body has."""


def parse_range(header: str, size: int) -> list[Range]:
    """Return the first and last position of each range, cut to a body of `size` bytes.

    Raises:
        UnsatisfiableError: If none of the ranges has a byte of the body.
        RangeError: If the header is malformed.
    """
    unit, _, text = header.partition("=")
    parts = [part.strip() for part in text.split(",") if part.strip()]
    if unit.strip().lower() != "bytes" or not parts:
        raise RangeError(f"{header!r} asks for no ranges of bytes")
    ranges = []
    for part in parts:
        found = _parse_part(part, size)
        if found is not None:
            ranges.append(found)
    if not ranges:
        raise UnsatisfiableError(f"bytes */{size}")
    return ranges


def coalesce(ranges: list[Range], gap: int = 0) -> list[Range]:
    """Return the ranges in order, those joined that have at most `gap` bytes between them.

    Raises:
        ValueError: If the gap is negative.
    """
    if gap < 0:
        raise ValueError(f"gap must not be negative, but is {gap}")
    joined: list[Range] = []
    for first, last in sorted(ranges):
        if joined and first - joined[-1][1] - 1 <= gap:
            joined[-1] = (joined[-1][0], max(joined[-1][1], last))
        else:
            joined.append((first, last))
    return joined


def respond(body: bytes, header: str | None, gap: int = 0) -> Response:
    """Return status, headers and parts of the answer to a request for `body`.

    A part is a Content-Range and its bytes. Headers that are malformed are ignored, and so are those whose
    ranges have more than twice as many bytes as the body.

    Raises:
        ValueError: If the gap is negative.
    """
    size = len(body)
    whole: Response = (200, {"Content-Length": str(size)}, [("", body)])
    if header is None:
        return whole
    try:
        ranges = parse_range(header, size)
    except UnsatisfiableError as error:
        return 416, {"Content-Range": str(error)}, []
    except RangeError:
        return whole
    if sum(last - first + 1 for first, last in ranges) > 2 * size:
        return whole
    parts = [
        (f"bytes {first}-{last}/{size}", body[first : last + 1]) for first, last in coalesce(ranges, gap)
    ]
    if len(parts) > 1:
        return 206, {"Content-Type": "multipart/byteranges"}, parts
    position, data = parts[0]
    return 206, {"Content-Range": position, "Content-Length": str(len(data))}, parts


def _parse_part(part: str, size: int) -> Range | None:
    match = PART.fullmatch(part)
    if not match or part == "-":
        raise RangeError(f"{part!r} is no range")
    start, end = match.groups()
    if not start:
        length = min(int(end), size)
        return (size - length, size - 1) if length > 0 else None
    first = int(start)
    last = int(end) if end else size - 1
    if end and last < first:
        raise RangeError(f"{part!r} ends before it starts")
    if first >= size:
        return None
    return first, min(last, size - 1)
