"""Read settings from lines of "key = value"."""

from collections.abc import Iterable

WORDS = {"yes": True, "on": True, "true": True, "no": False, "off": False, "false": False}


class SettingsError(Exception):
    """The settings cannot be used as they are written."""


def parse_settings(lines: Iterable[str]) -> dict[str, str]:
    """Return the settings by key; a later line for the same key wins.

    What follows a # is a comment. Lines with nothing else are skipped.

    Raises:
        SettingsError: If a line is not of the form "key = value".
    """
    settings: dict[str, str] = {}
    for number, line in enumerate(lines, start=1):
        text = line.partition("#")[0].strip()
        if not text:
            continue
        key, equals, value = text.partition("=")
        if not equals or not key.strip():
            raise SettingsError(f"line {number} is not of the form key = value: {text}")
        settings[key.strip()] = value.strip()
    return settings


def get_int(settings: dict[str, str], key: str, default: int) -> int:
    """Return a setting as a whole number; `default` if it is not set.

    Raises:
        SettingsError: If it is set to something else.
    """
    if key not in settings:
        return default
    try:
        return int(settings[key])
    except ValueError:
        raise SettingsError(f"{key} must be a whole number, not {settings[key]}") from None


def get_bool(settings: dict[str, str], key: str, default: bool) -> bool:
    """Return a setting as yes or no; `default` if it is not set.

    Raises:
        SettingsError: If it is set to something else.
    """
    if key not in settings:
        return default
    try:
        return WORDS[settings[key].lower()]
    except KeyError:
        raise SettingsError(f"{key} must be yes or no, not {settings[key]}") from None
