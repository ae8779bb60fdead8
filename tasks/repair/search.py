"""Repair by generate and validate: what to try next, from what was tried so far. Runs no tests itself."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from random import Random

from tracefix_rl.sandbox.report import TestReport, Verdict
from tracefix_rl.tasks.repair.candidates import Candidate, candidates
from tracefix_rl.tasks.repair.guidance import Guidance
from tracefix_rl.tasks.repair.weighing import weigh
from tracefix_rl.tasks.syntax import compiles

# What a fruitless attempt says of its line and of its kind of repair.
_TRIED_LINE = 0.8
_TRIED_KIND = 0.9
_CHANGED_ONLY_FAILURES = 1.15
_CHANGED_NOTHING = 0.6

_Messages = Mapping[str, str | None]
"""By test, why it does not pass; `None` if it does."""


@dataclass(slots=True, eq=False)
class _Base:
    """A source that is worth repairing further, with what is left to try on it.

    Args:
        source: Its text.
        messages: How its tests went.
        untried: Candidates and their likelihoods.
    """

    source: str
    messages: _Messages
    untried: dict[Candidate, float]

    @property
    def passing(self) -> set[str]:
        """Tests that pass."""
        return _passing(self.messages)

    def likelihood(self) -> float:
        """The likelihood of the candidate to try next."""
        return max(self.untried.values())

    def take(self) -> Candidate:
        """Take out the candidate to try next."""
        chosen = max(self.untried, key=self.untried.__getitem__)
        del self.untried[chosen]
        return chosen


@dataclass(frozen=True, slots=True)
class _Attempt:
    """A candidate that is being tried."""

    base: _Base
    candidate: Candidate


class RepairSearch:
    """Says which source to try next, and which of those that were tried is the best.

    A source that makes a test pass and breaks none becomes a base for further candidates, so that two bugs
    are repaired one after the other; bases before it stay in the game, for what helped may have been a
    coincidence. Whoever runs the tests calls `learn` with what was run, then `propose`, in turns; the first
    source that is learned is the one to repair. No source that was learned or proposed is proposed again,
    nor one that does not compile.

    Args:
        tests: Text that contains the tests.
        module: Name of the module under test.
        seed: Orders candidates that are equally likely.
        guidance: Which knowledge is used.
        compiles: Tells whether a source compiles.
    """

    def __init__(
        self,
        tests: str,
        module: str = "program",
        *,
        seed: int = 0,
        guidance: Guidance = Guidance(),  # noqa: B008 - it cannot be changed
        compiles: Callable[[str], bool] = compiles,
    ) -> None:
        self._tests = tests
        self._module = module
        self._random = Random(seed)
        self._guidance = guidance
        self._compiles = compiles
        self._bases: list[_Base] = []
        self._attempt: _Attempt | None = None
        self._seen: set[str] = set()

    @property
    def best(self) -> str | None:
        """The first of the sources with most tests passing; `None` before any was learned."""
        return max(self._bases, key=lambda base: len(base.passing)).source if self._bases else None

    def learn(self, source: str, reports: Sequence[TestReport]) -> None:
        """Take in how the tests of a source went: it becomes a base, or says what is less likely now.

        Args:
            source: What was run; unless it is the first, the source proposed last.
            reports: One for each test.
        """
        self._seen.add(source)
        messages = {
            each.name: None if each.verdict is Verdict.PASSED else each.message or each.verdict
            for each in reports
        }
        attempt, self._attempt = self._attempt, None
        if not self._bases or (attempt and attempt.base.passing < _passing(messages)):
            self._bases.append(_Base(source, messages, self._weighed(source, reports)))
        elif attempt and self._guidance.learning:
            _discourage(attempt, messages)

    def propose(self) -> Candidate | None:
        """Return what to run next, whose text is its `source`; `None` if nothing is left to try."""
        while open_bases := [base for base in self._bases if base.untried]:
            base = max(open_bases, key=_Base.likelihood)
            chosen = base.take()
            source = chosen.source
            if source not in self._seen and self._compiles(source):
                self._seen.add(source)
                self._attempt = _Attempt(base, chosen)
                return chosen
        return None

    def _weighed(self, source: str, reports: Sequence[TestReport]) -> dict[Candidate, float]:
        """The candidates of a source with their likelihoods, in an order that only the seed decides."""
        found = candidates(source)
        self._random.shuffle(found)
        likelihoods = weigh(found, reports, self._tests, self._module, self._guidance)
        return dict(zip(found, likelihoods, strict=True))


def _passing(messages: _Messages) -> set[str]:
    return {name for name, message in messages.items() if message is None}


def _discourage(attempt: _Attempt, messages: _Messages) -> None:
    """Make what resembles a fruitless attempt less likely, as far as the tests saw no good in it."""
    base, tried = attempt.base, attempt.candidate
    by_line = _TRIED_LINE
    if messages == base.messages:
        by_line *= _CHANGED_NOTHING
    elif all(messages.get(name, "") is None for name in base.passing):
        by_line *= _CHANGED_ONLY_FAILURES
    for each in base.untried:
        if each.line == tried.line:
            base.untried[each] *= by_line
        if each.kind == tried.kind:
            base.untried[each] *= _TRIED_KIND
