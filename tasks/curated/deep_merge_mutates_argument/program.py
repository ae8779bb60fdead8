"""Combine nested settings."""

from typing import Any

Settings = dict[str, Any]


def deep_merge(base: Settings, override: Settings) -> Settings:
    """Return `base` with the values of `override`; nested settings are combined in the same way.

    Neither argument is changed.
    """
    merged = dict(base)
    for key, value in override.items():
        current = merged.get(key)
        if isinstance(current, dict) and isinstance(value, dict):
            merged[key] = deep_merge(current, value)
        else:
            merged[key] = value
    return merged


def per_environment(base: Settings, overrides: dict[str, Settings]) -> dict[str, Settings]:
    """Return the settings of every environment: `base` with that environment's overrides."""
    return {name: deep_merge(base, override) for name, override in overrides.items()}


def lookup(settings: Settings, path: str, default: Any = None) -> Any:
    """Return the value at a path like "database.port", or `default` if there is none."""
    value: Any = settings
    for key in path.split("."):
        if not isinstance(value, dict) or key not in value:
            return default
        value = value[key]
    return value
