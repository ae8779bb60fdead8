"""Words and signs of Python that people take for each other, for whoever makes mistakes or repairs them."""

from __future__ import annotations

BOUNDARY = {"<": "<=", "<=": "<", ">": ">=", ">=": ">"}
"""Comparisons that differ at their bound alone."""
OPPOSITE = {
    "<": ">",
    ">": "<",
    "<=": ">=",
    ">=": "<=",
    "==": "!=",
    "!=": "==",
    "in": "not in",
    "not in": "in",
    "is": "is not",
    "is not": "is",
}
"""Comparisons that say the other thing."""
METHODS = (
    ("append", "extend"),
    ("append", "appendleft"),
    ("pop", "popleft"),
    ("lower", "upper"),
    ("strip", "lstrip"),
    ("strip", "rstrip"),
    ("lstrip", "rstrip"),
    ("startswith", "endswith"),
    ("find", "rfind"),
    ("split", "rsplit"),
    ("partition", "rpartition"),
    ("removeprefix", "removesuffix"),
    ("ljust", "rjust"),
    ("keys", "values"),
    ("values", "keys"),
    ("isdigit", "isalnum"),
    ("isalpha", "isalnum"),
    ("isupper", "islower"),
    ("union", "intersection"),
    ("difference", "intersection"),
    ("issubset", "issuperset"),
    ("add", "discard"),
    ("update", "setdefault"),
    ("match", "search"),
    ("match", "fullmatch"),
    ("floor", "ceil"),
    ("bisect_left", "bisect_right"),
    ("hour", "minute"),
    ("minute", "second"),
    ("month", "day"),
    ("year", "month"),
    ("seconds", "days"),
    ("start", "end"),
)
"""Pairs that people take for each other; the first alternatives come first."""
ONE_WAY = (("update", "setdefault"), ("keys", "values"), ("values", "keys"))
BUILTINS = (("min", "max"), ("any", "all"))
