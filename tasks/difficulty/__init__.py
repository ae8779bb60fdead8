"""How hard a task is: measured by the effort of a panel of searches, described by features, cut into tiers.

Public: `Panel` measures an `Effort`, `features` describes a task, `score` makes one number of both, and
`Cuts` says which tier a score is in.
"""

from tracefix_rl.tasks.difficulty.features import Features, bug_lines, features
from tracefix_rl.tasks.difficulty.panel import PANEL_VERSION, Effort, Panel
from tracefix_rl.tasks.difficulty.scoring import Cuts, score

__all__ = ["PANEL_VERSION", "Cuts", "Effort", "Features", "Panel", "bug_lines", "features", "score"]
