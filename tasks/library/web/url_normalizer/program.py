"""Bring URLs into a normal form, so that those of the same page are equal."""

import re
from typing import NamedTuple

URL = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*)://([^/?#]*)([^?#]*)(?:\?([^#]*))?(?:#.*)?", re.DOTALL)
ESCAPE = re.compile(r"%([0-9A-Fa-f]{2})?")
UNRESERVED = re.compile(r"[A-Za-z0-9._~-]")
DEFAULT_PORTS = {"http": "80", "https": "443"}
TRACKING = ("fbclid", "gclid")


class UrlError(ValueError):
    """The text is no absolute URL."""


class _Url(NamedTuple):
    scheme: str
    authority: str
    path: str
    query: str

    @property
    def site(self) -> str:
        return f"{self.scheme}://{self.authority}"

    def __str__(self) -> str:
        return self.site + self.path + (f"?{self.query}" if self.query else "")


def normalize(url: str) -> str:
    """Return the normal form of an absolute URL.

    Raises:
        UrlError: If scheme or host is missing, or the port is none.
    """
    return str(_parse(url))


def join(base: str, reference: str) -> str:
    """Return the normal form of what `reference`, a link on the page `base`, leads to.

    Raises:
        UrlError: If `base` is no absolute URL, or the reference leads to none.
    """
    page = _parse(base)
    reference = reference.strip()
    if URL.fullmatch(reference):
        return normalize(reference)
    if reference.startswith("//"):
        return normalize(f"{page.scheme}:{reference}")
    if reference.startswith("/"):
        return normalize(page.site + reference)
    if reference.startswith("?"):
        return normalize(page.site + page.path + reference)
    if not reference or reference.startswith("#"):
        return str(page)
    folder = page.path[: page.path.rindex("/") + 1]
    return normalize(page.site + folder + reference)


def same_site(first: str, second: str) -> bool:
    """Tell whether two URLs have scheme, host and port in common.

    Raises:
        UrlError: If one of them is no absolute URL.
    """
    one, other = _parse(first), _parse(second)
    return one.scheme == other.scheme and _host(one.authority) == _host(other.authority)


def remove_dots(path: str) -> str:
    """Return a path without segments "." and ".."; it starts with a slash."""
    segments = path.removeprefix("/").split("/")
    kept: list[str] = []
    for segment in segments:
        if segment == "..":
            if kept:
                kept.pop()
        elif segment != ".":
            kept.append(segment)
    if segments[-1] in (".", ".."):
        kept.append("")
    return "/" + "/".join(kept)


def _parse(url: str) -> _Url:
    match = URL.fullmatch(url.strip())
    if not match:
        raise UrlError(f"{url!r} is not absolute")
    scheme = match[1].lower()
    path = remove_dots(_unescape(match[3]))
    return _Url(scheme, _authority(match[2], scheme), path, _query(match[4] or ""))


def _authority(text: str, scheme: str) -> str:
    user, at, rest = text.rpartition("@")
    host, _, port = rest.partition(":")
    host = host.lower().removesuffix(".")
    if not host:
        raise UrlError(f"{text!r} has no host")
    if port:
        if not re.fullmatch("[0-9]+", port) or int(port) > 65535:
            raise UrlError(f"{port!r} is no port")
        port = str(int(port))
    if port and port != DEFAULT_PORTS.get(scheme):
        host = f"{host}:{port}"
    return user + at + host


def _host(authority: str) -> str:
    return authority.rpartition("@")[2]


def _query(text: str) -> str:
    parts = [_unescape(part) for part in text.split("&") if part]
    return "&".join(sorted(part for part in parts if not _is_tracking(part.partition("=")[0])))


def _is_tracking(name: str) -> bool:
    return name in TRACKING or name.startswith("utm_")


def _unescape(text: str) -> str:
    return ESCAPE.sub(_plain, text).replace(" ", "%20")


def _plain(match: re.Match[str]) -> str:
    if match[1] is None:
        return "%25"
    symbol = chr(int(match[1], 16))
    return symbol if UNRESERVED.fullmatch(symbol) else match[0].upper()
