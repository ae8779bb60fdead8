"""How likely each candidate is the repair, before any was tried."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from tracefix_rl.sandbox.report import TestReport
from tracefix_rl.tasks.repair.candidates import Candidate
from tracefix_rl.tasks.repair.clues import kind_weights
from tracefix_rl.tasks.repair.guidance import Guidance
from tracefix_rl.tasks.repair.suspicion import line_weights

_CROWDING = 0.3
"""How much a kind of repair suffers from having many places: 0 not at all, 1 in proportion."""


def weigh(
    found: Sequence[Candidate],
    reports: Sequence[TestReport],
    tests: str,
    module: str,
    guidance: Guidance,
) -> list[float]:
    """Return the likelihood of each candidate, comparable between those of one source.

    Args:
        found: Candidates of one source.
        reports: How its tests went.
        tests: Text that contains the tests.
        module: Name of the module under test.
        guidance: Which knowledge is used.
    """
    places = _likelihoods_of_places(found, reports, tests, module, guidance)
    if not guidance.what:
        return places
    by_kind = kind_weights(reports)
    crowds: defaultdict[str, float] = defaultdict(float)
    for each, likelihood in zip(found, places, strict=True):
        crowds[each.kind] += each.share * likelihood
    return [
        each.weight
        * each.share
        * likelihood
        * by_kind.get(each.kind, 1.0)
        / max(crowds[each.kind], 1e-9) ** _CROWDING
        for each, likelihood in zip(found, places, strict=True)
    ]


def _likelihoods_of_places(
    found: Sequence[Candidate],
    reports: Sequence[TestReport],
    tests: str,
    module: str,
    guidance: Guidance,
) -> list[float]:
    """How likely the bug is where each candidate makes its change."""
    if not guidance.where or not found:
        return [1.0] * len(found)
    by_line = line_weights(found[0].before, tests, reports, module)
    return [by_line.get(each.line, 0.0) for each in found]
