"""Choose what to send to a client by its Accept header."""

import re
from dataclasses import dataclass

QUALITY = re.compile(r"([01])(?:\.(\d{0,3}))?", re.ASCII)
BEST = 1000


@dataclass(frozen=True)
class _MediaRange:
    type: str
    subtype: str
    params: tuple[str, ...] = ()

    @property
    def specificity(self) -> int:
        return (self.type != "*") + (self.subtype != "*") + len(self.params)

    def matches(self, other: "_MediaRange") -> bool:
        if self.type not in ("*", other.type) or self.subtype not in ("*", other.subtype):
            return False
        return all(param in other.params for param in self.params)

    def __str__(self) -> str:
        return ";".join([f"{self.type}/{self.subtype}", *self.params])


def parse_accept(header: str) -> list[tuple[str, int]]:
    """Return the media ranges of a header and their qualities in thousandths, the preferred ones first.

    Entries that are malformed are left out. Equal qualities are ordered by how specific the range is, and
    then as in the header.
    """
    entries = sorted(_entries(header), key=lambda entry: (-entry[1], -entry[0].specificity))
    return [(str(media_range), quality) for media_range, quality in entries]


def quality_of(header: str, media_type: str) -> int:
    """Return the quality of a media type in thousandths; 0 means that the client does not take it.

    The most specific range that matches decides. A header without entries accepts everything.

    Raises:
        ValueError: If `media_type` is none.
    """
    return _rate(_entries(header), media_type)


def negotiate(header: str, available: list[str]) -> str | None:
    """Return the available media type that the client likes best, or None if it takes none of them.

    Raises:
        ValueError: If one of those available is no media type.
    """
    entries = _entries(header)
    best, best_quality = None, 0
    for media_type in available:
        quality = _rate(entries, media_type)
        if quality > best_quality:
            best, best_quality = media_type, quality
    return best


def _rate(entries: list[tuple[_MediaRange, int]], media_type: str) -> int:
    wanted, params = _split(media_type)
    if wanted is None:
        raise ValueError(f"{media_type!r} is no media type")
    wanted = _MediaRange(wanted.type, wanted.subtype, tuple(params))
    if not entries:
        return BEST
    matching = [(entry.specificity, quality) for entry, quality in entries if entry.matches(wanted)]
    return max(matching)[1] if matching else 0


def _entries(header: str) -> list[tuple[_MediaRange, int]]:
    entries: list[tuple[_MediaRange, int]] = []
    for part in header.split(","):
        media_range, params = _split(part)
        if media_range is None or (media_range.type == "*" and media_range.subtype != "*"):
            continue
        qualities = [_quality(param[2:]) for param in params if param.startswith("q=")]
        if None in qualities:
            continue
        kept = tuple(param for param in params if not param.startswith("q="))
        quality = qualities[-1] if qualities else BEST
        entries.append((_MediaRange(media_range.type, media_range.subtype, kept), quality or 0))
    return entries


def _split(text: str) -> tuple[_MediaRange | None, list[str]]:
    name, *rest = (piece.strip() for piece in text.lower().split(";"))
    kind, _, subtype = (piece.strip() for piece in name.partition("/"))
    params = ["=".join(side.strip() for side in piece.split("=", 1)) for piece in rest if piece]
    if not kind or not subtype:
        return None, params
    return _MediaRange(kind, subtype), params


def _quality(text: str) -> int | None:
    match = QUALITY.fullmatch(text)
    if not match:
        return None
    thousandths = int(match[1]) * BEST + int((match[2] or "").ljust(3, "0"))
    return thousandths if thousandths <= BEST else None
