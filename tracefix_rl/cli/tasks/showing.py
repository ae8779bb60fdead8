"""`tracefix tasks show`: one task, as an agent meets it, and what an agent may not know of it."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Annotated, Any

import typer

from tracefix_rl.cli.tasks.common import FileOption, JsonOption, catalog_of, console, print_json, told

if TYPE_CHECKING:
    from collections.abc import Mapping

    from rich.console import Console

    from tracefix_rl.tasks import Catalog, Entry, Task


def show(
    key: Annotated[str, typer.Argument(metavar="TASK", help="Its id, its id in the manifest, or its name.")],
    solution: Annotated[
        bool, typer.Option("--solution", help="Show also what an agent never sees: bugs and solution.")
    ] = False,
    as_json: JsonOption = False,
    file: FileOption = "",
) -> None:
    """Show a task as an agent may know it, and where it is from; with --solution, all of it."""
    with told():
        catalog = catalog_of(file)
        entry = catalog.entry(key)
        task = catalog.load(entry)
        provenance = catalog.provenance(entry)
        secrets = _secrets(catalog, entry, task) if solution else None
    if as_json:
        print_json(asdict(task.card) | {"source": task.source} | asdict(provenance) | (secrets or {}))
        return
    out = console()
    _show_card(out, task)
    out.print(f"\nFrom {provenance.origin}; license: {provenance.license or 'not known'}", markup=False)
    if secrets is not None:
        _show_secrets(out, secrets)


def _secrets(catalog: Catalog, entry: Entry, task: Task) -> dict[str, Any]:
    """What an agent may not know."""
    from tracefix_rl.tasks.edits import unified_diff
    from tracefix_rl.tasks.source import count_tests

    return {
        "name": entry.name,
        "manifest_id": entry.manifest_id,
        "program": entry.program,
        "domain": entry.domain,
        "diff": unified_diff(task.source, task.solution, "buggy", "solution"),
        "bugs": [asdict(bug) for bug in task.bugs],
        "score": entry.score,
        "measured": dict(catalog.measured(entry)),
        "held_out_tests": count_tests(task.held_out.text),
    }


def _show_card(out: Console, task: Task) -> None:
    from rich.text import Text

    card = task.card
    out.print(Text(card.title, style="bold"))
    out.print(f"{card.task_id}: {card.tier}, {card.split}")
    out.print()
    out.print(Text(card.specification.strip()))
    _show_code(out, f"{card.module}.py", task.source)
    _show_code(out, "visible tests", card.visible_tests)


def _show_secrets(out: Console, secrets: Mapping[str, Any]) -> None:
    from rich.text import Text

    _heading(out, "bugs")
    for bug in secrets["bugs"]:
        out.print(Text(f"{bug['family']}, {bug['kind']}: {bug['description']}"), soft_wrap=True)
    _heading(out, "repair")
    for line in secrets["diff"].splitlines():
        style = {"+": "green", "-": "red", "@": "cyan"}.get(line[:1], "")
        out.print(Text(line, style=style), soft_wrap=True)
    _heading(out, "measured")
    for line in _measured_lines(secrets):
        out.print(Text(line), soft_wrap=True)


def _measured_lines(secrets: Mapping[str, Any]) -> list[str]:
    """What was measured, in words."""
    lines = [f"score: {secrets['score']:.3f} of 1"]
    measured = dict(secrets["measured"])
    if not measured:
        lines.append("Nothing else: it was written by hand, and its tier was given.")
    for number, runs in enumerate(measured.pop("effort", ()), 1):
        effort = "not repaired within the budget" if runs is None else f"{runs} test runs"
        lines.append(f"panel member {number}: {effort}")
    if "distance" in measured and measured["distance"] is None:
        measured["distance"] = "no failure names a line"
    lines += [f"{name.replace('_', ' ')}: {_rounded(value)}" for name, value in measured.items()]
    lines.append(f"held-out tests: {secrets['held_out_tests']}")
    names = [secrets[key] for key in ("name", "manifest_id") if secrets[key]]
    return lines + ([f"names: {', '.join(names)}"] if names else [])


def _rounded(value: object) -> str:
    return f"{value:.2f}" if isinstance(value, float) else str(value)


def _show_code(out: Console, heading: str, code: str) -> None:
    """Print Python with line numbers: coloured on a terminal, else as plain lines."""
    _heading(out, heading)
    if out.is_terminal:
        from rich.syntax import Syntax

        out.print(Syntax(code, "python", line_numbers=True, background_color="default"))
        return
    from tracefix_rl.tasks.edits import split_lines

    for number, line in enumerate(split_lines(code), 1):
        typer.echo(f"{number:4}  {line}".rstrip())


def _heading(out: Console, text: str) -> None:
    out.print()
    out.rule(text, align="left")
