"""Which examples tell a wrong source from the reference."""

from __future__ import annotations

import re
from collections.abc import Sequence

from tracefix_rl.tasks.held_out.beside import Beside
from tracefix_rl.tasks.held_out.examples import Example
from tracefix_rl.tasks.running import Runner
from tracefix_rl.tasks.source import public_names

_TOGETHER = 50
_TOLD = re.compile(r"^told by (\d+)$", re.MULTILINE)
_PRELUDE = '''
import datetime
from decimal import Decimal
from fractions import Fraction


class pytest:
    """What the examples use of pytest."""

    class raises:
        def __init__(self, kind):
            self.kind = kind

        def __enter__(self):
            pass

        def __exit__(self, kind, error, frames):
            if kind is None:
                raise AssertionError
            return issubclass(kind, self.kind)

    class approx:
        def __init__(self, value):
            self.value = value

        def __eq__(self, other):
            return abs(other - self.value) <= max(1e-12, 1e-6 * abs(self.value))


def attempt(number, case):
    try:
        case()
    except Exception:
        print("told by", number)
'''


class Survey:
    """Tries sources on many examples.

    Args:
        reference: What the examples are of.
        examples: What to try; an example's number is its place.
        runner: Runs the sources.
    """

    def __init__(self, reference: str, examples: Sequence[Example], runner: Runner) -> None:
        cases = [example.as_test(f"case_{number}") for number, example in enumerate(examples)]
        self._beside = Beside(_PRELUDE, cases, public_names(reference), together=_TOGETHER)
        self._runner = runner
        self._misleading = self._failed(reference)

    def kills(self, source: str) -> frozenset[int]:
        """Return the numbers of the examples that tell a source from the reference.

        Of fifty of which one does not end, none is among them.
        """
        return self._failed(source) - self._misleading

    def _failed(self, source: str) -> frozenset[int]:
        report = self._beside.run(source, self._runner)
        # A source may print as well.
        return frozenset(int(number) for test in report.tests for number in _TOLD.findall(test.output))
