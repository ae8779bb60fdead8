"""Whether tiers separate for the panel: how many tasks of each it repairs, on programs they were not cut on.

    python benchmarks/panel.py [--runs 10,30,100,300,1000]

The task file says how many test runs each member of the panel needs for each task. A task counts as repaired
if one of the members needs no more than a budget. Tiers are cut on `train`; this counts tasks of `eval` and
`test`, all there are. Intervals are Wilson's at 95 %.
"""

from __future__ import annotations

from typing import Annotated

import typer
from intervals import shown
from rich.console import Console
from rich.table import Table

from tracefix_rl.tasks import Catalog, Entry, Split, Tier


def runs_needed(catalog: Catalog, entry: Entry) -> int | None:
    """Return the fewest test runs that a member needs; `None` if none repairs the task."""
    effort = catalog.measured(entry).get("effort", ())
    return min((each for each in effort if each is not None), default=None)


def main(
    runs: Annotated[str, typer.Option(help="Budgets: test runs.")] = "10,30,100,300,1000",
) -> None:
    """Count the tasks of each tier that the panel repairs within each budget."""
    catalog = Catalog.configured()
    budgets = [int(each) for each in runs.split(",")]
    table = Table("tier", "tasks", *(f"{budget} runs" for budget in budgets))
    for tier in Tier:
        needed = [
            runs_needed(catalog, entry)
            for split in (Split.EVAL, Split.TEST)
            for entry in catalog.entries(catalog.choice(split=split, difficulty=tier))
            if catalog.measured(entry)
        ]
        within = (sum(each is not None and each <= budget for each in needed) for budget in budgets)
        table.add_row(tier, str(len(needed)), *(shown(count, len(needed)) for count in within))
    Console(width=120).print(table)


if __name__ == "__main__":
    typer.run(main)
