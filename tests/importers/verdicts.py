"""What the real sandbox says of an item."""

from __future__ import annotations

from tracefix_rl.sandbox import Limits, Sandbox, Suite
from tracefix_rl.tasks.importers.item import Item

LIMITS = Limits(test_cpu_s=0.3)


def failed_tests(sandbox: Sandbox, source: str, item: Item) -> list[str]:
    """Names of the item's tests that a source does not pass."""
    report = sandbox.run(source, Suite(item.tests, module=item.module, limits=LIMITS))
    assert report.verdicts, report.load_error
    return [name for name, verdict in report.verdicts.items() if verdict.value != "passed"]
