"""What an observation is compared by when an episode is played again."""

from __future__ import annotations

import hashlib
import json

from tracefix_rl.core.models import Observation

_FIELDS = set(Observation.model_fields)


def digest_of(observation: Observation) -> str:
    """Return the SHA-256 of all that an observation says, as canonical JSON.

    It is the same for an observation that came over the wire: what OpenEnv adds is left out.
    """
    said = observation.model_dump(mode="json", include=_FIELDS)
    text = json.dumps(said, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()
