"""Keep the cookies that servers set, and say which to send with a request."""

import re
from dataclasses import dataclass

WEB_ADDRESS = re.compile(r"(https?)://([^/]+)(/.*)?", re.IGNORECASE)
SECONDS = re.compile(r"-?[0-9]+")


@dataclass
class _Cookie:
    """A cookie and where it may go; `expires` is None if it lasts for the session."""

    name: str
    value: str
    domain: str
    path: str
    host_only: bool
    secure: bool
    expires: int | None

    def expired(self, now: int) -> bool:
        """Tell whether the cookie is gone at `now`."""
        return self.expires is not None and now >= self.expires

    def matches(self, scheme: str, host: str, path: str) -> bool:
        """Tell whether the cookie goes with a request."""
        if self.secure and scheme != "https":
            return False
        if host != self.domain and (self.host_only or not host.endswith("." + self.domain)):
            return False
        if not path.startswith(self.path):
            return False
        return path == self.path or self.path.endswith("/") or path[len(self.path)] == "/"


class CookieJar:
    """Cookies by name, domain and path, in the order in which they first came."""

    def __init__(self) -> None:
        self._cookies: dict[tuple[str, str, str], _Cookie] = {}

    def __len__(self) -> int:
        return len(self._cookies)

    def store(self, url: str, header: str, now: int) -> bool:
        """Take a Set-Cookie header that came from `url`; tell whether the jar changed.

        Raises:
            ValueError: If `url` is no address of the web.
        """
        scheme, host, path = _split(url)
        first, *rest = header.split(";")
        name, equals, value = (piece.strip() for piece in first.partition("="))
        if not name or not equals:
            return False
        attributes = _attributes(rest)
        domain = attributes.get("domain", "").lower().removeprefix(".")
        if domain and not _covers(domain, host):
            return False
        secure = "secure" in attributes
        if secure and scheme != "https":
            return False
        cookie_path = attributes.get("path", "")
        if not cookie_path.startswith("/"):
            cookie_path = path[: path.rindex("/")] or "/"
        key = (name, domain or host, cookie_path)
        expires = None
        if SECONDS.fullmatch(attributes.get("max-age", "")):
            lifetime = int(attributes["max-age"])
            if lifetime <= 0:
                return self._cookies.pop(key, None) is not None
            expires = now + lifetime
        self._cookies[key] = _Cookie(name, value, key[1], cookie_path, not domain, secure, expires)
        return True

    def header(self, url: str, now: int) -> str:
        """Return the Cookie header for a request, longer paths first; "" if no cookie goes with it.

        Raises:
            ValueError: If `url` is no address of the web.
        """
        scheme, host, path = _split(url)
        sent = [
            cookie
            for cookie in self._cookies.values()
            if not cookie.expired(now) and cookie.matches(scheme, host, path)
        ]
        sent.sort(key=lambda cookie: len(cookie.path), reverse=True)
        return "; ".join(f"{cookie.name}={cookie.value}" for cookie in sent)

    def purge(self, now: int) -> int:
        """Drop the cookies that are expired at `now`; return how many."""
        return self._drop([key for key, cookie in self._cookies.items() if cookie.expired(now)])

    def end_session(self) -> int:
        """Drop the cookies that last for the session; return how many."""
        return self._drop([key for key, cookie in self._cookies.items() if cookie.expires is None])

    def _drop(self, keys: list[tuple[str, str, str]]) -> int:
        for key in keys:
            del self._cookies[key]
        return len(keys)


def _split(url: str) -> tuple[str, str, str]:
    match = WEB_ADDRESS.fullmatch(url)
    if not match:
        raise ValueError(f"{url!r} is not a web address")
    return match[1].lower(), match[2].lower(), match[3] or "/"


def _attributes(parts: list[str]) -> dict[str, str]:
    pairs = (part.partition("=") for part in parts)
    return {name.strip().lower(): value.strip() for name, _, value in pairs}


def _covers(domain: str, host: str) -> bool:
    return host == domain or (host.endswith("." + domain) and "." in domain)
