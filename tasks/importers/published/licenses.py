"""Which license a folder says that it has."""

from __future__ import annotations

import re
from pathlib import Path

_FILES = ("LICENSE", "LICENSE.txt", "LICENSE.md", "COPYING")
_IDENTIFIER = re.compile(r"SPDX-License-Identifier:\s*([A-Za-z0-9.+-]+)")
_MIT = (
    "permission is hereby granted, free of charge, to any person obtaining a copy",
    "without restriction",
    "permission notice shall be included in all copies",
    'the software is provided "as is"',
)
_MIT_WORDS = 220
"""The MIT license with its copyright lines is shorter; a text that adds clauses to it is another license."""


def license_of(folder: Path) -> str:
    """Return the SPDX identifier of a folder's license; empty if its files do not say one that is known."""
    for name in _FILES:
        try:
            text = (folder / name).read_text(encoding="utf-8", errors="replace")
        except OSError:
            continue
        return _identifier(text)
    return ""


def _identifier(text: str) -> str:
    named = _IDENTIFIER.search(text)
    if named:
        return named.group(1)
    words = text.lower().replace("“", '"').replace("”", '"').split()
    plain = " ".join(words)
    return "MIT" if len(words) <= _MIT_WORDS and all(phrase in plain for phrase in _MIT) else ""
