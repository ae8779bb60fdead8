"""Which plots the page has, and what goes into them."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Sequence
from statistics import fmean

from tracefix_rl.evaluation.statistics import estimate
from tracefix_rl.evaluation.summary import Summary
from tracefix_rl.report.charts import Chart, bars, columns, curves, intervals
from tracefix_rl.report.episodes import CUT_SHORT, ENDINGS, RESOLVED, UNRESOLVED, Episode

_MOST_FAMILIES = 24
_PASS_AT_1 = "tasks resolved at the first attempt (pass@1)"


def figures(summary: Summary, episodes: Sequence[Episode]) -> list[Chart]:
    """Return the plots; episodes that were cut short are in none of them."""
    counted = [episode for episode in episodes if episode.outcome != CUT_SHORT]
    return [
        _by_tier(summary),
        _returns(counted),
        _steps(counted),
        _running(counted),
        _endings(counted),
        _by_family(counted),
    ]


def _by_tier(summary: Summary) -> Chart:
    shares = {
        row.name: (resolved, row.tasks)
        for row in summary.rows
        if (resolved := row.pass_at.get(1)) is not None
    }
    note = "Mean over tasks, with its 95 % interval."
    return intervals("Resolved by tier", note, _PASS_AT_1, shares)


def _returns(episodes: Sequence[Episode]) -> Chart:
    kinds = {
        kind: [float(each.row["return"]) for each in episodes if each.outcome == kind]
        for kind in (RESOLVED, UNRESOLVED)
    }
    return columns("Returns", "Sum of an episode's rewards.", "return", kinds)


def _steps(episodes: Sequence[Episode]) -> Chart:
    kinds = {
        kind: [float(each.row["steps"]) for each in episodes if each.outcome == kind]
        for kind in (RESOLVED, UNRESOLVED)
    }
    return columns("Steps", "How many steps episodes had.", "steps", kinds, whole=True)


def _running(episodes: Sequence[Episode]) -> Chart:
    groups: dict[str, list[tuple[float, ...]]] = defaultdict(list)
    for episode in episodes:
        if all(map(math.isfinite, episode.running)):
            groups[episode.row["tier"]].append(episode.running)
    order = sorted(groups, key=lambda tier: (("easy", "medium", "hard", tier).index(tier), tier))
    longest = max((len(run) for runs in groups.values() for run in runs), default=0)
    means = {tier: _means(groups[tier], longest) for tier in order}
    note = "Mean return so far, by tier; an episode that is over keeps its return."
    return curves("Reward over steps", note, "step", "return so far", means)


def _means(runs: Sequence[tuple[float, ...]], longest: int) -> list[float]:
    """The mean at each step from 0 on, of runs that keep their last value."""
    totals = [0.0] * (longest + 1)
    for run in runs:
        for step in range(1, longest + 1):
            totals[step] += run[min(step, len(run)) - 1] if run else 0.0
    return [total / len(runs) for total in totals]


def _endings(episodes: Sequence[Episode]) -> Chart:
    found = Counter(episode.ending for episode in episodes if episode.ending)
    return bars(
        "Failures by verdict",
        "Unresolved episodes, each by the worst verdict when its visible tests ran last.",
        "episodes",
        {ending: found[ending] for ending in ENDINGS} if found else {},
        empty="Every episode was resolved." if episodes else "No data.",
    )


def _by_family(episodes: Sequence[Episode]) -> Chart:
    groups: dict[str, dict[str, list[bool]]] = defaultdict(lambda: defaultdict(list))
    for episode in episodes:
        for family in episode.families:
            groups[family][episode.row["task"]].append(episode.outcome == RESOLVED)
    largest = sorted(groups, key=lambda family: (-len(groups[family]), family))[:_MOST_FAMILIES]
    shares = {}
    for family in largest:
        tasks = groups[family]
        resolved = estimate([fmean(tasks[task]) for task in sorted(tasks)])
        if resolved is not None:
            shares[family] = (resolved, len(tasks))
    note = "Mean over the tasks with such a bug, with its 95 % interval; the commonest family first."
    empty = "No data: it is not known which bugs these tasks have." if episodes else "No data."
    return intervals(
        "Resolved by bug family", note, "tasks resolved at the first attempt (pass@1)", shares, empty=empty
    )
