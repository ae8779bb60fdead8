"""A model behind Chat Completions: one question, one text, and a clear line when there is none."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from pydantic import BaseModel, ConfigDict, create_model

from tracefix_rl.core.models import Action
from tracefix_rl.policies.base import PolicyError, Usage
from tracefix_rl.session import one_line

if TYPE_CHECKING:
    from openai import APIStatusError
    from openai.types.chat import ChatCompletion

Message = Mapping[str, str]

_NOT_SUPPORTED = {400, 404, 405, 415, 422, 501}
"""What endpoints answer to a request for structured output that they do not offer."""

_ADVICE = {
    400: "check MODEL_NAME",
    401: "set HF_TOKEN, API_KEY or OPENAI_API_KEY to a token that this endpoint accepts",
    402: "the account has no credit left; add some or name another endpoint in API_BASE_URL",
    403: "the token may not use this model; ask for access or set MODEL_NAME to another",
    404: "check MODEL_NAME, and that API_BASE_URL ends where /chat/completions begins",
    429: "wait until the limit is lifted, or use another token or endpoint",
}
_SERVER_ADVICE = "the fault is the endpoint's; try again later or name another in API_BASE_URL"


@dataclass(frozen=True, slots=True)
class EndpointConfig:
    """Where the model is.

    Args:
        base_url: What `/chat/completions` is appended to.
        model: Name of the model.
        token: What the endpoint knows us by.
        timeout_s: Seconds one request may take.
        max_retries: How often a request that failed for a passing reason is sent again.
    """

    base_url: str
    model: str
    token: str = field(repr=False)
    timeout_s: float = 120.0
    max_retries: int = 2


class Endpoint:
    """Asks for an action; as structured output where the endpoint offers it, else as text.

    Args:
        config: Where the model is.
    """

    def __init__(self, config: EndpointConfig) -> None:
        from openai import AsyncOpenAI

        self.usage: Usage | None = None
        self._config = config
        self._structured = True
        self._client = AsyncOpenAI(
            base_url=config.base_url,
            api_key=config.token,
            timeout=config.timeout_s,
            max_retries=config.max_retries,
        )

    async def ask(self, messages: list[Message]) -> str:
        """The model's reply: text that is not empty.

        Args:
            messages: The conversation so far.

        Raises:
            PolicyError: If there is no reply, for whatever reason.
        """
        import openai

        try:
            completion = await self._complete(messages)
        except openai.APITimeoutError as error:
            raise PolicyError(
                f"{self._where} did not answer within {self._config.timeout_s:g} s; try again later, or a "
                "smaller model"
            ) from error
        except openai.APIConnectionError as error:
            raise PolicyError(
                f"{self._where} cannot be reached ({one_line(error.__cause__ or error)}); check API_BASE_URL "
                "and that the endpoint is running"
            ) from error
        except openai.APIStatusError as error:
            raise PolicyError(self._explain(error)) from error
        except (openai.OpenAIError, ValueError) as error:
            raise PolicyError(f"{self._where} sent an answer that is none: {self._clean(error)}") from error
        return self._text(completion)

    async def close(self) -> None:
        """Close the connections."""
        await self._client.close()

    async def _complete(self, messages: list[Message]) -> ChatCompletion:
        from openai import APIStatusError

        if self._structured:
            try:
                return await self._create(messages, response_format=_response_format())
            except APIStatusError as error:
                if error.status_code not in _NOT_SUPPORTED:
                    raise
            completion = await self._create(messages)
            self._structured = False  # only now is it certain that the format was the trouble
            return completion
        return await self._create(messages)

    async def _create(self, messages: list[Message], **options: Any) -> ChatCompletion:
        completion: ChatCompletion = await self._client.chat.completions.create(
            model=self._config.model,
            messages=messages,  # type: ignore[arg-type]
            **options,
        )
        return completion

    def _text(self, completion: ChatCompletion) -> str:
        choices = getattr(completion, "choices", None)
        if not choices:
            raise PolicyError(
                f"{self._where} sent an answer without a choice; check that API_BASE_URL is a Chat "
                "Completions endpoint"
            )
        if counted := completion.usage:
            self.usage = (self.usage or Usage()) + Usage(counted.prompt_tokens, counted.completion_tokens)
        message, reason = choices[0].message, choices[0].finish_reason
        if message.refusal:
            raise PolicyError(f"the model refused: {self._clean(message.refusal)}; try another MODEL_NAME")
        if reason == "content_filter":
            raise PolicyError(f"{self._where} filtered the reply out; try another endpoint or MODEL_NAME")
        if not (message.content or "").strip():
            cause = " because it reached its length limit" if reason == "length" else ""
            raise PolicyError(f"the model's reply is empty{cause}; try again or another MODEL_NAME")
        return str(message.content)

    def _explain(self, error: APIStatusError) -> str:
        status = error.status_code
        advice = _ADVICE.get(status, _SERVER_ADVICE if status >= 500 else "check API_BASE_URL and MODEL_NAME")
        return f"{self._where} answered {status} ({self._clean(error.message)}); {advice}"

    def _clean(self, text: object) -> str:
        """A foreign text on one line, not too long, without our token."""
        line = one_line(text).replace(self._config.token, "***")
        return line if len(line) <= 300 else f"{line[:300]}..."

    @property
    def _where(self) -> str:
        return f"the model endpoint {self._config.base_url} ({self._config.model})"


def reply_model() -> type[BaseModel]:
    """The action as structured output wants it: flat, closed, every field required, reasons first."""
    names = sorted(Action.model_fields, key=lambda name: name != "thought")
    fields: dict[str, Any] = {
        name: (Action.model_fields[name].annotation, _without_default(name)) for name in names
    }
    return create_model("Reply", __config__=ConfigDict(extra="forbid"), **fields)


def _without_default(name: str) -> Any:
    from pydantic import Field

    source = Action.model_fields[name]
    return Field(description=source.description, json_schema_extra=source.json_schema_extra)


def _response_format() -> dict[str, Any]:
    return {
        "type": "json_schema",
        "json_schema": {"name": "action", "strict": True, "schema": reply_model().model_json_schema()},
    }
