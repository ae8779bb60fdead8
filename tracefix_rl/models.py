"""The wire types: each of `core`'s models, mixed with OpenEnv's base class of the same role."""

from __future__ import annotations

from openenv.core.env_server.types import Action as OpenEnvAction
from openenv.core.env_server.types import Observation as OpenEnvObservation
from openenv.core.env_server.types import State as OpenEnvState
from pydantic import ConfigDict

from tracefix_rl.core.models import Action, EpisodeState, Observation

__all__ = ["CodeAction", "CodeObservation", "TraceFixState"]


class CodeAction(Action, OpenEnvAction):
    """One action, as a client sends it."""

    # OpenEnv forbids unknown fields, which would cost an agent the step. `Episode.step` names them in a note.
    model_config = ConfigDict(extra="allow")


class CodeObservation(Observation, OpenEnvObservation):
    """What the agent sees after a step, as a client receives it."""


class TraceFixState(EpisodeState, OpenEnvState):
    """Where an episode stands, as a client receives it."""
