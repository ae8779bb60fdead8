"""Runs functions of ours in the process where a source runs, next to it.

Hundreds of cases are tried on thousands of sources, so a call must not travel from process to process: the
cases go to the source instead, as compiled code, many in one call. They see what a test would see, but for
data that a program changes in place or keeps, which a test sends as copies. What was found in this way is
therefore confirmed with real tests before it is relied on.
"""

from __future__ import annotations

import marshal
import zlib
from collections.abc import Sequence

from tracefix_rl.sandbox.limits import Limits, Suite
from tracefix_rl.sandbox.report import SuiteReport
from tracefix_rl.tasks.running import Runner

LIMITS = Limits(test_cpu_s=0.3, test_wall_s=2.0, run_wall_s=3.0, output_bytes=2_000_000)
"""For sources of which many hang."""

_LOADER = """

_beside = {{}}


def _run_beside(code, public, numbers):
    import marshal
    import zlib

    if not _beside:
        _beside.update((name, globals()[name]) for name in public)
        exec({prelude!r}, _beside)
    exec(marshal.loads(zlib.decompress(code)), _beside)
    for number in numbers:
        _beside["attempt"](number, _beside[f"case_{{number}}"])
"""
"""Added to a source. Its names are private, so that no case can mean them."""

_TEST = """
def test_{number}():
    _run_beside({code!r}, {public!r}, {numbers!r})
"""


class Beside:
    """Cases that are tried beside a source.

    Args:
        prelude: A module's text that defines `attempt(number, case)`, which tries a case and prints what is
            to be told of it. The cases are functions of the same module.
        cases: The text of each case: a function that is called `case_` and its number.
        public: Names of the source that the cases use.
        together: Cases that share a test. What they print is cut beyond some three thousand characters.
        limits: What a run may use.
    """

    def __init__(
        self,
        prelude: str,
        cases: Sequence[str],
        public: Sequence[str],
        *,
        together: int,
        limits: Limits = LIMITS,
    ) -> None:
        self._loader = _LOADER.format(prelude=prelude)
        parts = ["from program import _run_beside\n"]
        for first in range(0, len(cases), together):
            chunk = cases[first : first + together]
            code = compile("\n\n".join(chunk), "<cases>", "exec", dont_inherit=True)
            numbers = list(range(first, first + len(chunk)))
            parts.append(
                _TEST.format(
                    number=first,
                    code=zlib.compress(marshal.dumps(code)),
                    public=list(public),
                    numbers=numbers,
                )
            )
        self._suite = Suite("\n\n".join(parts), limits=limits, comparisons=frozenset())

    def run(self, source: str, runner: Runner) -> SuiteReport:
        """Try the cases on a source.

        Returns:
            The tests, with what their cases printed; nothing of those that share a test with one that does
            not end, or that ends the process.
        """
        return runner.run(source + self._loader, self._suite)
