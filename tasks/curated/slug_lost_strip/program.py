"""Turn titles into the last part of a web address."""

import re
import unicodedata
from collections.abc import Collection


def without_accents(text: str) -> str:
    """Return `text` with accented letters replaced by plain ones."""
    parts = unicodedata.normalize("NFKD", text)
    return "".join(symbol for symbol in parts if not unicodedata.combining(symbol))


def slugify(text: str, max_length: int | None = None) -> str:
    """Return `text` in lower case with one dash for every run of other symbols than a-z and 0-9.

    There is no dash at either end, and not more than `max_length` characters if one is given.
    """
    slug = re.sub("[^a-z0-9]+", "-", without_accents(text).lower()).strip("-")
    if max_length is not None:
        slug = slug[:max_length].rstrip("-")
    return slug


def unique_slug(text: str, taken: Collection[str]) -> str:
    """Return the slug of `text`, with the first free number from 2 on if it is taken."""
    slug = slugify(text)
    candidate = slug
    number = 2
    while candidate in taken:
        candidate = f"{slug}-{number}"
        number += 1
    return candidate
