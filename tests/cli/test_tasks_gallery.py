"""`tracefix tasks gallery` writes a page with a few tasks of each domain and tier."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

from command import Tracefix
from task_files import curated, write

from tracefix_rl.tasks import Catalog, Choice, Split


def test_a_few_tasks_of_each_domain_and_tier(tracefix: Tracefix, tmp_path: Path) -> None:
    page = tmp_path / "docs" / "gallery.md"
    result = tracefix("gallery", "-o", page, "--each", "2")
    assert (result.exit_code, result.output) == (0, f"Wrote {page}.\n")
    text = page.read_text()
    catalog = Catalog.shipped()
    there = Counter((entry.domain, entry.tier) for entry in catalog.entries(Choice(split=Split.TRAIN)))
    shown = [catalog.entry(task_id) for task_id in re.findall(r"^`(t-\w+)`:", text, re.MULTILINE)]
    assert Counter((entry.domain, entry.tier) for entry in shown) == {
        key: min(2, count) for key, count in there.items()
    }
    assert {entry.split for entry in shown} == {Split.TRAIN}
    assert re.findall(r"^## (.*)$", text, re.MULTILINE) == sorted({domain for domain, _ in there})
    for entry in shown:
        task = catalog.load(entry)
        assert f"### {task.title}, {task.tier}" in text
        assert all(bug.description.rstrip(".") in text for bug in task.bugs)
    assert text.count("```diff\n@@") == len(shown)


def test_the_same_tasks_give_the_same_page(tracefix: Tracefix, small: Path, tmp_path: Path) -> None:
    pages = [tmp_path / "first.md", tmp_path / "second.md"]
    for page in pages:
        assert tracefix("gallery", "-o", page, "--file", small).exit_code == 0
    assert pages[0].read_bytes() == pages[1].read_bytes()


def test_other_splits_are_not_given_away(tracefix: Tracefix, tmp_path: Path) -> None:
    (task,) = curated("slug_lost_strip")
    assert task.split is Split.TEST
    file = write(tmp_path / "test.tasks", [task])
    result = tracefix("gallery", "-o", tmp_path / "page.md", "--file", file)
    assert result.exit_code == 2
    assert "there are no tasks in train" in result.stderr
    assert not (tmp_path / "page.md").exists()


def test_a_page_that_cannot_be_written(tracefix: Tracefix, small: Path, tmp_path: Path) -> None:
    result = tracefix("gallery", "-o", tmp_path, "--file", small)
    assert result.exit_code == 2
    assert f"{tmp_path} cannot be written: Is a directory" in result.stderr
