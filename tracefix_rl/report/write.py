"""Puts the page together."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from importlib.resources import files
from pathlib import Path
from string import Template
from typing import Any

from tracefix_rl.evaluation.folder import write_whole
from tracefix_rl.evaluation.summary import Sample, summarize
from tracefix_rl.report.embedding import json_text, source_hash, text
from tracefix_rl.report.episodes import RESOLVED, Episode
from tracefix_rl.report.figures import figures
from tracefix_rl.report.run_facts import facts, moment
from tracefix_rl.report.steps import ROOM, Shelf
from tracefix_rl.report.summary import table, tiles
from tracefix_rl.trajectories.record import Trajectory

_SCRIPTS = (
    "dom.js",
    "data.js",
    "python.js",
    "difference.js",
    "code.js",
    "step.js",
    "episode.js",
    "table.js",
    "app.js",
)
_POLICY = (
    "default-src 'none'; script-src {script}; style-src {style}; img-src data:; "
    "base-uri 'none'; form-action 'none'"
)


def write_report(
    path: Path, run: Mapping[str, Any], trajectories: Iterable[Trajectory], *, room: int = ROOM
) -> None:
    """Write the page of a run; a reader sees the old one or the new one, never half of one.

    The same records give the same page.

    Args:
        path: Where it goes; its folder must be there.
        run: What is known of the run, as in its `run.json`; anything may be missing.
        trajectories: The episodes.
        room: Characters that the episodes' compressed steps may take; see `Shelf.chosen`.

    Raises:
        OSError: If it cannot be written.
    """
    page = _page(run, trajectories, room)
    # What is no valid Unicode can only be in text, where a reference stands for it.
    write_whole(path, page.encode("utf-8", "xmlcharrefreplace").decode("utf-8"))


def _page(run: Mapping[str, Any], trajectories: Iterable[Trajectory], room: int) -> str:
    samples, episodes, shelf = [], [], Shelf()
    for trajectory in trajectories:
        samples.append(Sample.of(trajectory))
        episodes.append(Episode.of(trajectory))
        shelf.add(trajectory)
    summary = summarize(samples)
    chosen = shelf.chosen([episode.outcome == RESOLVED for episode in episodes], room)
    script, style = "".join(map(_file, _SCRIPTS)), _file("style.css")
    return Template(_file("page.html")).substitute(
        policy=_POLICY.format(script=source_hash(script), style=source_hash(style)),
        name=text(run.get("id") or "a run"),
        subtitle=_subtitle(run, episodes),
        tiles=tiles(summary),
        summary=table(summary),
        figures="".join(chart.html() for chart in figures(summary, episodes)),
        included=_included(len(chosen), len(episodes)),
        facts=facts(run),
        data=json_text(_rows(episodes, set(chosen))),
        scenes=_packages("scene", shelf.scenes, shelf.scenes_of(chosen)),
        episodes=_packages("episode", shelf.episodes, chosen),
        script=script,
        style=style,
    )


def _file(name: str) -> str:
    return (files(__package__) / "page" / name).read_text(encoding="utf-8")


def _subtitle(run: Mapping[str, Any], episodes: Sequence[Episode]) -> str:
    """Who played, and when the run was made."""
    parts = [", ".join(sorted({str(episode.row["model"]) for episode in episodes}))]
    if made := run.get("created_at"):
        parts.append(moment(made))
    if run.get("complete") is False:
        parts.append("not complete: there are episodes still to be played")
    return " · ".join(text(part) for part in parts if part)


def _included(shown: int, there: int) -> str:
    if shown == there:
        return "Each can be opened step by step."
    return (
        f"{shown:,} of {there:,} can be opened step by step, so that this file stays small: as many that "
        "were not resolved as were, each kind chosen evenly. The others are in the run's episodes.jsonl."
    )


def _rows(episodes: Sequence[Episode], chosen: set[int]) -> dict[str, Any]:
    """The table's rows, the names of their columns said once."""
    return {
        "columns": [*episodes[0].row, "included"] if episodes else [],
        "rows": [[*each.row.values(), index in chosen] for index, each in enumerate(episodes)],
    }


def _packages(kind: str, packages: Sequence[str], chosen: Sequence[int]) -> str:
    """Elements that a browser does not run or look into, each with one package."""
    return "\n".join(
        f'<script type="application/gzip" id="{kind}-{index}">{packages[index]}</script>' for index in chosen
    )
