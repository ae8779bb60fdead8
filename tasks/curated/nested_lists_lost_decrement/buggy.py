"""Work with lists in lists."""

from typing import Any


def flatten(items: list[Any], levels: int | None = None) -> list[Any]:
    """Return the items of `items` with the lists among them opened.

    Lists in lists are opened too, down to `levels` levels; all the way if that is None.
    """
    flat: list[Any] = []
    for item in items:
        if isinstance(item, list) and levels != 0:
            flat.extend(flatten(item, None if levels is None else levels))
        else:
            flat.append(item)
    return flat


def nesting(items: list[Any]) -> int:
    """Return how many lists the innermost item is in; 1 for a list without lists."""
    return 1 + max((nesting(item) for item in items if isinstance(item, list)), default=0)


def outline(items: list[Any], indent: str = "  ") -> list[str]:
    """Return a line for every item, indented once for each list it is in but the first."""
    lines: list[str] = []
    for item in items:
        if isinstance(item, list):
            lines.extend(indent + line for line in outline(item, indent))
        else:
            lines.append(str(item))
    return lines
