"""What a reference makes of cases."""

from __future__ import annotations

import builtins
import json
from collections.abc import Iterator, Sequence

from tracefix_rl.sandbox.report import SuiteReport, Verdict
from tracefix_rl.tasks.case import Case, Keep
from tracefix_rl.tasks.held_out.beside import Beside
from tracefix_rl.tasks.held_out.examples import Example, Kept, Outcome, Raised, Returned
from tracefix_rl.tasks.running import Runner
from tracefix_rl.tasks.source import public_names

_PRELUDE = '''
import datetime
import json
from decimal import Decimal
from fractions import Fraction


class NotPlain(BaseException):
    pass


def expression(value):
    """Return an expression for plain data whose text is the same in every process."""
    kind = type(value)
    if value is None or kind in (bool, int, str, bytes, Decimal, Fraction):
        return repr(value)
    if kind in (datetime.date, datetime.datetime, datetime.time, datetime.timedelta):
        return repr(value)
    if kind is float:
        if value != value:
            raise NotPlain
        return repr(value) if abs(value) != float("inf") else f'float("{value}")'
    if kind is list:
        return f"[{', '.join(map(expression, value))}]"
    if kind is tuple:
        items = ", ".join(map(expression, value))
        return f"({items},)" if len(value) == 1 else f"({items})"
    if kind is dict:
        return "{" + ", ".join(f"{expression(key)}: {expression(value[key])}" for key in value) + "}"
    if kind in (set, frozenset):
        return f"{kind.__name__}([{', '.join(sorted(map(expression, value)))}])"
    raise NotPlain


def attempt(number, case):
    seen = []
    try:
        case(seen)
    except NotPlain:
        seen = None
    print(json.dumps(seen))
'''


_AT_ONCE = 100
"""Cases in one suite, which may have a megabyte."""


class NotRepeatable(Exception):
    """A reference fails on its inputs, or makes something else of them from run to run.

    Args:
        reason: What is wrong; it shows the case.
        fix: What would make it right.
    """

    def __init__(self, reason: str, fix: str) -> None:
        super().__init__(reason, fix)
        self.reason, self.fix = reason, fix

    def __str__(self) -> str:
        return f"{self.reason}; {self.fix}"


def record(source: str, cases: Sequence[Case], runners: Sequence[Runner]) -> list[Example]:
    """Try cases on a reference.

    Args:
        source: The reference.
        cases: What to try.
        runners: Must see the same; give sandboxes with different hash seeds.

    Returns:
        An example for each case whose results are plain data, and not too much of it, in order.

    Raises:
        NotRepeatable: If the runners do not see the same, or the cases cannot be tried.
    """
    public = public_names(source)
    besides = [
        Beside(_PRELUDE, [_function(*each) for each in enumerate(part)], public, together=1)
        for part in (cases[first : first + _AT_ONCE] for first in range(0, len(cases), _AT_ONCE))
    ]
    first, *others = (
        list(_all_seen(cases, [beside.run(source, runner) for beside in besides])) for runner in runners
    )
    for seen in others:
        for case, one, other in zip(cases, first, seen, strict=True):
            if one != other:
                raise NotRepeatable(
                    f"the reference gives different results in different runs: `{_shown(case)}` gives "
                    f"{one} and {other}",
                    "make it independent of the order of sets, of time and of chance",
                )
    known = {*public, *(name for name in dir(builtins) if name.endswith(("Error", "Exception", "Iteration")))}
    return [_example(case, seen, known) for case, seen in zip(cases, first, strict=True) if seen is not None]


def _function(number: int, case: Case) -> str:
    """A case as a function that appends to a list what each step gave."""
    lines = [f"def case_{number}(seen):"]
    for step in case:
        kept = isinstance(step, Keep)
        lines += [
            "    try:",
            *([f"        {step}", "        seen.append(['kept'])"] if kept else []),
            *([] if kept else [f"        seen.append(['returned', expression({step})])"]),
            "    except Exception as error:",
            "        seen.append(['raised', *(kind.__name__ for kind in type(error).__mro__)])",
            *(["        return"] if kept else []),
        ]
    return "\n".join(lines) + "\n"


def _all_seen(cases: Sequence[Case], reports: Sequence[SuiteReport]) -> Iterator[list[list[str]] | None]:
    """For each case what each step gave: a word, and a text or names.

    Nothing, if it was no plain data, or more than one cares to read.
    """
    for report in reports:
        if report.load_error is not None:
            raise NotRepeatable(f"the reference does not load: {report.load_error}", "correct it")
    tests = (test for report in reports for test in report.tests)
    for case, test in zip(cases, tests, strict=True):
        if test.verdict is not Verdict.PASSED:
            raise NotRepeatable(
                f"the reference cannot be tried on `{_shown(case)}`: {test.verdict}: {test.message}",
                "correct it, or draw inputs for which it ends soon",
            )
        try:
            yield json.loads(test.output)
        except json.JSONDecodeError:
            yield None


def _example(case: Case, seen: Sequence[Sequence[str]], known: set[str]) -> Example:
    outcomes = tuple(_outcome(word, rest, known) for word, *rest in seen)
    return Example(tuple(case[: len(outcomes)]), outcomes)


def _outcome(word: str, rest: Sequence[str], known: set[str]) -> Outcome:
    match word:
        case "kept":
            return Kept()
        case "returned":
            return Returned(rest[0])
        case _:
            return Raised(next((name for name in rest if name in known), "Exception"))


def _shown(case: Case) -> str:
    text = "; ".join(map(str, case))
    return text if len(text) <= 300 else f"{text[:300]}..."
