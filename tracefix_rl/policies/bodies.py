"""Bodies of an endpoint's answers: the JSON of a good one, the words of a bad one."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from tracefix_rl.policies import failures
from tracefix_rl.policies.config import EndpointConfig
from tracefix_rl.policies.failures import EndpointError
from tracefix_rl.session import one_line

_MOST_CHARS = 20_000
_SHOWN_CHARS = 60


def read_answer(config: EndpointConfig, body: bytes) -> Mapping[str, Any]:
    """Read the body of an answer that came with a good status.

    Raises:
        EndpointError: If it is not a JSON object, or one that tells of an error.
    """
    try:
        answer = json.loads(body.decode())
    except (ValueError, RecursionError) as error:
        raise failures.unusable(config, _what(body)) from error
    if not isinstance(answer, dict):
        raise failures.unusable(config, f"JSON that is a {type(answer).__name__}, not an object")
    if (told := answer.get("error")) and not answer.get("choices"):
        raise _refusal(config, told)
    return answer


def words_of(text: str) -> str:
    """What an endpoint says in the body of an error, wherever it puts it."""
    text = text[:_MOST_CHARS].strip()
    try:
        told = json.loads(text)
    except (ValueError, RecursionError):
        return "a web page" if text.startswith("<") else text
    inner = told.get("error", told) if isinstance(told, dict) else told
    if isinstance(inner, dict):
        said = inner.get("message") or inner.get("detail")
        code = inner.get("code")
    else:
        said, code = inner, None
    if not isinstance(said, str):
        return text
    return f"{code}: {said}" if isinstance(code, str) and code not in said else said


def _refusal(config: EndpointConfig, told: object) -> EndpointError:
    """Some endpoints answer with a good status and tell of the error in the body."""
    code = told.get("code") if isinstance(told, dict) else None
    status = code if isinstance(code, int) and 400 <= code <= 599 else 500
    return failures.refused(config, status, words_of(json.dumps({"error": told})))


def _what(body: bytes) -> str:
    """What an answer is that is not JSON."""
    text = one_line(body[:1000].decode(errors="replace"))
    if not text:
        return "an empty answer"
    if text.startswith("<"):
        return "a web page"
    try:
        body.decode()
    except UnicodeDecodeError:
        return "an answer that is not UTF-8"
    shown = text if len(text) <= _SHOWN_CHARS else f"{text[:_SHOWN_CHARS]}..."
    return f"an answer that is not complete JSON ({shown})"
