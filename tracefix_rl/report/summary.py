"""The summary at the top of the page: the same numbers as the terminal's."""

from __future__ import annotations

from tracefix_rl.evaluation.statistics import Estimate
from tracefix_rl.evaluation.summary import TOTAL, Row, Summary
from tracefix_rl.report.embedding import text
from tracefix_rl.report.numbers import NOTHING, number, number_range, share, share_range


def tiles(summary: Summary) -> str:
    """Return the few numbers that a reader looks for first."""
    total = summary.total
    shown = [_tile("Resolved", share(_value(total.pass_at.get(1))), share_range(total.pass_at.get(1)))]
    if summary.attempts > 1:
        best = total.pass_at.get(summary.attempts)
        shown.append(
            _tile(f"Resolved in {summary.attempts} attempts", share(_value(best)), share_range(best))
        )
    shown += [
        _tile("Mean return", number(_value(total.episode_return)), number_range(total.episode_return)),
        _tile("Mean steps", number(_value(total.steps), 1), number_range(total.steps, 1)),
        _tile("Episodes", f"{total.episodes:,}", f"of {total.tasks:,} {_plural('task', total.tasks)}"),
    ]
    if total.failed:
        shown.append(_tile("Cut short", f"{total.failed:,}", "counted in nothing else"))
    return f'<dl class="tiles">{"".join(shown)}</dl>'


def table(summary: Summary) -> str:
    """Return the table with a row for each tier and one for all."""
    headings = ["Tier", *(f"pass@{k}" for k in summary.total.pass_at), "Score", "Return", "Steps"]
    headings += ["Edit precision", "Tokens", "Resolved", "Episodes", "Tasks", "Cut short"]
    head = "".join(f'<th scope="col">{text(name)}</th>' for name in headings)
    body = "".join(_row(row, summary) for row in summary.rows)
    return (
        '<div class="scroll" tabindex="0" role="region" aria-label="Summary by tier">'
        f'<table class="summary"><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table></div>'
    )


def _row(row: Row, summary: Summary) -> str:
    cells = []
    for k in summary.total.pass_at:
        passed = row.pass_at.get(k)
        cells.append(_cell(share(_value(passed)), share_range(passed)))
    cells += [
        _cell(number(_value(each), digits), number_range(each, digits))
        for each, digits in ((row.score, 2), (row.episode_return, 2), (row.steps, 1))
    ]
    cells.append(_cell(share(_value(row.precision)), share_range(row.precision)))
    cells.append(_cell(NOTHING if row.tokens is None else f"{row.tokens:,}"))
    cells += [_cell(f"{count:,}") for count in (row.resolved, row.episodes, row.tasks, row.failed)]
    class_ = ' class="total"' if row.name == TOTAL else ""
    return f'<tr{class_}><th scope="row">{text(row.name)}</th>{"".join(cells)}</tr>'


def _cell(value: str, interval: str = "") -> str:
    return f"<td>{text(value)}{f'<small>{text(interval)}</small>' if interval else ''}</td>"


def _tile(name: str, value: str, more: str) -> str:
    return f"<div><dt>{text(name)}</dt><dd>{text(value)}<small>{text(more)}</small></dd></div>"


def _value(estimate: Estimate | None) -> float | None:
    return None if estimate is None else estimate.value


def _plural(word: str, count: int) -> str:
    return word if count == 1 else f"{word}s"
