"""Colours can be read: contrast as WCAG 2.2 AA asks for, in the light and in the dark."""

from __future__ import annotations

import re
from importlib.resources import files

import pytest

STYLE = (files("tracefix_rl.report") / "page" / "style.css").read_text(encoding="utf-8")
LIGHT, DARK = (
    dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6});", block))
    for block in STYLE.split("@media (prefers-color-scheme: dark)")[:2]
)

TEXT = [
    *(
        (colour, back)
        for colour in ("text", "muted", "accent")
        for back in ("ground", "card", "accent-ground")
    ),
    *(
        (code, ground)
        for code in ("text", "keyword", "string", "comment", "number", "muted", "bug")
        for ground in ("card", "added", "removed")
    ),
    ("good", "good-ground"),
    ("bad", "bad-ground"),
    ("bad", "card"),
    ("bad", "ground"),
    ("good", "card"),
    ("bad", "accent-ground"),
]
SHAPES = [(colour, "card") for colour in ("s1", "s2", "s3", "s4", "strong-line", "bug")]


def luminance(colour: str) -> float:
    """Relative luminance, WCAG 2.2."""
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("colours", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize(("front", "back"), TEXT)
def test_text(colours: dict[str, str], front: str, back: str) -> None:
    assert contrast(colours[front], colours[back]) >= 4.5


@pytest.mark.parametrize("colours", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize(("front", "back"), SHAPES)
def test_shapes(colours: dict[str, str], front: str, back: str) -> None:
    assert contrast(colours[front], colours[back]) >= 3


def test_light_and_dark_have_the_same_colours() -> None:
    assert LIGHT.keys() == DARK.keys()
