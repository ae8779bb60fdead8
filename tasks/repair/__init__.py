"""What could repair a module, and what to try first: what is known of bugs, and a search that uses it.

`candidates` makes small edits with the repairs in `operators`, `values`, `calls` and `statements`;
`suspicion` and `clues` read from failing tests where, and of what kind, the bug may be. `RepairSearch` says
what to try next; a `Guidance` says which of this it uses.
"""

from tracefix_rl.tasks.repair.candidates import Candidate, candidates
from tracefix_rl.tasks.repair.guidance import Guidance
from tracefix_rl.tasks.repair.search import RepairSearch

__all__ = ["Candidate", "Guidance", "RepairSearch", "candidates"]
