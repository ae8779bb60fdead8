"""`tracefix tasks stats`: how many tasks there are of which kind."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

import typer

from tracefix_rl.cli.tasks.common import FileOption, JsonOption, catalog_of, console, print_json, told

if TYPE_CHECKING:
    from collections.abc import Mapping

    from rich.table import Table

    from tracefix_rl.tasks import Catalog


def stats(as_json: JsonOption = False, file: FileOption = "") -> None:
    """Count tasks by split and tier, domain, family of bug and number of bugs."""
    with told():
        catalog = catalog_of(file)
        counts = _counts(catalog)
    if as_json:
        print_json(counts)
    else:
        _show(counts)


def _counts(catalog: Catalog) -> dict[str, Any]:
    from tracefix_rl.tasks import Split, Tier

    entries = catalog.entries()
    tiers = {
        split.value: {tier.value: catalog.counts.get((split, tier), 0) for tier in Tier} for split in Split
    }
    return {
        "tasks": len(entries),
        "programs": len(catalog.programs),
        "splits": tiers,
        "domains": _by_frequency(Counter(entry.domain for entry in entries)),
        "bug_families": _by_frequency(
            Counter(family.value for entry in entries for family in set(entry.families))
        ),
        "bugs": {
            str(size): count for size, count in sorted(Counter(len(e.families) for e in entries).items())
        },
        "about": dict(catalog.about),
    }


def _by_frequency(counts: Counter[str]) -> dict[str, int]:
    return dict(sorted(counts.items(), key=lambda item: (-item[1], item[0])))


def _show(counts: Mapping[str, Any]) -> None:
    out = console()
    out.print(f"{_counted(counts['tasks'], 'task')} of {_counted(counts['programs'], 'program')}")
    out.print(_tiers(counts["splits"]))
    out.print(_table("domain", "tasks", counts["domains"]))
    out.print(_table("family of bug", "tasks with such a bug", counts["bug_families"]))
    out.print(_table("number of bugs", "tasks", counts["bugs"]))
    about = dict(counts["about"])
    if {"panel_version", "medium_from", "hard_from"} <= about.keys():
        typer.echo(
            f"Measured by panel {about['panel_version']}: medium from score {about['medium_from']}, "
            f"hard from {about['hard_from']}."
        )


def _counted(count: int, what: str) -> str:
    return f"{count:,} {what}" if count == 1 else f"{count:,} {what}s"


def _tiers(splits: Mapping[str, Mapping[str, int]]) -> Table:
    from rich import box
    from rich.table import Table

    table = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    table.add_column("split")
    for heading in (*next(iter(splits.values())), "all"):
        table.add_column(heading, justify="right")
    for split, tiers in splits.items():
        table.add_row(split, *(f"{count:,}" for count in (*tiers.values(), sum(tiers.values()))))
    return table


def _table(what: str, counted: str, counts: Mapping[str, int]) -> Table:
    from rich import box
    from rich.table import Table

    table = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    table.add_column(what)
    table.add_column(counted, justify="right")
    for name, count in counts.items():
        table.add_row(name, f"{count:,}")
    return table
