"""The `tracefix` command line: one file a command.

A command imports what it needs when it runs, so that `tracefix --help` costs no more than typer.
"""

from __future__ import annotations

import typer

from tracefix_rl.cli.demo import demo
from tracefix_rl.cli.doctor import doctor
from tracefix_rl.cli.evaluation import evaluate
from tracefix_rl.cli.export import export
from tracefix_rl.cli.play import play
from tracefix_rl.cli.replay import replay
from tracefix_rl.cli.report import report
from tracefix_rl.cli.show import show
from tracefix_rl.cli.tasks import app as tasks

__all__ = ["app", "main"]

app = typer.Typer(
    name="tracefix",
    help="An environment in which an agent repairs a buggy Python file.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,  # importing rich would double what --help takes
)
app.command()(demo)
app.command()(play)
app.command("eval")(evaluate)
app.command()(show)
app.command()(replay)
app.command()(report)
app.command()(export)
app.add_typer(tasks)
app.command()(doctor)


@app.callback()
def _root() -> None:
    """Keep the commands' names, also while there is only one."""


def main() -> None:
    """Run the command line."""
    app()
