"""What others wrote, put into a page so that none of it can run or end its element."""

from __future__ import annotations

import base64
import hashlib
import json
import math
import zlib
from html import escape
from typing import Any

_GZIP = 16 + zlib.MAX_WBITS


def text(value: object) -> str:
    """Return a value as text for an HTML element or attribute."""
    return escape(str(value), quote=True)


def json_text(value: Any) -> str:
    """Return a value as JSON that may stand in a script element.

    It is plain ASCII, so it holds no line separators and no lone surrogates; a number that is none is null.
    """
    return _json(value).replace("<", r"\u003c").replace(">", r"\u003e").replace("&", r"\u0026")


def packed(value: Any) -> str:
    """Return a value as JSON, compressed with gzip, in Base64; the same value gives the same text."""
    press = zlib.compressobj(wbits=_GZIP)
    return base64.b64encode(press.compress(_json(value).encode("ascii")) + press.flush()).decode("ascii")


def finite(value: Any) -> Any:
    """Return a value with `None` for every number that JSON has no word for."""
    if isinstance(value, float):
        return value if math.isfinite(value) else None
    if isinstance(value, dict):
        return {str(key): finite(each) for key, each in value.items()}
    if isinstance(value, list | tuple):
        return [finite(each) for each in value]
    return value


def _json(value: Any) -> str:
    try:
        return _plain(value)
    except ValueError:  # a number that is none: rare, so it is looked for only then
        return _plain(finite(value))


def _plain(value: Any) -> str:
    return json.dumps(value, separators=(",", ":"), allow_nan=False)


def source_hash(content: str) -> str:
    """Return the source expression that allows just this script or style in a Content-Security-Policy."""
    digest = hashlib.sha256(content.encode("utf-8")).digest()
    return f"'sha256-{base64.b64encode(digest).decode('ascii')}'"
