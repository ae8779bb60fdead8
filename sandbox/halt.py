"""How a test ends when it cannot go on: not by an exception that the test could catch."""

from __future__ import annotations

from tracefix_rl.sandbox.report import Verdict


class Halt(BaseException):
    """The test is over, whatever its code makes of this.

    An ordinary exception would make false passes: `pytest.raises(ValueError)` must not be satisfied by
    a failure of ours. Whoever raises it also remembers it, so that catching it changes nothing.

    Args:
        verdict: The test's verdict.
        reason: Why, in words.
        whole_run: Whether every test of the run shares the verdict.
    """

    def __init__(self, verdict: Verdict, reason: str, *, whole_run: bool = False) -> None:
        super().__init__(reason)
        self.verdict = verdict
        self.reason = reason
        self.whole_run = whole_run


class Lost(Halt):
    """Our side failed: there is no verdict. It travels like a halt, so that no test can catch it.

    Args:
        reason: What failed.
    """

    def __init__(self, reason: str) -> None:
        super().__init__(Verdict.ERROR, reason)
