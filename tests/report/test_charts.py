"""Plots: round values on axes, every value drawn once, and words where there is nothing to draw."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping, Sequence
from itertools import pairwise
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracefix_rl.evaluation.statistics import Estimate
from tracefix_rl.report.charts import Chart, bars, columns, curves, intervals
from tracefix_rl.report.charts.scale import ticks

VALUES = st.lists(st.floats(-1e6, 1e6) | st.floats(-1, 1), max_size=30)


def drawn(chart: Chart) -> ElementTree.Element:
    return ElementTree.fromstring(chart.svg)


def coordinates(chart: Chart) -> list[float]:
    names = {"x", "y", "x1", "x2", "y1", "y2", "cx", "cy", "width", "height"}
    return [float(value) for each in drawn(chart).iter() for name, value in each.items() if name in names]


@given(st.floats(-1e6, 1e6), st.floats(1e-3, 1e6), st.integers(2, 10))
def test_values_on_an_axis_are_few_round_and_within_it(low: float, span: float, most: int) -> None:
    values = ticks(low, low + span, most)
    assert len(values) <= most + 1
    assert all(low - span * 1e-6 <= value <= low + span * (1 + 1e-6) for value in values)
    steps = {round((after - before) / span, 6) for before, after in pairwise(values)}
    assert len(steps) <= 1


@given(st.integers(0, 50), st.integers(1, 500))
def test_values_of_counts_are_whole(low: int, span: int) -> None:
    assert all(value == int(value) for value in ticks(low, low + span, 5, whole=True))


@given(VALUES, VALUES)
def test_a_histogram_counts_every_value_once(good: list[float], bad: list[float]) -> None:
    chart = columns("Returns", "", "return", {"good": good, "bad": bad})
    if not good and not bad:
        assert "No data." in chart.html()
        return
    assert [sum(int(row[place]) for row in chart.rows) for place in (1, 2)] == [len(good), len(bad)]
    assert len(chart.rows) <= 50
    assert all(map(math.isfinite, coordinates(chart)))
    assert all(float(each.get("height", 0)) >= 0 for each in drawn(chart).iter("{*}rect"))


@pytest.mark.parametrize("value", [float("nan"), float("inf")])
def test_what_is_no_number_is_left_out(value: float) -> None:
    assert columns("Returns", "", "return", {"all": [value]}).svg == ""
    chart = columns("Returns", "", "return", {"all": [value, 0.5]})
    assert [row[1] for row in chart.rows] == ["1"]


def test_columns_of_steps_stand_at_their_number() -> None:
    chart = columns("Steps", "", "steps", {"all": [1.0, 2.0, 2.0, 5.0]}, whole=True)
    assert [tuple(row) for row in chart.rows] == [("1", "1"), ("2", "2"), ("5", "1")]
    (two,) = [each for each in drawn(chart).iter("rect") if "2: 2 all" in "".join(each.itertext())]
    (label,) = [each for each in drawn(chart).iter("text") if each.text == "2" and each.get("y") == "205"]
    assert float(two.get("x", 0)) + float(two.get("width", 0)) / 2 == pytest.approx(
        float(label.get("x", 0)), abs=0.1
    )


@given(st.dictionaries(st.sampled_from("abcdef"), st.integers(0, 10**6)))
def test_bars_are_as_long_as_their_counts(counts: Mapping[str, int]) -> None:
    chart = bars("Failures", "", "episodes", counts, empty="None failed.")
    if not sum(counts.values()):
        assert "None failed." in chart.html()
        return
    widths = [float(each.get("width", 0)) for each in drawn(chart).iter("rect")]
    longest = max(counts.values())
    assert [round(width / max(widths), 3) for width in widths] == pytest.approx(
        [count / longest for count in counts.values()], abs=0.002
    )


def test_intervals_are_drawn_from_low_to_high() -> None:
    chart = intervals("Resolved", "", "tasks", {"easy": (Estimate(0.5, 0.25, 1.0), 12)})
    (whisker,) = [each for each in drawn(chart).iter("line") if each.get("class") == "whisker"]
    (dot,) = drawn(chart).iter("circle")
    low, value, high = (
        float(each) for each in (whisker.get("x1", 0), dot.get("cx", 0), whisker.get("x2", 0))
    )
    assert (value - low) / (high - low) == pytest.approx(1 / 3, abs=0.01)
    assert [tuple(row) for row in chart.rows] == [("easy", "50\u00a0%", "25–100\u00a0%", "12")]


@pytest.mark.parametrize("groups", [{}, {"easy": []}, {"easy": [0.0]}])
def test_curves_need_a_step(groups: Mapping[str, Sequence[float]]) -> None:
    assert "No data." in curves("Reward", "", "step", "return", groups).html()


def test_curves_go_through_their_values() -> None:
    chart = curves("Reward", "", "step", "return", {"easy": [0.0, 0.5, 1.0], "hard": [0.0, -1.0]})
    easy, hard = (
        [tuple(map(float, point.split(","))) for point in str(each.get("points")).split()]
        for each in drawn(chart).iter("polyline")
    )
    assert [x for x, _ in easy] == sorted(x for x, _ in easy)
    assert easy[0] == hard[0]
    assert easy[0][1] - easy[1][1] == pytest.approx(easy[1][1] - easy[2][1], abs=0.2)
    assert hard[1][1] > hard[0][1]


def test_a_long_curve_has_few_points_and_its_last() -> None:
    chart = curves("Reward", "", "step", "return", {"easy": [number / 999 for number in range(1000)]})
    assert len(chart.rows) <= 70
    assert chart.rows[-1][0] == "999"


@pytest.mark.parametrize(
    "chart",
    [
        columns("A title", "", "return", {"all": [0.5]}),
        bars("A title", "", "episodes", {"all": 1}, empty=""),
        intervals("A title", "", "tasks", {"all": (Estimate(0.5, 0.5, 0.5), 1)}),
        curves("A title", "", "step", "return", {"all": [0.0, 0.5]}),
    ],
    ids=["columns", "bars", "intervals", "curves"],
)
def test_every_plot_has_axes_words_for_who_does_not_see_it_and_its_numbers(chart: Chart) -> None:
    svg = drawn(chart)
    assert svg.get("role") == "img"
    assert str(svg.get("aria-label")).startswith("A title: ")
    assert [each for each in svg.iter("text") if each.get("class") == "axis"]
    assert re.search(r"<table>.*<td>", chart.html())
    assert "style=" not in chart.html()
