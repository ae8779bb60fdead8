"""Where a model is and how it is asked."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import urlsplit

TOKENS = ("HF_TOKEN", "API_KEY", "OPENAI_API_KEY")
"""Variables that a token is read from; the first that is set counts."""
BASE_URL = "--base-url / API_BASE_URL"
MODEL = "--model / MODEL_NAME"
TOKEN = "HF_TOKEN, API_KEY or OPENAI_API_KEY"
"""How users set these: a token by its variable only, since command lines can be read by others."""

_PATH = "/chat/completions"


@dataclass(frozen=True, slots=True)
class EndpointConfig:
    """Where the model is and how it is asked.

    Args:
        base_url: What `/chat/completions` is appended to.
        model: Name of the model.
        token: What the endpoint knows us by.
        timeout_s: Seconds one request may take, from its first byte to the last of the answer.
        max_retries: How often a request that failed for a passing reason is sent again.
        context_chars: Characters of the conversation that are sent: about four make a token. The episode
            brief and the newest observation are always sent; as many of the latest turns as fit are.
        temperature: How freely the model samples; the endpoint's default if `None`.
        max_tokens: Longest reply in tokens; the endpoint's default if `None`.

    Raises:
        ValueError: If a value makes no sense; the message says what would.
    """

    base_url: str
    model: str
    token: str = field(repr=False)
    timeout_s: float = 120.0
    max_retries: int = 2
    context_chars: int = 60_000
    temperature: float | None = None
    max_tokens: int | None = None

    def __post_init__(self) -> None:
        """Check the values."""
        _check_url(self.base_url)
        _check_token(self.token)
        if not self.model.strip():
            raise ValueError(f"the model has no name; give {MODEL}")
        if not 0 < self.timeout_s < math.inf:
            raise ValueError(f"timeout_s must be a number of seconds above 0, not {self.timeout_s}")
        if self.max_retries < 0:
            raise ValueError(f"max_retries must be 0 or more, not {self.max_retries}")
        if self.context_chars < 1:
            raise ValueError(f"context_chars must be 1 or more, not {self.context_chars}")
        if self.temperature is not None and not 0 <= self.temperature < math.inf:
            raise ValueError(f"temperature must be 0 or more, not {self.temperature}")
        if self.max_tokens is not None and self.max_tokens < 1:
            raise ValueError(f"max_tokens must be 1 or more, not {self.max_tokens}")

    @property
    def shown_url(self) -> str:
        """The base URL without what may be secret in it: user, password and query."""
        parts = urlsplit(self.base_url)
        return f"{parts.scheme}://{parts.netloc.rpartition('@')[2]}{parts.path}"


def token_in(environment: Mapping[str, str]) -> str:
    """Return the token that an environment's variables hold; empty if none is set."""
    found = (environment.get(name, "").strip() for name in TOKENS)
    return next(filter(None, found), "")


def _check_url(url: str) -> None:
    """Refuse what no request can be sent to; the URL is not repeated, since a password may be in it."""
    try:
        parts = urlsplit(url)
        usable = parts.scheme in ("http", "https") and bool(parts.hostname) and parts.port != 0
    except ValueError:
        usable = False
    if not usable or any(character.isspace() or not character.isprintable() for character in url):
        raise ValueError(f"the base URL must be like http://localhost:8000/v1; set {BASE_URL}")
    if parts.path.rstrip("/").endswith(_PATH):
        raise ValueError(f"the base URL must end before {_PATH}; set {BASE_URL}")


def _check_token(token: str) -> None:
    if not token:
        raise ValueError(f"there is no token; set {TOKEN} (to any text if the endpoint wants none)")
    if not (token.isascii() and token.isprintable()) or token != token.strip():
        raise ValueError(
            f"the token holds a space at an end or a character that no HTTP header can; set {TOKEN} again"
        )
