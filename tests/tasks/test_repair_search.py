"""What the search for repairs proposes, and what it learns from how the tests went."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from textwrap import dedent

import pytest

from tracefix_rl.sandbox.report import TestReport, Verdict
from tracefix_rl.tasks.catalog import Catalog
from tracefix_rl.tasks.repair import Guidance, RepairSearch

PROGRAM = dedent(
    """\
    def clamp(value: int, low: int, high: int) -> int:
        if value < low:
            return low
        if value > high:
            return high
        return value


    def last(items: list[int]) -> int:
        return items[-1]
    """
)
TESTS = dedent(
    """\
    from program import clamp, last


    def test_low():
        assert clamp(-3, 0, 5) == 0


    def test_high():
        assert clamp(9, 0, 5) == 5


    def test_last():
        assert last([1, 2, 3]) == 3
    """
)
ONE_BUG = PROGRAM.replace("return high", "return low")
TWO_BUGS = ONE_BUG.replace("items[-1]", "items[0]")
ALL = Guidance()
GUIDANCES = [
    ALL,
    Guidance(what=False),
    Guidance(where=False),
    Guidance(learning=False),
    Guidance(where=False, what=False, learning=False),
]


def run(source: str) -> list[TestReport]:
    """The verdicts of the tests above, which harm nobody and so need no sandbox."""
    program: dict[str, object] = {}
    exec(compile(source, "program.py", "exec"), program)
    calls = {
        "test_low": ("clamp(-3, 0, 5)", 0),
        "test_high": ("clamp(9, 0, 5)", 5),
        "test_last": ("last([1, 2, 3])", 3),
    }
    return [_report(name, call, wanted, program) for name, (call, wanted) in calls.items()]


def _report(name: str, call: str, wanted: int, program: dict[str, object]) -> TestReport:
    try:
        got = eval(call, program)
    except Exception as error:
        return TestReport(name, Verdict.FAILED, f"{type(error).__name__}: {error}")
    if got == wanted:
        return TestReport(name, Verdict.PASSED)
    return TestReport(name, Verdict.FAILED, f"AssertionError: assert {got!r} == {wanted!r}")


def tried(search: RepairSearch, source: str, most: int) -> Iterator[str]:
    """The sources that a search tries, the first included, until one passes or there are enough."""
    for _ in range(most):
        reports = run(source)
        yield source
        if all(report.verdict is Verdict.PASSED for report in reports):
            return
        search.learn(source, reports)
        candidate = search.propose()
        if candidate is None:
            return
        source = candidate.source


def passes(source: str) -> bool:
    return all(report.verdict is Verdict.PASSED for report in run(source))


@pytest.mark.parametrize("guidance", GUIDANCES, ids=str)
def test_a_bug_is_found(guidance: Guidance) -> None:
    sources = list(tried(RepairSearch(TESTS, guidance=guidance), ONE_BUG, 400))
    assert passes(sources[-1])


@pytest.mark.parametrize("guidance", GUIDANCES[:3], ids=str)
def test_two_bugs_are_found_one_after_the_other(guidance: Guidance) -> None:
    search = RepairSearch(TESTS, guidance=guidance)
    sources = list(tried(search, TWO_BUGS, 400))
    passing = [sum(report.verdict is Verdict.PASSED for report in run(source)) for source in sources]
    assert (passing[0], passing[-1]) == (1, 3)
    assert 2 in passing


@pytest.mark.parametrize("guidance", GUIDANCES, ids=str)
def test_no_source_is_tried_twice_and_every_one_compiles(guidance: Guidance) -> None:
    hopeless = [TestReport("test_low", Verdict.FAILED, "AssertionError: assert 1 == 2")]
    search = RepairSearch(TESTS, guidance=guidance)
    search.learn(ONE_BUG, hopeless)
    seen = {ONE_BUG}
    while (candidate := search.propose()) is not None:
        assert candidate.source not in seen
        compile(candidate.source, "program.py", "exec")
        seen.add(candidate.source)
        search.learn(candidate.source, hopeless)
    assert len(seen) > 50


def test_a_base_on_the_way_is_not_tried_again_from_another() -> None:
    """Its repair undoes what led there, which is a small edit like any other."""
    search = RepairSearch("")
    source, passing, seen = ONE_BUG, 0, set[str]()
    for attempt in range(60):
        assert source not in seen
        seen.add(source)
        passing += attempt % 3 == 0  # so that every third source becomes a base
        verdicts = [Verdict.PASSED] * passing + [Verdict.FAILED] * (30 - passing)
        search.learn(source, [TestReport(f"test_{n}", each) for n, each in enumerate(verdicts)])
        candidate = search.propose()
        assert candidate is not None
        source = candidate.source


def test_the_best_source_is_the_first_of_those_with_most_tests_passing() -> None:
    search = RepairSearch(TESTS)
    assert search.best is None
    sources = list(tried(search, TWO_BUGS, 400))
    helped = next(source for source in sources if sum(r.verdict is Verdict.PASSED for r in run(source)) == 2)
    assert search.best == helped


def test_a_line_and_a_kind_that_were_fruitless_are_put_off() -> None:
    def lines(guidance: Guidance) -> list[int]:
        search = RepairSearch(TESTS, guidance=guidance)
        source, found = TWO_BUGS, []
        for _ in range(6):
            search.learn(source, run(TWO_BUGS))
            candidate = search.propose()
            assert candidate is not None
            found.append(candidate.line)
            source = candidate.source
        return found

    assert len(set(lines(ALL))) > len(set(lines(Guidance(learning=False))))


def test_without_guidance_only_the_seed_decides() -> None:
    chance = Guidance(where=False, what=False, learning=False)
    first, again, other = (
        list(tried(RepairSearch(TESTS, seed=seed, guidance=chance), TWO_BUGS, 20)) for seed in (1, 1, 2)
    )
    assert first == again != other


@pytest.mark.parametrize("source", ["", "def f(:\n", "# only words\n"])
def test_what_offers_nothing_to_repair_ends_the_search(source: str) -> None:
    search = RepairSearch(TESTS)
    search.learn(source, [TestReport("test_low", Verdict.ERROR, "it does not load")])
    assert search.propose() is None
    assert search.best == source


def test_before_anything_is_learned_nothing_is_proposed() -> None:
    assert RepairSearch(TESTS).propose() is None


ORDER = """
import hashlib
from tracefix_rl.sandbox.report import TestReport, Verdict
from tracefix_rl.tasks.catalog import Catalog
from tracefix_rl.tasks.repair import RepairSearch
task = Catalog.shipped().find("rate_limiter_two_slips")
search = RepairSearch(task.visible.text, task.visible.module, seed=4)
names = [word.split("(")[0] for word in task.visible.text.split() if word.startswith("test_")]
source, digest = task.source, hashlib.sha256()
for n in range(40):
    search.learn(source, [TestReport(name, Verdict.FAILED, "KeyError: 1") for name in names])
    source = search.propose().source
    digest.update(source.encode())
print(digest.hexdigest())
"""


def test_the_order_is_the_same_in_every_process() -> None:
    assert Catalog.shipped().find("rate_limiter_two_slips")
    runs = [
        subprocess.run(
            [sys.executable, "-c", ORDER],
            env={"PYTHONHASHSEED": seed},
            capture_output=True,
            text=True,
            check=True,
        )
        for seed in ("0", "1", "77")
    ]
    assert len({done.stdout for done in runs}) == 1
