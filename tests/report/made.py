"""Records of short episodes as they might have been played, and what is read back out of a page."""

from __future__ import annotations

import base64
import gzip
import json
from datetime import UTC, datetime
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

from tracefix_rl.trajectories import (
    Edit,
    Outcome,
    Player,
    StepRecord,
    TaskRecord,
    Tokens,
    Trajectory,
)

LINES = ("def double(x):", '    """Twice x."""', "    y = x * 3", "    return y")
FIX = Edit(line=3, removed=1, added=("    y = x * 2",))


def made_step(number: int, kind: str, reward: float = 0.0, **changes: Any) -> StepRecord:
    """A step without incident."""
    fields: dict[str, Any] = {
        "number": number,
        "action": {"action_type": kind},
        "reward": reward,
        "reward_parts": {"progress": reward},
        "error": None,
        "note": None,
        "output": "",
        "verdicts": None,
        "syntax_error": False,
        "edit": None,
        "observation": "",
        "messages": (),
        "policy_s": 0.25,
        "environment_s": 0.004,
    }
    return StepRecord(**{**fields, **changes})


def solving_steps() -> tuple[StepRecord, ...]:
    """Tests, the right edit, tests, submission."""
    before = {"test_two": "failed", "test_zero": "passed"}
    after = {"test_two": "passed", "test_zero": "passed"}
    edit = {
        "action_type": "REPLACE_LINES",
        "thought": "It triples.",
        "start_line": 3,
        "end_line": 3,
        "new_code_block": "    y = x * 2",
    }
    return (
        made_step(1, "RUN_TESTS", verdicts=before, output="Tests Passed: 1/2"),
        made_step(2, "REPLACE_LINES", action=edit, edit=FIX),
        made_step(3, "RUN_TESTS", 0.3, verdicts=after),
        made_step(4, "SUBMIT", 0.68, verdicts=after),
    )


def made(
    name: str = "t-a", *, attempt: int = 0, task: dict[str, Any] | None = None, **changes: Any
) -> Trajectory:
    """An episode that is resolved in four steps, but for what is given."""
    record: dict[str, Any] = {
        "id": name,
        "title": "Double a number",
        "tier": "easy",
        "split": "train",
        "program": "double",
        "bug_families": ("arithmetic",),
        "bug_spans": ((3, 3),),
        "visible_tests": 2,
        "held_out_tests": 3,
    }
    fields: dict[str, Any] = {
        "episode_id": f"{name}.{attempt}",
        "attempt": attempt,
        "task": TaskRecord(**{**record, **(task or {})}),
        "player": Player(policy="llm", model="made-1"),
        "options": {"task_id": name},
        "versions": {"python": "3.11"},
        "started_at": datetime(2026, 1, 2, tzinfo=UTC),
        "brief": "Repair the module.",
        "lines": LINES,
        "observation": "",
        "steps": solving_steps(),
        "stop_reason": Outcome.SUBMITTED,
        "error": None,
        "final_score": 0.98,
        "tokens": Tokens(prompt=100, completion=20),
        "duration_s": 1.5,
    }
    return Trajectory(**{**fields, **changes})


def unresolved(name: str, score: float = 0.25, **changes: Any) -> Trajectory:
    """An episode whose tests fail to its end."""
    steps = (solving_steps()[0], made_step(2, "SUBMIT", score, verdicts={"test_two": "timeout"}))
    return made(name, **{"steps": steps, "final_score": score, **changes})


def cut_short(name: str, **changes: Any) -> Trajectory:
    """An episode that a broken endpoint ended."""
    fields = {"steps": (), "final_score": None, "stop_reason": Outcome.POLICY_ERROR, "error": "no answer"}
    return made(name, **{**fields, **changes})


class Reader(HTMLParser):
    """Reads a page: its elements' names and attributes, what scripts hold, and all other text."""

    def __init__(self, path: Path) -> None:
        super().__init__(convert_charrefs=True)
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.raw: list[tuple[dict[str, str | None], str]] = []
        self.style = ""
        self.words: list[str] = []
        self._inside: str | None = None
        self.source = path.read_text(encoding="utf-8")
        self.feed(self.source)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))
        self._inside = tag
        if tag == "script":
            self.raw.append((dict(attrs), ""))

    def handle_endtag(self, tag: str) -> None:
        self._inside = None

    def handle_data(self, data: str) -> None:
        if self._inside == "script":
            attributes, text = self.raw[-1]
            self.raw[-1] = (attributes, text + data)
        elif self._inside == "style":
            self.style += data
        elif data.strip():
            self.words.append(" ".join(data.split()))

    def script(self, **attributes: str) -> str:
        """The content of the one script element with just these attributes."""
        (found,) = [text for said, text in self.raw if said == attributes]
        return found

    @property
    def rows(self) -> list[dict[str, Any]]:
        """The table of episodes."""
        data = json.loads(self.script(type="application/json", id="data"))
        return [dict(zip(data["columns"], row, strict=True)) for row in data["rows"]]

    def package(self, id_: str) -> Any:
        """What is compressed under a name."""
        return unpacked(self.script(type="application/gzip", id=id_))

    @property
    def packages(self) -> set[str]:
        """The names of what is compressed."""
        return {str(said["id"]) for said, _ in self.raw if said.get("type") == "application/gzip"}


def unpacked(text: str) -> Any:
    """What `packed` was given."""
    return json.loads(gzip.decompress(base64.b64decode(text)))
