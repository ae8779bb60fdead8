"""The client: an episode on a server, over one WebSocket.

    async with TraceFixRLEnv(base_url="http://localhost:8000") as env:
        result = await env.reset(task_id="task1_easy")
        result = await env.step(CodeAction(action_type="RUN_TESTS"))

For code without an event loop: `with TraceFixRLEnv(base_url=...).sync() as env:` and the same calls
without `await`. To start a container first: `await TraceFixRLEnv.from_docker_image("tracefix-rl")`, or
`TraceFixRLEnv.from_docker_image("tracefix-rl").sync()`; it is gone when the client is closed.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Self

from openenv.core.client_types import StepResult
from openenv.core.containers.runtime import ContainerProvider, RuntimeProvider
from openenv.core.env_client import EnvClient

from tracefix_rl.access import access_headers
from tracefix_rl.containers import OwnContainer
from tracefix_rl.core.models import Action
from tracefix_rl.models import CodeAction, CodeObservation, TraceFixState

if TYPE_CHECKING:
    from openenv.core.env_client import _BootstrapResult

__all__ = ["CodeAction", "CodeObservation", "TraceFixRLEnv", "TraceFixState"]

APPLICATION = "tracefix_rl.server.app:app"
"""What serves the environment, wherever the package is installed."""


class TraceFixRLEnv(EnvClient[Action, CodeObservation, TraceFixState]):
    """A session with a TraceFix-RL server.

    `reset(**options)`, `step(action)` and `state()` are the environment's; what the server refuses is
    raised as `RuntimeError` with its explanation, and the session stays usable.

    Args:
        base_url: The server's; it may be left out if there is a provider that starts one.
        headers: Sent when the connection is opened; what shows `TRACEFIX_TOKEN` by default.
        options: See `EnvClient`.
    """

    def __init__(
        self, base_url: str | None = None, *, headers: dict[str, str] | None = None, **options: Any
    ) -> None:
        shown = access_headers() if headers is None else headers
        super().__init__(base_url, headers=shown or None, **options)

    @classmethod
    def from_docker_image(
        cls, image: str, provider: ContainerProvider | None = None, **options: Any
    ) -> _BootstrapResult[Self]:
        """Start a container of an image and connect to it; the container is gone when the client is closed.

        Args:
            image: Name of the image.
            provider: What runs the container; an `OwnContainer` by default.
            options: What else the provider's `start_container` takes: `env_vars`, `port`, and so on.

        Returns:
            To await, or to call `.sync()` on, for a connected client.
        """
        return super().from_docker_image(image, provider or OwnContainer(), **options)

    @classmethod
    def from_env(
        cls,
        repo_id: str,
        *,
        use_docker: bool = True,
        provider: ContainerProvider | RuntimeProvider | None = None,
        **options: Any,
    ) -> _BootstrapResult[Self]:
        """Start the server of a Hugging Face Space on this machine and connect to it.

        Args:
            repo_id: The Space, `owner/name`.
            use_docker: Whether to run the Space's image, or else its project with `uv run`.
            provider: What runs it; by default an `OwnContainer`, or OpenEnv's `UVProvider`.
            options: What else the provider takes: `project_path` is a checkout to run instead of the Space.

        Returns:
            To await, or to call `.sync()` on, for a connected client.
        """
        if use_docker:
            provider = provider or OwnContainer()
        elif provider is None:
            # OpenEnv's default is found only from the project's root.
            options = {"app": APPLICATION} | options
        return super().from_env(repo_id, use_docker=use_docker, provider=provider, **options)

    def _step_payload(self, action: Action) -> dict[str, Any]:
        # A value of the wrong type travels as it is: the episode answers it with an observation.
        return action.as_sent()

    def _parse_result(self, payload: dict[str, Any]) -> StepResult[CodeObservation]:
        reward, done = payload.get("reward"), payload.get("done", False)
        observation = CodeObservation.model_validate(
            {**payload["observation"], "reward": reward, "done": done}
        )
        return StepResult(observation=observation, reward=reward, done=done, metadata=payload.get("metadata"))

    def _parse_state(self, payload: dict[str, Any]) -> TraceFixState:
        return TraceFixState.model_validate(payload)


# The names under which OpenEnv's `AutoEnv` and `AutoAction` look for the classes of a package
# called `tracefix_rl`: they build them from the package's name.
TracefixRlEnv = TraceFixRLEnv
TracefixRlAction = CodeAction
TracefixRlObservation = CodeObservation
