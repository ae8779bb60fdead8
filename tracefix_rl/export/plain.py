"""Values as every reader takes them."""

from __future__ import annotations

import math
from typing import Any

_LARGEST = 2**63 - 1


def plain(value: Any) -> Any:
    """Return JSON data of which no reader chokes, although a model may have sent anything.

    Half surrogate pairs become `?`, and numbers that no 64 bits hold become their text.
    """
    if isinstance(value, str):
        return value.encode(errors="replace").decode()
    if isinstance(value, dict):
        return {plain(str(key)): plain(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [plain(item) for item in value]
    if isinstance(value, int) and not isinstance(value, bool) and abs(value) > _LARGEST:
        return str(value)
    if isinstance(value, float) and not math.isfinite(value):
        return str(value)
    return value
