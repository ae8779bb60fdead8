"""`tracefix tasks`: look at the tasks there are, check them, and make them."""

from __future__ import annotations

import typer

from tracefix_rl.cli.tasks.building import build
from tracefix_rl.cli.tasks.checking import check
from tracefix_rl.cli.tasks.gallery import gallery
from tracefix_rl.cli.tasks.importing import import_tasks
from tracefix_rl.cli.tasks.listing import list_tasks
from tracefix_rl.cli.tasks.own_module import from_module
from tracefix_rl.cli.tasks.report import report
from tracefix_rl.cli.tasks.showing import show
from tracefix_rl.cli.tasks.stats import stats

__all__ = ["app"]

app = typer.Typer(
    name="tasks",
    help="Look at the tasks there are, check them, and make them.",
    no_args_is_help=True,
    rich_markup_mode=None,  # importing rich would double what --help takes
)
app.command("list")(list_tasks)
app.command()(show)
app.command()(stats)
app.command()(check)
app.command()(build)
app.command("import")(import_tasks)
app.command("from-module")(from_module)
app.command()(report)
app.command()(gallery)
