"""What stands in the page: what was measured, nothing from elsewhere, and no text that is read as markup."""

from __future__ import annotations

import base64
import hashlib
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hostile import ATTACK, RUN, hostile
from made import Reader, cut_short, made, unresolved

from tracefix_rl.evaluation.summary import Sample, summarize
from tracefix_rl.report import write_report
from tracefix_rl.trajectories import Trajectory


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "report.html"


def read(path: Path, *trajectories: Trajectory, run: dict[str, Any] | None = None, **options: Any) -> Reader:
    write_report(path, run or {}, iter(trajectories), **options)
    return Reader(path)


def test_the_table_has_every_episode_as_it_was_recorded(report: Path, mixed: list[Trajectory]) -> None:
    rows = Reader(report).rows
    assert [row["id"] for row in rows] == [each.episode_id for each in mixed]
    for row, trajectory in zip(rows, mixed, strict=True):
        assert row["task"] == trajectory.task.id
        assert row["title"] == trajectory.task.title
        assert row["score"] == trajectory.final_score
        assert row["return"] == trajectory.episode_return
        assert row["steps"] == len(trajectory.steps)
        assert row["stop_reason"] == trajectory.stop_reason.value
        assert row["seconds"] == trajectory.duration_s
        assert (row["outcome"] == "resolved") == trajectory.resolved
        assert (row["outcome"] == "cut short") == trajectory.failed
    assert {row["tokens"] for row in rows} == {None, 120}


def test_every_episode_can_be_played_back_from_the_page(report: Path, mixed: list[Trajectory]) -> None:
    page = Reader(report)
    for index, trajectory in enumerate(mixed):
        episode = page.package(f"episode-{index}")
        scene = page.package(f"scene-{episode['scene']}")
        assert (scene["brief"], scene["lines"]) == (trajectory.brief, list(trajectory.lines))
        lines = scene["lines"]
        for step, recorded in zip(episode["steps"], trajectory.steps, strict=True):
            assert step["action"] == recorded.action
            assert step["verdicts"] == recorded.verdicts
            assert step["reward_parts"] == recorded.reward_parts
            if edit := step["edit"]:
                start = edit["line"] - 1
                lines = [*lines[:start], *edit["added"], *lines[start + edit["removed"] :]]
        assert lines == trajectory.lines_after(len(trajectory.steps))


def test_attempts_at_a_task_share_its_brief_and_source(path: Path) -> None:
    page = read(path, made("t-a", attempt=0), made("t-a", attempt=1), made("t-b", brief="Another."))
    assert page.packages == {"episode-0", "episode-1", "episode-2", "scene-0", "scene-1"}


def test_the_summary_is_that_of_the_evaluation(report: Path, mixed: list[Trajectory]) -> None:
    summary = summarize(map(Sample.of, mixed))
    words = Reader(report).words
    table = words[words.index("Tier") :]
    assert table[: table.index("easy")] == [
        *("Tier", "pass@1", "pass@2", "Score", "Return", "Steps"),
        *("Edit precision", "Tokens", "Resolved", "Episodes", "Tasks", "Cut short"),
    ]
    for row in summary.rows:
        cells = table[table.index(row.name) :]
        assert row.score is not None
        assert row.pass_at[1] is not None
        assert cells[1] == f"{100 * row.pass_at[1].value:.0f} %"
        assert f"{row.score.value:.2f}" in cells[:12]
        assert f"{row.score.low:.2f} to {row.score.high:.2f}" in cells[:12]


def test_what_is_known_of_the_run_is_there(report: Path) -> None:
    words = Reader(report).words
    for said in ("spring", "Arguments", "policy", "search", "landlock", "seccomp", "3.11.7", "7", "yes"):
        assert said in words
    assert any("1 March 2026, 10:20 UTC" in each for each in words)


@pytest.mark.parametrize(
    ("run", "said"),
    [
        ({}, "Nothing is known of that."),
        ({"isolation": None}, "Isolation of code under test"),
        ({"created_at": "yesterday"}, "made-1 · yesterday"),
        ({"created_at": 5, "id": None}, "made-1 · 5"),
        ({"machine": [], "versions": {}}, "none"),
        ({"arguments": {"tasks": list(range(1000))}}, "and 960 more"),
        ({"arguments": [{"name": ["odd"]}, {"name": "odd", "more": 1}]}, "Arguments"),
        ({"seed": 3, "task_ids": ["t-secret"]}, "3"),
        ({"complete": False}, "not complete"),
    ],
)
def test_whatever_is_missing_of_the_run(path: Path, run: dict[str, Any], said: str) -> None:
    words = read(path, made(), run=run).words
    assert any(said in each for each in words)
    assert "t-secret" not in " ".join(words)


def test_a_value_that_holds_itself_ends_somewhere(path: Path) -> None:
    loop: dict[str, Any] = {}
    loop["again"] = loop
    assert read(path, made(), run={"arguments": loop}).words.count("again") < 10


def test_it_needs_nothing_from_elsewhere(report: Path) -> None:
    page = Reader(report)
    named = [value for _, said in page.elements for key, value in said.items() if key in ("src", "href")]
    assert all(value and value.startswith(("#", "data:")) for value in named)
    assert not re.search(r"https?://(?!www\.w3\.org)", page.source)
    assert "@import" not in page.style
    assert "url(" not in page.style


def test_only_the_script_and_the_style_that_were_written_are_allowed(report: Path) -> None:
    page = Reader(report)
    (policy,) = [
        str(said["content"])
        for name, said in page.elements
        if name == "meta" and said.get("http-equiv") == "Content-Security-Policy"
    ]
    rules = dict(rule.strip().split(" ", 1) for rule in policy.split(";"))
    assert rules["default-src"] == "'none'"
    assert rules["script-src"] == hash_of(page.script())
    assert rules["style-src"] == hash_of(page.style)
    assert "unsafe" not in policy
    assert not any("style" in said or any(key.startswith("on") for key in said) for _, said in page.elements)


def hash_of(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


def test_no_text_of_others_makes_an_element(path: Path) -> None:
    harmless = read(path, made("t-a", brief="Another."), made("t-b"), run={"id": "x", "arguments": [["y"]]})
    plain = [name for name, _ in harmless.elements]
    page = read(path, hostile(), made("t-b"), run=RUN)
    names = [name for name, _ in page.elements]
    assert set(names) == set(plain)
    for name in ("script", "style", "h1", "main", "meta"):
        assert names.count(name) == plain.count(name)
    assert page.rows[0]["title"] == ATTACK
    assert page.package("episode-0")["steps"][0]["output"] == ATTACK
    assert page.source.isprintable() is False
    for said, text in page.raw:
        if said:
            assert text.isascii()
            assert not set("<>&") & set(text)


def test_numbers_that_are_none_are_missing(path: Path) -> None:
    page = read(path, hostile())
    (row,) = page.rows
    assert (row["score"], row["return"], row["seconds"]) == (None, None, None)
    assert page.package("episode-0")["steps"][0]["reward"] is None
    assert "NaN" not in page.script(type="application/json", id="data")


def test_the_same_records_give_the_same_page(tmp_path: Path, mixed: list[Trajectory]) -> None:
    pages = [tmp_path / "one.html", tmp_path / "two.html"]
    for page in pages:
        write_report(page, {}, mixed)
    assert pages[0].read_bytes() == pages[1].read_bytes()


def test_a_run_without_episodes(path: Path) -> None:
    page = read(path)
    assert page.rows == []
    assert page.words.count("No data.") == 6
    assert "0 %" not in page.words


def test_a_run_with_one_episode(path: Path) -> None:
    page = read(path, made())
    assert len(page.rows) == 1
    assert "100 %" in page.words
    assert "Every episode was resolved." in page.words


def test_a_run_in_which_everything_was_cut_short(path: Path) -> None:
    page = read(path, cut_short("t-a"), cut_short("t-b"))
    assert page.words.count("No data.") == 6
    assert [row["outcome"] for row in page.rows] == ["cut short"] * 2


def test_failures_are_counted_by_the_worst_verdict_of_the_last_tests(path: Path) -> None:
    steps = made().steps
    page = read(
        path,
        unresolved("t-a"),
        made("t-b", steps=steps[:1], final_score=0.3),
        made("t-c", final_score=0.3),
        made("t-d", steps=(), final_score=0.1),
    )
    start = page.words.index("Failures by verdict")
    table = page.words[page.words.index("Numbers", start) :]
    for verdict in ("failed", "timeout", "held-out tests only", "no tests run"):
        assert table[table.index(verdict) + 1 : table.index(verdict) + 3] == ["1", "25 %"]
    assert table[table.index("crashed") + 1] == "0"


@pytest.mark.parametrize("room", [0, 3_000, 10**9])
def test_only_as_many_episodes_are_included_as_there_is_room(path: Path, room: int) -> None:
    trajectories = [unresolved(f"t-{number}") for number in range(9)] + [
        made("t-x", attempt=n) for n in range(9)
    ]
    page = read(path, *trajectories, room=room)
    included = [index for index, row in enumerate(page.rows) if row["included"]]
    assert {f"episode-{index}" for index in included} == {each for each in page.packages if "episode" in each}
    if room < 10**9:
        assert any(f"{len(included)} of 18 can be opened" in each for each in page.words)
        assert sum(len(text) for said, text in page.raw if said.get("type") == "application/gzip") <= room
    else:
        assert len(included) == 18


def test_a_page_stays_as_it_was_when_a_new_one_fails(path: Path) -> None:
    def broken() -> Iterator[Trajectory]:
        yield made()
        raise RuntimeError("gone")

    path.write_text("old")
    with pytest.raises(RuntimeError, match="gone"):
        write_report(path, {}, broken())
    assert path.read_text() == "old"
    assert [each.name for each in path.parent.iterdir()] == ["report.html"]


def test_a_folder_is_not_replaced(tmp_path: Path) -> None:
    with pytest.raises(IsADirectoryError):
        write_report(tmp_path, {}, [made()])
    assert list(tmp_path.iterdir()) == []


def test_rows_say_their_columns_once(path: Path) -> None:
    page = read(path, made("t-a"), made("t-b"))
    data = json.loads(page.script(type="application/json", id="data"))
    assert all(len(row) == len(data["columns"]) for row in data["rows"])
