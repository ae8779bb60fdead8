"""The page in a real browser: what is seen, sorted, found and opened."""

from __future__ import annotations

import difflib
import json
from pathlib import Path

import pytest
from browser import Page
from hostile import ATTACK, RUN, hostile
from made import made, unresolved

from tracefix_rl.report import write_report
from tracefix_rl.trajectories import Trajectory

WIDTHS = (320, 375, 768, 1600)


def column(page: Page, name: str) -> list[str]:
    """The cells of a column of the table of episodes."""
    place = page.texts("#table thead th").index(name)
    return page.texts(f"#table tbody tr > :nth-child({place + 1})")


def head(page: Page, name: str) -> str:
    """The selector of a column's button."""
    return f"#table th:nth-child({page.texts('#table thead th').index(name) + 1}) button"


def opened(page: Page, report: Path, hash_: str, **look: object) -> None:
    page.open(report, hash_, **look)  # type: ignore[arg-type]
    page.wait("document.querySelector('#step-title')")


def code(page: Page, *kinds: str) -> list[str]:
    """The lines of code that are seen, of these kinds."""
    rows = ", ".join(f".code tr.{kind} .text" for kind in kinds)
    return list(page.value(f"[...document.querySelectorAll({json.dumps(rows)})].map(e => e.textContent)"))


def view(page: Page, name: str) -> None:
    page.click(f".choice button[value={name}]")


def test_each_header_sorts_both_ways(page: Page, report: Path, mixed: list[Trajectory]) -> None:
    page.open(report)
    page.click(head(page, "Return"))
    assert page.value("document.querySelectorAll('#table [aria-sort=descending]').length") == 1
    found = [float(cell.replace("−", "-")) for cell in column(page, "Return")]
    assert found == sorted(found, reverse=True)
    assert len(found) == len(mixed)
    page.value(f"document.querySelector({json.dumps(head(page, 'Return'))}).focus()")
    page.press("Enter")
    assert page.value("document.querySelectorAll('#table [aria-sort=ascending]').length") == 1
    assert [float(cell.replace("−", "-")) for cell in column(page, "Return")] == sorted(found)


@pytest.mark.parametrize("times", [1, 2])
def test_what_is_missing_comes_last_in_either_direction(page: Page, report: Path, times: int) -> None:
    page.open(report)
    for _ in range(times):
        page.click(head(page, "Score"))
    assert column(page, "Score")[-1] == "–"
    assert "–" not in column(page, "Score")[:-1]


def test_tiers_are_sorted_by_difficulty(page: Page, report: Path) -> None:
    page.open(report)
    page.click(head(page, "Tier"))
    tiers = column(page, "Tier")
    assert tiers == sorted(tiers, key=["easy", "medium", "hard"].index)


def test_rows_are_found_by_text_tier_and_outcome(page: Page, report: Path, mixed: list[Trajectory]) -> None:
    page.open(report)
    page.click("[name=text]")
    page.type("ZEROS lost")
    assert column(page, "Title") == ["Zeros are lost"]
    assert page.text("#count") == f"1 of {len(mixed)} episodes"
    page.type(" nothing")
    assert page.texts("#table tbody td") == ["No episode matches."]
    page.open(report)
    for name, value in (("tier", "easy"), ("outcome", "not resolved")):
        page.value(
            f"(() => {{ const e = document.querySelector('[name={name}]'); e.value = {json.dumps(value)};"
            " e.dispatchEvent(new Event('input', {bubbles: true})); })()"
        )
    wanted = [each for each in mixed if each.task.tier == "easy" and not each.resolved and not each.failed]
    assert column(page, "Task") == [each.task.id for each in wanted]
    assert wanted


def test_steps_are_walked_by_keys_and_escape_leads_back(page: Page, report: Path) -> None:
    page.open(report)
    page.value("document.querySelector('#table a[href=\"#t-a.0\"]').focus()")
    page.press("Enter")
    page.wait("document.querySelector('#step-title')")
    assert page.text("#episode-title").startswith("Double a number")
    assert page.text("#step-title") == "The beginning"
    seen = []
    for key in ["ArrowRight"] * 5 + ["ArrowLeft"]:
        page.press(key)
        seen.append(page.text("#step-title"))
    assert seen == [
        "1. RUN_TESTS",
        "2. REPLACE_LINES line 3",
        "3. RUN_TESTS",
        "4. SUBMIT",
        "4. SUBMIT",
        "3. RUN_TESTS",
    ]
    assert page.value("location.hash") == "#t-a.0/3"
    assert page.text("[aria-current=step]").startswith("3")
    page.press("Escape")
    assert page.value("document.querySelector('#episode').hidden")
    assert page.value("document.activeElement.textContent") == "t-a"


def test_the_list_of_steps_is_walked_by_up_and_down(page: Page, report: Path) -> None:
    opened(page, report, "#t-a.0/1")
    page.value("document.querySelector('[aria-current=step]').focus()")
    page.press("ArrowDown")
    assert page.text("#step-title").startswith("2.")
    assert page.value("document.activeElement === document.querySelector('[aria-current=step]')")
    page.press("ArrowUp")
    page.press("ArrowUp")
    assert page.text("#step-title") == "The beginning"


def test_back_leads_from_an_episode_to_the_table(page: Page, report: Path) -> None:
    page.open(report)
    page.click("#table a[href='#t-a.0']")
    page.wait("document.querySelector('#step-title')")
    page.press("ArrowRight")
    page.value("history.back()")
    page.wait("!document.querySelector('#overview').hidden")


@pytest.mark.parametrize("hash_", ["#nowhere", "#", "#%", "#t-a.0%2F1", "#/5", "#__proto__"])
def test_an_address_that_names_nothing_shows_the_table(page: Page, report: Path, hash_: str) -> None:
    page.open(report, hash_)
    assert not page.value("document.querySelector('#overview').hidden")


@pytest.mark.parametrize("step", ["99", "4"])
def test_a_step_beyond_the_last_is_the_last(page: Page, report: Path, step: str) -> None:
    opened(page, report, f"#t-a.0/{step}")
    assert page.text("#step-title") == "4. SUBMIT"


def test_the_file_is_shown_as_it_was_after_each_step(
    page: Page, report: Path, real: list[Trajectory]
) -> None:
    for trajectory in real:
        opened(page, report, f"#{trajectory.episode_id}")
        assert code(page, "same", "added") == list(trajectory.lines)
        for number in range(1, len(trajectory.steps) + 1):
            page.press("ArrowRight")
            view(page, "file")
            assert code(page, "same", "added") == trajectory.lines_after(number)


def test_what_a_step_changed_is_what_turns_one_source_into_the_next(
    page: Page, report: Path, real: list[Trajectory]
) -> None:
    changes = 0
    for trajectory in real:
        opened(page, report, f"#{trajectory.episode_id}")
        for number in range(1, len(trajectory.steps) + 1):
            page.press("ArrowRight")
            view(page, "step")
            before, after = trajectory.lines_after(number - 1), trajectory.lines_after(number)
            if before == after:
                assert "did not change" in page.text(".code")
                continue
            changes += 1
            shown = [line for line in difflib.ndiff(before, after) if line[0] in "+-"]
            assert len(code(page, "added")) - len(code(page, "removed")) == len(after) - len(before)
            assert len(code(page, "added", "removed")) <= len(shown)
            assert subsequence(code(page, "same", "added"), after)
            assert subsequence(code(page, "same", "removed"), before)
    assert changes >= 5


def subsequence(some: list[str], lines: list[str]) -> bool:
    rest = iter(lines)
    return all(line in rest for line in some)


def test_all_changes_are_against_the_beginning(page: Page, report: Path) -> None:
    opened(page, report, "#t-a.0/4")
    view(page, "all")
    assert code(page, "removed") == ["    y = x * 3"]
    assert code(page, "added") == ["    y = x * 2"]
    opened(page, report, "#t-a.0/1")
    view(page, "all")
    assert "as it was at the beginning" in page.text(".code")


def test_the_bug_is_shown_only_when_asked_for(page: Page, report: Path) -> None:
    opened(page, report, "#t-a.0/0")
    assert page.texts(".code .tag") == []
    page.click(".toggle input")
    assert page.texts(".code .wrong .line:first-child") == ["3"]
    page.press("ArrowRight")
    assert page.text("#step-title") == "1. RUN_TESTS"
    assert page.texts(".code .wrong .line:first-child") == ["3"]


def test_lines_that_are_missing_are_marked_before_the_next(page: Page, tmp_path: Path) -> None:
    write_report(
        tmp_path / "report.html",
        {},
        [made("t-m", task={"bug_spans": ((2, 1),)}), made("t-n", task={"bug_spans": ((5, 4),)})],
    )
    for name, kind, line in (("t-m", "gap", "2"), ("t-n", "end", "4")):
        opened(page, tmp_path / "report.html", f"#{name}.0")
        page.click(".toggle input")
        assert page.texts(f".code .{kind} .line:first-child") == [line]


def test_a_step_shows_thought_tests_reward_and_time(page: Page, report: Path) -> None:
    opened(page, report, "#t-a.0/2")
    assert page.text("blockquote") == "It triples."
    opened(page, report, "#t-a.0/3")
    shown = page.text(".panel")
    assert "2 of 2 passed" in shown
    assert "passed, was failed" in shown
    facts = dict(line.split("\n") for line in page.texts(".panel .facts > div"))
    assert facts == {
        "progress": "+0.300",
        "reward": "+0.300",
        "return so far": "0.300",
        "time to choose": "250 ms",
        "time to answer": "4.0 ms",
    }


def test_messages_and_brief_are_folded(page: Page, tmp_path: Path) -> None:
    step = (
        made()
        .steps[0]
        .model_copy(
            update={
                "messages": (
                    {"role": "system", "content": "Repair the module."},
                    {"role": "user", "content": "Go."},
                )
            }
        )
    )
    write_report(tmp_path / "report.html", {}, [made("t-m", steps=(step,))])
    opened(page, tmp_path / "report.html", "#t-m.0/1")
    assert page.text(".fold summary") == "Model: 1 message"
    page.click(".fold summary")
    page.wait("document.querySelector('.fold pre')")
    assert page.text(".fold pre") == "Go."
    page.press("ArrowLeft")
    page.click(".fold summary")
    page.wait("document.querySelector('.fold pre')")
    assert page.text(".fold pre") == "Repair the module."


def test_no_text_of_others_runs_or_is_read_as_html(page: Page, tmp_path: Path) -> None:
    report = tmp_path / "report.html"
    write_report(report, RUN, [hostile(), made("t-z")])
    page.open(report)
    elements = page.value("document.querySelectorAll('img, iframe, template').length")
    page.value("document.querySelector('#table a').click()")
    page.wait("document.querySelector('#step-title')")
    for _ in range(3):
        page.value("document.querySelectorAll('details').forEach(each => { each.open = true; })")
        if page.value("document.querySelector('.toggle input') !== null"):
            page.click(".toggle input")
        page.press("ArrowRight")
    assert page.text("#step-title").startswith("2.")
    page.press("ArrowLeft")
    shown = page.value("document.querySelector('blockquote').textContent")
    assert shown.encode("utf-16-le", "surrogatepass") == ATTACK.encode("utf-16-le", "surrogatepass")
    assert page.value("document.querySelector('.panel pre').textContent.includes('<script>')")
    assert page.value("document.documentElement.dataset.ran ?? null") is None
    assert page.value("document.querySelectorAll('img, iframe, template').length") == elements == 0
    page.press("Escape")
    assert page.value("document.querySelectorAll('#table tbody tr').length") == 2


def test_a_script_that_got_into_the_page_would_not_run(browser: Page, report: Path, tmp_path: Path) -> None:
    broken = tmp_path / "broken.html"
    text = report.read_text().replace("</main>", "<script>document.title = 'ran'</script></main>", 1)
    text = text.replace("</main>", "<img src=x onerror=\"document.title = 'ran'\"></main>", 1)
    broken.write_text(text)
    browser.open(broken)
    assert browser.value("document.title") != "ran"
    assert any("Content Security Policy" in problem for problem in browser.problems)
    browser.problems.clear()


def test_without_scripts_there_are_the_summary_and_the_plots(
    page: Page, report: Path, artifacts: Path
) -> None:
    page.without_scripts(True)
    try:
        page.open(report)
        page.picture(artifacts / "report-without-scripts.png")
    finally:
        page.without_scripts(False)
    assert "need JavaScript" in page.text("noscript")
    assert page.texts(".summary tbody th") == ["easy", "medium", "hard", "all"]
    assert page.value("document.querySelectorAll('svg.plot').length") == 6
    assert page.value("document.querySelector('#episodes').hidden")


@pytest.mark.parametrize("width", WIDTHS)
def test_nothing_is_wider_than_the_screen(page: Page, report: Path, width: int) -> None:
    page.open(report, width=width)
    assert page.value("document.documentElement.scrollWidth") <= width
    opened(page, report, "#task1_easy.0/2", width=width)
    assert page.value("document.documentElement.scrollWidth") <= width


def test_where_the_focus_is_can_be_seen(page: Page, report: Path) -> None:
    page.open(report)
    for _ in range(12):
        page.press("Tab")
        assert page.value("getComputedStyle(document.activeElement).outlineStyle") == "solid"
        assert page.value("document.activeElement !== document.body")


def test_episodes_whose_steps_are_left_out_say_so(page: Page, tmp_path: Path) -> None:
    report = tmp_path / "report.html"
    write_report(report, {}, [made("t-a"), unresolved("t-b")], room=0)
    page.open(report)
    assert "0 of 2 can be opened" in page.text("#episodes")
    page.click("#table a[href='#t-b.0']")
    page.wait("document.querySelector('#episode-title')")
    assert "are not in this file" in page.text("#episode")
    page.press("ArrowRight")
    page.press("Escape")
    assert not page.value("document.querySelector('#overview').hidden")


def test_many_rows_are_drawn_some_at_a_time(page: Page, tmp_path: Path) -> None:
    report = tmp_path / "report.html"
    write_report(report, {}, (made("t-a", attempt=number) for number in range(450)), room=0)
    page.open(report)
    counts = []
    for _ in range(2):
        counts.append(page.value("document.querySelectorAll('#table tbody tr').length"))
        page.click("#more")
    counts.append(page.value("document.querySelectorAll('#table tbody tr').length"))
    assert counts == [200, 400, 450]
    assert page.value("document.querySelector('#more').hidden")
    assert page.value("document.activeElement.dataset.index") == "400"


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("width", [375, 1600])
def test_screenshots(page: Page, report: Path, artifacts: Path, width: int, dark: bool) -> None:
    name = f"{width}-{'dark' if dark else 'light'}"
    page.open(report, width=width, dark=dark)
    page.picture(artifacts / f"report-{name}.png")
    opened(page, report, "#task1_easy.0/2", width=width, dark=dark)
    page.picture(artifacts / f"episode-{name}.png")
    ground = page.value("getComputedStyle(document.body).backgroundColor").removeprefix("rgb(").rstrip(")")
    assert (sum(map(int, ground.split(","))) < 3 * 128) == dark
