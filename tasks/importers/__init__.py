"""Other people's programs, tests and bugs, read into the form that tasks are made from.

Public: `IMPORTERS`, the importers by name.
"""

from collections.abc import Mapping

from tracefix_rl.tasks.importers.humaneval import HumanEval
from tracefix_rl.tasks.importers.humanevalpack import HumanEvalPack
from tracefix_rl.tasks.importers.item import Importer
from tracefix_rl.tasks.importers.mbpp import Mbpp
from tracefix_rl.tasks.importers.quixbugs import QuixBugs

_ALL: tuple[Importer, ...] = (QuixBugs(), HumanEvalPack(), HumanEval(), Mbpp())

IMPORTERS: Mapping[str, Importer] = {importer.name: importer for importer in _ALL}
"""The importers of published data sets, by what the command line calls them."""

__all__ = ["IMPORTERS"]
