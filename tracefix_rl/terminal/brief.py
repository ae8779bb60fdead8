"""The part of an episode's brief that a person needs: what the module should do, and its tests."""

from __future__ import annotations

import re
from collections.abc import Iterator

from rich.console import Group, RenderableType
from rich.text import Text

from tracefix_rl.terminal.code import numbered_code
from tracefix_rl.terminal.listing import block
from tracefix_rl.terminal.text import prose, visible_line

_FENCE = re.compile(r"(`{3,})\w*\s*")
# What follows tells a model how to write an action and how it is paid.
_FOR_MODELS = "\n\n# Actions\n\n"


def brief_for_person(brief: str) -> Group:
    """Show the system prompt of an episode without what only a model needs."""
    head, _, _ = brief.rpartition(_FOR_MODELS)
    return Group(*_blocks((head or brief).split("\n")))


def _blocks(lines: list[str]) -> Iterator[RenderableType]:
    """Prose to be wrapped, headings bold, fenced code numbered."""
    fence = ""
    held: list[str] = []
    for line in lines:
        if fence:
            if line == fence:
                yield Group(numbered_code(held), "")
                fence, held = "", []
            else:
                held.append(line)
        elif (opening := _FENCE.fullmatch(line)) or line.startswith("# "):
            yield from _prose(held)
            held = []
            if opening:
                fence = opening[1]
            else:
                yield Text(visible_line(line[2:]), style="bold")
        else:
            held.append(line)
    yield from [numbered_code(held)] if fence else _prose(held)


def _prose(lines: list[str]) -> Iterator[RenderableType]:
    if text := prose("\n".join(lines)):
        yield block(f"{text}\n")
