"""Plots as SVG that is drawn once, in Python, so that a page shows them without scripts.

Colours are classes (`s1`, `s2` ...) that the page's style fills in for light and dark. A plot that has
nothing to show says so in words.

- `columns`: how values are spread
- `bars`: how often something is
- `intervals`: shares with the interval they lie in
- `curves`: values over steps
- `Chart`: a plot with its title and its numbers as a table
"""

from __future__ import annotations

from tracefix_rl.report.charts.bars import bars
from tracefix_rl.report.charts.chart import Chart
from tracefix_rl.report.charts.columns import columns
from tracefix_rl.report.charts.curves import curves
from tracefix_rl.report.charts.intervals import intervals

__all__ = ["Chart", "bars", "columns", "curves", "intervals"]
