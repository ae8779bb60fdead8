"""Titles out of the prose of data sets."""

from __future__ import annotations

import re
import textwrap

from tracefix_rl.tasks.importers.published.reading import Unreadable

MAX_TITLE = 80
"""Longest title, in characters."""

_ORDER = re.compile(
    r"(?:write|create|implement) an? (?:python )?function (?:\w+ )?(?:to|that|which) ", re.IGNORECASE
)
_SENTENCE = re.compile(r".*?[.!?](?=\s|$)")


def title_of(specification: str) -> str:
    """Return the first sentence of a specification, shortened.

    Raises:
        Unreadable: If there is no word in it.
    """
    sentence = _first_sentence(specification)
    words = _ORDER.sub("", sentence, count=1) if _ORDER.match(sentence) else sentence
    words = words.strip(" .,:;!?")
    if not words:
        raise Unreadable("nothing says what the program must do; add a specification")
    if "_" not in words.split()[0]:  # or it is a name
        words = words[0].upper() + words[1:]
    return textwrap.shorten(words, MAX_TITLE, placeholder=" …", break_on_hyphens=False)


def _first_sentence(text: str) -> str:
    """Return the first sentence of the first paragraph, which ends where examples begin."""
    paragraph = re.split(r"\n\s*\n|(?:^|\n)\s*>>>", text.strip().lstrip("\"'").strip(), maxsplit=1)[0]
    heading, _, rest = paragraph.partition("\n")
    if rest and len(heading.split()) == 1:
        paragraph = rest
    paragraph = " ".join(paragraph.split())
    sentence = _SENTENCE.match(paragraph)
    return sentence.group() if sentence else paragraph
