"""Bugs that come as a second version of a program: of which kind they are, in the text of the solution."""

from tracefix_rl.tasks.importers.flaws.families import Defect, family_of
from tracefix_rl.tasks.importers.flaws.transplant import transplant

__all__ = ["Defect", "family_of", "transplant"]
