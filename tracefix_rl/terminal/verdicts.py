"""What tests said."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from rich.text import Text

from tracefix_rl.core.models import TestResult
from tracefix_rl.sandbox.report import Verdict
from tracefix_rl.terminal.listing import Listing, Row
from tracefix_rl.terminal.text import visible, visible_line

_MARKS = {Verdict.PASSED: ("✓", "green")}
_OTHER = ("✗", "red")
_HEAD = re.compile(rf"^(?:{'|'.join(verdict.value.upper() for verdict in Verdict)}) (\S.*)\n", re.MULTILINE)
_MOST_LINES = 12


def passed_of(results: Sequence[TestResult]) -> str:
    """Say how many pass, e.g. `4 of 7`."""
    return f"{sum(each.passed for each in results)} of {len(results)}"


def verdict_table(results: Iterable[TestResult], printed: Mapping[str, str] | None = None) -> Listing:
    """Show the verdict of every test; below those that did not pass, the message and what they printed.

    Args:
        results: The tests.
        printed: What the code printed, by the test's name.
    """
    rows: list[Row] = []
    said = None
    for result in results:
        name = Text(visible_line(result.test_name))
        if not result.passed:
            name.append(f"  {result.verdict.value}", style="red")
        rows.append(Row(_mark(result.verdict), name))
        if result.passed:
            continue
        # Of a source that does not load all tests say the same.
        if result.error_message and result.error_message != said:
            rows += _below(result.error_message)
            said = result.error_message
        if text := (printed or {}).get(result.test_name):
            rows += _below(f"printed:\n{text}")
    return Listing(rows)


def printed_by(output: str) -> dict[str, str]:
    """Return what the code printed in each test that did not pass, from what a run of the tests said."""
    blocks = _HEAD.split(output)[1:]
    texts = zip(blocks[::2], (block.rpartition("\nprinted:\n") for block in blocks[1::2]), strict=True)
    return {name: text.rstrip() for name, (_, mark, text) in texts if mark}


def verdict_changes(before: Mapping[str, Verdict], after: Mapping[str, Verdict]) -> Listing:
    """Show which tests have another verdict than at the last run; at the first run, which do not pass."""
    changed = {
        name: verdict for name, verdict in after.items() if verdict is not before.get(name, Verdict.PASSED)
    }
    return Listing(
        Row(_mark(verdict), Text(visible_line(name) + _change(before.get(name), verdict)))
        for name, verdict in changed.items()
    )


def _change(before: Verdict | None, now: Verdict) -> str:
    if now is Verdict.PASSED:
        return " passes now"
    return f" {now.value}" + (f", {before.value} before" if before else "")


def _below(text: str) -> Iterator[Row]:
    for line in _bounded(visible(text.strip("\n")).split("\n")):
        yield Row(Text("      "), Text(line, style="dim"))


def _bounded(lines: list[str]) -> list[str]:
    if len(lines) <= _MOST_LINES:
        return lines
    kept = _MOST_LINES // 2
    return [*lines[:kept], f"… {len(lines) - 2 * kept} lines left out …", *lines[-kept:]]


def _mark(verdict: Verdict) -> Text:
    mark, style = _MARKS.get(verdict, _OTHER)
    return Text(f"  {mark} ", style=style)
