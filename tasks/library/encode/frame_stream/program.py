"""Find frames in a stream of bytes that comes in chunks, and find the way again after damage."""

MARKER = 0x7E
HEADER = 3
"""Bytes before the payload: the marker, and the payload's length in two bytes, high byte first."""

MAX_LENGTH = 0xFFFF


def checksum(payload: bytes) -> int:
    """Return a payload's checksum, one byte: three times the sum so far plus the next byte, modulo 256."""
    total = len(payload)
    for byte in payload:
        total = (3 * total + byte) % 256
    return total


def frame(payload: bytes) -> bytes:
    """Return a payload as a frame: marker, length, payload, checksum.

    Raises:
        ValueError: If the payload is longer than two bytes can say.
    """
    if len(payload) > MAX_LENGTH:
        raise ValueError(f"a payload has at most {MAX_LENGTH} bytes, not {len(payload)}")
    return bytes([MARKER]) + len(payload).to_bytes(2, "big") + payload + bytes([checksum(payload)])


class FrameReader:
    """Takes the chunks of one stream and gives the payloads of its frames.

    What is between frames is skipped. A frame that says to be longer than `limit`, or whose checksum is
    wrong, is rejected: only its marker is skipped, and the search goes on with the byte behind that.

    Raises:
        ValueError: If the limit is negative.
    """

    def __init__(self, limit: int = 1024) -> None:
        if limit < 0:
            raise ValueError(f"limit must not be negative, but is {limit}")
        self._limit = limit
        self._buffer = bytearray()
        self.skipped = 0
        self.rejected = 0

    @property
    def pending(self) -> int:
        """Return how many bytes wait for the rest of their frame."""
        return len(self._buffer)

    def feed(self, chunk: bytes) -> list[bytes]:
        """Take the next bytes of the stream; return the payloads of all frames that are complete now."""
        self._buffer += chunk
        payloads: list[bytes] = []
        while self._seek():
            end = self._end()
            if end is None:
                break
            if end > HEADER + self._limit:
                self._reject()
                continue
            if len(self._buffer) <= end:
                break
            payload = bytes(self._buffer[HEADER:end])
            if checksum(payload) == self._buffer[end]:
                payloads.append(payload)
                del self._buffer[: end + 1]
            else:
                self._reject()
        return payloads

    def finish(self) -> list[bytes]:
        """Return the frames that are inside of what is still pending, and skip everything else.

        Nothing more is expected, so a frame that is not complete is rejected like one that is damaged.
        """
        payloads: list[bytes] = []
        while self._buffer:
            self._reject()
            payloads += self.feed(b"")
        return payloads

    def _seek(self) -> bool:
        start = self._buffer.find(MARKER)
        if start < 0:
            start = len(self._buffer)
        self._skip(start)
        return bool(self._buffer)

    def _end(self) -> int | None:
        """Return where the checksum of the first frame is, or None if its length is not there yet."""
        if len(self._buffer) < HEADER:
            return None
        return HEADER + int.from_bytes(self._buffer[1:HEADER], "big")

    def _reject(self) -> None:
        self.rejected += 1
        self._skip(1)

    def _skip(self, count: int) -> None:
        self.skipped += count
        del self._buffer[:count]
