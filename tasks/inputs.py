"""Draws the inputs of a program.

A program's `inputs.py` defines

- `EDGES: list[Case]`: the edge cases, in the order in which a tester would think of them;
- `draw(random: Random) -> Case`: one more case, of which `random` decides everything that is not fixed.

It imports its words from `tracefix_rl.tasks.case` and never the program. It is ours and is executed here;
the program is not.
"""

from __future__ import annotations

import itertools
import random
from collections.abc import Iterator
from typing import Any

from tracefix_rl.tasks.case import Case, written
from tracefix_rl.tasks.program import Program

EDGES = "EDGES"
DRAW = "draw"

_PATIENCE = 200
"""Draws in a row that bring nothing new, after which there is taken to be nothing more."""


def cases(program: Program, seed: int) -> Iterator[Case]:
    """Yield the program's edge cases, then cases that are drawn, no case twice.

    The same seed yields the same cases in every process. The iterator ends where there is nothing new to
    draw, which for most programs is never: take as many as you need.

    Args:
        program: Whose cases.
        seed: What the drawn ones depend on.
    """
    return draw_from(program.inputs, seed, f"{program.domain}/{program.name}/inputs.py")


def draw_from(inputs: str, seed: int, file: str = "inputs.py") -> Iterator[Case]:
    """Yield cases; see `cases`.

    Args:
        inputs: Text of a module with `EDGES` and `draw`, which is executed here.
        seed: What the drawn ones depend on.
        file: What a traceback calls the module.
    """
    module: dict[str, Any] = {"__name__": "inputs"}
    exec(compile(inputs, file, "exec"), module)
    source = random.Random(seed)
    drawn = (module[DRAW](source) for _ in itertools.count())
    seen: set[str] = set()
    fruitless = 0
    for case in itertools.chain(module[EDGES], drawn):
        text = written(case)
        if text not in seen:
            seen.add(text)
            fruitless = 0
            yield case
        elif (fruitless := fruitless + 1) == _PATIENCE:
            return
