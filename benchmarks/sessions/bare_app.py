"""OpenEnv with the sandbox and nothing else, to tell what of a step the framework itself takes.

    python -m sessions.bare_app DESCRIPTOR

serves it on a socket that listens already.
"""

from __future__ import annotations

import sys
from typing import Any

import uvicorn
from openenv.core.env_server.http_server import create_app
from openenv.core.env_server.interfaces import Environment

from tracefix_rl.models import CodeAction, CodeObservation, TraceFixState
from tracefix_rl.sandbox import Sandbox
from tracefix_rl.tasks import Catalog, Task


class BareEnvironment(Environment[CodeAction, CodeObservation, TraceFixState]):
    """Takes marks and runs tests; of what it finds it tells nothing, only the source."""

    SUPPORTS_CONCURRENT_SESSIONS = True
    sandbox: Sandbox

    def __init__(self) -> None:
        super().__init__()
        self._task: Task
        self._source = ""
        self._steps = 0

    def reset(
        self, seed: int | None = None, episode_id: str | None = None, **options: Any
    ) -> CodeObservation:
        """Begin with the source of the task that `task_id` names."""
        self._task = Catalog.configured().find(options["task_id"])
        self._source, self._steps = self._task.source, 0
        return self._shown()

    def step(self, action: CodeAction, timeout_s: float | None = None, **unused: Any) -> CodeObservation:
        """Put a mark before the source, or run the visible tests."""
        self._steps += 1
        if action.action_type == "REPLACE_LINES":
            self._source = f"{action.new_code_block}\n{self._source}"
        elif action.action_type == "RUN_TESTS":
            self.sandbox.run(self._source, self._task.visible)
        return self._shown()

    @property
    def state(self) -> TraceFixState:
        """Nothing of interest."""
        return TraceFixState()

    def _shown(self) -> CodeObservation:
        lines = dict(enumerate(self._source.splitlines(), start=1))
        return CodeObservation(code_dict=lines, step_count=self._steps)


def main() -> None:
    """Serve."""
    app = create_app(BareEnvironment, CodeAction, CodeObservation, env_name="bare", max_concurrent_envs=8)
    with Sandbox(packages=Catalog.configured().packages) as sandbox:
        BareEnvironment.sandbox = sandbox
        # As ours: no log of requests, no compression.
        uvicorn.run(app, fd=int(sys.argv[1]), log_level="warning", ws_per_message_deflate=False)


if __name__ == "__main__":
    main()
