"""Generates held-out tests: what the reference makes of drawn inputs, reduced to what tells most bugs.

`record` tries cases on a reference and gives examples, `Survey` finds which of them tell a wrong source from
it, `choose` takes the few that tell most, and `as_module` writes those down as tests.
"""

from tracefix_rl.tasks.held_out.examples import Example, as_module
from tracefix_rl.tasks.held_out.recording import NotRepeatable, record
from tracefix_rl.tasks.held_out.reduction import choose
from tracefix_rl.tasks.held_out.survey import Survey

__all__ = ["Example", "NotRepeatable", "Survey", "as_module", "choose", "record"]
