"""`tracefix doctor`: whether this machine can contain code that nobody trusts."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Annotated, Any

import typer

if TYPE_CHECKING:
    from rich.table import Table

    from tracefix_rl.sandbox import IsolationReport, Layer

_SOURCE = "def double(x):\n    return 2 * x\n"
_TESTS = """
from program import double

def test_right(): assert double(4) == 8
def test_wrong(): assert double(4) == 9
"""


@dataclass(frozen=True, slots=True)
class Diagnosis:
    """What was found.

    Args:
        isolation: The layers; `None` if they could not be tried.
        problems: What is wrong, in words; each would keep a strict sandbox from working.
        run_ms: How long the run took that was made to see that verdicts come out right, in milliseconds.
    """

    isolation: IsolationReport | None
    problems: tuple[str, ...]
    run_ms: float | None


def doctor(
    as_json: Annotated[bool, typer.Option("--json", help="Print a JSON object instead.")] = False,
) -> None:
    """Try every isolation layer and a run; exit with 1 if a strict sandbox would refuse."""
    found = diagnose()
    if as_json:
        typer.echo(json.dumps(_as_data(found), indent=2))
    else:
        _show(found)
    raise typer.Exit(1 if found.problems else 0)


def diagnose() -> Diagnosis:
    """Try every layer, each by attempting what it is there to stop, and run a small suite."""
    from tracefix_rl.sandbox import Sandbox, SandboxError, Suite

    isolation, run_ms, problems = None, None, []
    # Degraded, so that it says all that is missing instead of stopping at it.
    with Sandbox(runners=1, mode="degraded") as sandbox:
        try:
            isolation = sandbox.isolation()
            problems += [f"the layer {name} does not hold" for name in isolation.missing_required]
            report = sandbox.run(_SOURCE, Suite(_TESTS))
            run_ms = 1000 * report.duration_s
            verdicts = [verdict.value for verdict in report.verdicts.values()]
            if verdicts != ["passed", "failed"]:
                problems.append(f"a run that should give passed, failed gave {', '.join(verdicts)}")
        except SandboxError as error:
            problems.append(str(error))
    return Diagnosis(isolation, tuple(problems), run_ms)


def _as_data(found: Diagnosis) -> dict[str, Any]:
    return {
        "contained": not found.problems,
        "problems": list(found.problems),
        "run_ms": found.run_ms,
        "layers": [] if found.isolation is None else [asdict(layer) for layer in found.isolation.layers],
    }


def _show(found: Diagnosis) -> None:
    from rich.console import Console

    console = Console()
    if found.isolation is not None:
        console.print(_table(found.isolation))
    if found.run_ms is not None:
        console.print(f"A run of two tests took {found.run_ms:.1f} ms.")
    for problem in found.problems:
        console.print(f"[red]✗[/] {problem}", highlight=False)
    if found.problems:
        console.print(
            "A strict sandbox refuses to run here. Use a Linux kernel with Landlock and seccomp, or set "
            "TRACEFIX_SANDBOX=degraded for code that you trust."
        )
    else:
        console.print("[green]✓[/] Code under test is contained.")


def _table(isolation: IsolationReport) -> Table:
    from rich.table import Table

    table = Table(title="Between the code under test and this machine", title_justify="left")
    for heading in ("layer", "status", "what it stops"):
        table.add_column(heading)
    for layer in isolation.layers:
        table.add_row(layer.name, _status(layer), _effect(layer))
    return table


def _status(layer: Layer) -> str:
    from rich.markup import escape

    if layer.status == "active":
        return f"[green]active[/] {escape(layer.detail)}".rstrip()
    return f"[red]{layer.status.value}[/]" + ("" if layer.required else " (not required)")


def _effect(layer: Layer) -> str:
    from rich.markup import escape

    if layer.status == "active":
        return layer.stops
    return f"[red]lets through:[/] {layer.stops}" + (f"\n{escape(layer.detail)}" if layer.detail else "")
