"""Test modules divided: into the smallest parts that can be shown or held out on their own, and back.

Public: `units`, `with_units` and `names_by_unit` divide a module, `merged` makes one of several.
"""

from tracefix_rl.tasks.units.division import DividedModule, Unit, names_by_unit, units, with_units
from tracefix_rl.tasks.units.merging import merged
from tracefix_rl.tasks.units.part import UnitsError

__all__ = ["DividedModule", "Unit", "UnitsError", "merged", "names_by_unit", "units", "with_units"]
