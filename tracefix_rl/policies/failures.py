"""What went wrong with an endpoint, and what would help, on one line and without the token."""

from __future__ import annotations

import re
from collections.abc import Mapping
from email.utils import parsedate_to_datetime
from time import time

from tracefix_rl.policies.base import PolicyError
from tracefix_rl.policies.config import BASE_URL, MODEL, TOKEN, EndpointConfig
from tracefix_rl.session import one_line

_ADVICE = {
    400: f"check {MODEL}",
    401: f"set {TOKEN} to a token that this endpoint accepts",
    402: f"the account has no credit left; add some or name another endpoint with {BASE_URL}",
    403: f"the token may not use this model; ask for access or name another with {MODEL}",
    404: f"check {MODEL}, and that {BASE_URL} ends where /chat/completions begins",
    429: "wait until the limit is lifted, ask for fewer episodes at once, or use another token or endpoint",
}
_SERVER_ADVICE = f"the fault is the endpoint's; try again later or name another with {BASE_URL}"
_OTHER_ADVICE = f"check {BASE_URL} and {MODEL}"
_FILTER_ADVICE = f"name another endpoint with {BASE_URL} or another model with {MODEL}"

_PASSING = {408, 409, 425, 429}
_TOO_LONG = re.compile(
    r"context.{0,10}(length|window|size)|maximum context|too many (input )?tokens|prompt.{0,20}too long"
    r"|max_model_len|context_length_exceeded",
    re.IGNORECASE,
)
_FILTERED = re.compile(r"content_filter|content management policy|content.{0,5}filter", re.IGNORECASE)
_SHOWN_CHARS = 300
_SHORTEST_SECRET = 4
"""A placeholder such as `x` is no secret, and would be found in every word."""


class EndpointError(PolicyError):
    """A request failed.

    Args:
        message: What happened and what would help.
        status: The HTTP status, if there was one.
        said: The endpoint's own words.
        passing: Whether the same request may succeed later.
        wait_s: When the endpoint says to come back, in seconds.
    """

    def __init__(
        self,
        message: str,
        *,
        status: int | None = None,
        said: str = "",
        passing: bool = False,
        wait_s: float | None = None,
    ) -> None:
        super().__init__(message)
        self.status = status
        self.said = said
        self.passing = passing
        self.wait_s = wait_s

    def with_more(self, more: str) -> EndpointError:
        """The same failure with something to add to its message."""
        return EndpointError(
            f"{self}{more}",
            status=self.status,
            said=self.said,
            passing=self.passing,
            wait_s=self.wait_s,
        )

    @property
    def is_too_long(self) -> bool:
        """Whether the conversation is longer than the model can read."""
        return self.status in (400, 413, 422) and bool(_TOO_LONG.search(self.said))


def silent(config: EndpointConfig) -> EndpointError:
    """No complete answer came in time."""
    return EndpointError(
        f"{where(config)} did not answer within {config.timeout_s:g} s; try again later, allow more seconds, "
        f"or name a smaller model with {MODEL}",
        passing=True,
    )


def unreachable(config: EndpointConfig, error: BaseException) -> EndpointError:
    """No connection came about, or there was nothing of an answer on it."""
    return EndpointError(
        f"{where(config)} cannot be reached ({_cause(error, config)}); check {BASE_URL} and that the "
        "endpoint is running",
        passing=True,
    )


def broken_off(config: EndpointConfig, error: BaseException) -> EndpointError:
    """The answer began and cannot be read to its end."""
    return EndpointError(
        f"{where(config)} broke off in mid-answer ({_cause(error, config)}); {_SERVER_ADVICE}", passing=True
    )


def refused(
    config: EndpointConfig, status: int, said: object, headers: Mapping[str, str] | None = None
) -> EndpointError:
    """The endpoint answered with an error."""
    words = cleaned(said, config)
    wait = _wait(headers or {})
    failure = EndpointError(
        "",
        status=status,
        said=words,
        passing=status in _PASSING or status >= 500,
        wait_s=wait,
    )
    later = f"; it asks to wait {wait:g} s" if wait else ""
    advice = _advice(failure, config)
    return failure.with_more(
        f"{where(config)} answered {status} ({words or 'without a word'}{later}); {advice}"
    )


def unusable(config: EndpointConfig, why: str) -> EndpointError:
    """The answer is no completion."""
    return EndpointError(
        f"{where(config)} sent {why}; check that {BASE_URL} is a Chat Completions endpoint and ends where "
        "/chat/completions begins"
    )


def filtered(config: EndpointConfig) -> PolicyError:
    """The endpoint kept the reply back."""
    return PolicyError(f"{where(config)} filtered the reply out; {_FILTER_ADVICE}")


def declined(config: EndpointConfig, refusal: str) -> PolicyError:
    """The model refused to answer."""
    return PolicyError(f"the model refused: {cleaned(refusal, config)}; try another {MODEL}")


def empty(config: EndpointConfig, *, at_limit: bool) -> PolicyError:
    """The model said nothing at all."""
    cause = " because it reached its length limit; allow more max_tokens" if at_limit else "; try again"
    return PolicyError(f"the model's reply is empty{cause} or try another {MODEL}")


def where(config: EndpointConfig) -> str:
    """The endpoint, as messages call it."""
    return f"the model endpoint {config.shown_url} ({config.model})"


def cleaned(text: object, config: EndpointConfig) -> str:
    """A foreign text on one line, not too long, without our token."""
    line = one_line(text)
    if len(config.token) >= _SHORTEST_SECRET:
        line = line.replace(config.token, "***")
    return line if len(line) <= _SHOWN_CHARS else f"{line[:_SHOWN_CHARS]}..."


def _cause(error: BaseException, config: EndpointConfig) -> str:
    cause = error.__cause__ or error
    return cleaned(cause, config) or type(cause).__name__


def _advice(failure: EndpointError, config: EndpointConfig) -> str:
    if failure.is_too_long:
        return (
            "the conversation is too long for this model: lower context_chars "
            f"(now {config.context_chars:,}, about {config.context_chars // 4:,} tokens) "
            f"or name a model that reads more with {MODEL}"
        )
    status = failure.status or 0
    if status < 500 and _FILTERED.search(failure.said):
        return _FILTER_ADVICE
    return _ADVICE.get(status, _SERVER_ADVICE if status >= 500 else _OTHER_ADVICE)


def _wait(headers: Mapping[str, str]) -> float | None:
    """Seconds that `Retry-After` asks for: it is a number or a date."""
    told = headers.get("retry-after", "").strip()
    if not told:
        return None
    if re.fullmatch(r"[0-9]{1,9}(\.[0-9]*)?", told):
        return float(told)
    try:
        return max(0.0, parsedate_to_datetime(told).timestamp() - time())
    except (ValueError, OverflowError):
        return None
