"""Nothing that a server sends tells what an agent is to find out: every byte is searched for it."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from typing import Any

import pytest
from live_server import ROOT, Server, ask
from secrecy import assertions_of_held_out_tests, lines_of_solution, names_of_held_out_tests, quoted

from tracefix_rl.tasks.catalog import Catalog
from tracefix_rl.tasks.operators import OPERATORS
from tracefix_rl.tasks.task import Family, Task

ROUTES = (
    "/tasks?limit=1000",
    "/metadata",
    "/schema",
    "/state",
    "/docs",
    "/redoc",
    "/openapi.json",
    "/health",
    "/list_environments",
    "/tracefix_rl/splits",
    "/history?limit=1000",
)
MISTAKES: tuple[dict[str, Any], ...] = (
    {"action_type": "FLY"},
    {"action_type": "REPLACE_LINES", "start_line": 9999, "end_line": 9999, "new_code_block": ""},
    {"action_type": "REPLACE_LINES"},
    {"action_type": "UNDO_EDIT"},
)
BREAKING = ("raise ValueError(1)", "def (", "import held_out_test", "while True: pass", "value = __file__")
"""Put before a source: each makes its tests fail in another way."""


def played() -> list[Task]:
    """Tasks of several programs: named ones, and drawn ones with one and with several bugs."""
    catalog = Catalog.shipped()
    tasks = [catalog.load(entry) for entry in catalog.named().values()]
    seed = 0
    while len(tasks) < 9:
        task = catalog.select(split=catalog.splits()[seed % len(catalog.splits())], seed=seed)
        wants_several = len(tasks) % 2 == 0
        if task.program not in {each.program for each in tasks} and (len(task.bugs) > 1) is wants_several:
            tasks.append(task)
        seed += 1
    return tasks


@pytest.fixture(scope="module")
def tasks() -> list[Task]:
    return played()


@pytest.fixture(scope="module")
def sent(server: Server, tasks: list[Task]) -> dict[str, str]:
    """What the server sent while each task was played, by the task's id; what belongs to none under `""`."""
    received = {task.id: "\n".join(_episode(server, task)) for task in tasks}
    received[""] = "\n".join(_routes(server))
    return received


def _episode(server: Server, task: Task) -> Iterator[str]:
    """Play a task with every kind of action, of mistake and of failure."""

    def told(reply: Any) -> str:
        return json.dumps(reply, ensure_ascii=False)

    with server.socket() as session:
        yield told(ask(session, "reset", {"task_id": task.id, "episode_id": f"secrecy-{task.id}"}))
        for action in ({"action_type": "VIEW_CODE"}, {"action_type": "RUN_TESTS"}, *MISTAKES):
            yield told(ask(session, "step", action))
        for line in BREAKING:
            edit = {"action_type": "REPLACE_LINES", "start_line": 1, "end_line": 0, "new_code_block": line}
            for action in (edit, {"action_type": "RUN_TESTS"}, {"action_type": "RESET_TO_ORIGINAL"}):
                yield told(ask(session, "step", action))
        for wrong in (
            {"task_id": f"{task.id}0"},
            {"program": f"{task.program}x"},
            {"bug_family": 1},
            {"index": -1},
            {"task_id": task.id, "injected_state": {"source": 1}},
            {"task_id": task.id, "injected_state": {"source": "x" * 70_000}},
        ):
            yield told(ask(session, "reset", wrong))
        yield told(ask(session, "state"))
        yield told(ask(session, "step", {"action_type": "SUBMIT"}))
        yield told(ask(session, "state"))
        yield told(ask(session, "step", {"action_type": "SUBMIT"}))
    record = server.get(f"/history/secrecy-{task.id}")
    assert record[0] == 200
    yield told(record)
    yield told(server.post("/reset", {"task_id": task.id}))
    index = Catalog.shipped().entry(task.id).index
    yield told(server.post("/tracefix_rl/task", {"split": task.split, "index": index}))


def _routes(server: Server) -> Iterator[str]:
    for path in ROUTES:
        yield json.dumps(server.get(path)[1], ensure_ascii=False)
    for split in Catalog.shipped().splits():
        for route, asked in (
            ("tasks", {}),
            ("num_tasks", {}),
            ("task", {"index": 0}),
            ("task", {"index": 10**9}),
            ("task_range", {"start": 0, "stop": 50}),
        ):
            reply = server.post(f"/tracefix_rl/{route}", {"split": split, **asked})[1]
            yield json.dumps(reply, ensure_ascii=False)
    yield json.dumps(server.post("/reset", {"curriculum": "adaptive", "seed": 1})[1], ensure_ascii=False)


def test_every_task_was_really_played(sent: dict[str, str], tasks: list[Task]) -> None:
    for task in tasks:
        assert "Tests Passed:" in sent[task.id]
        assert "final_score" in sent[task.id]
        assert quoted(task.source.splitlines()[0]) in sent[task.id]
    assert any(len(task.bugs) > 1 for task in tasks)
    assert len({task.program for task in tasks}) == len(tasks)


def test_no_line_of_a_solution_that_the_buggy_source_lacks(sent: dict[str, str], tasks: list[Task]) -> None:
    assert any(map(lines_of_solution, tasks))
    for task in tasks:
        for line in lines_of_solution(task):
            for part in ("", task.id):
                assert quoted(line) not in sent[part]


def test_no_reference_program(sent: dict[str, str], tasks: list[Task]) -> None:
    for task in tasks:
        assert quoted(task.solution) not in "".join(sent.values())


def test_nothing_of_a_held_out_test_but_how_many_there_are(sent: dict[str, str], tasks: list[Task]) -> None:
    for task in tasks:
        for name in names_of_held_out_tests(task):
            assert f'"{name}' not in sent[task.id]
            assert f"def {name}" not in sent[task.id]
        for line in assertions_of_held_out_tests(task):
            assert quoted(line) not in sent[task.id] + sent[""]


def test_no_bug_is_described(sent: dict[str, str], tasks: list[Task]) -> None:
    everything = "".join(sent.values())
    for task in tasks:
        for bug in task.bugs:
            assert quoted(bug.description) not in everything


def test_no_name_of_a_curated_task(sent: dict[str, str]) -> None:
    names = [entry.name for entry in Catalog.shipped().named().values()]
    everything = "".join(sent.values())
    for name in filter(None, names):
        assert name not in everything


def test_no_family_kind_or_operator(sent: dict[str, str], tasks: list[Task]) -> None:
    """Words of English too, so they are looked for as JSON values and keys, which is how one would be told."""
    words = {*map(str, Family), *(operator.name for operator in OPERATORS)}
    words |= {bug.kind for task in tasks for bug in task.bugs}
    for text in sent.values():
        for word in words:
            assert f'"{word}"' not in text
        for key in ("bugs", "families", "family", "kind", "operator", "edits", "solution", "score", "band"):
            assert f'"{key}":' not in text


def test_a_refusal_names_no_family_of_a_task(server: Server, tasks: list[Task]) -> None:
    for task in tasks[:3]:
        own = {bug.family for bug in task.bugs}
        for family in set(Family) - own:
            status, reply = server.post("/reset", {"task_id": task.id, "bug_family": family})
            assert status == 400
            assert not any(other in reply["detail"] for other in own)


OPENED = """
import sys
opened = []
def watch(event, arguments):
    if event in ("open", "sqlite3.connect") and ("shipped.tasks" in str(arguments) or "/library/" in str(arguments)):
        opened.append(arguments)
sys.addaudithook(watch)
from tracefix_rl.client import TraceFixRLEnv
TraceFixRLEnv(base_url="http://127.0.0.1:9")
print(opened)
from tracefix_rl.tasks.catalog import Catalog
Catalog.shipped()
print(len(opened) > 0)
"""


def test_the_client_opens_no_tasks() -> None:
    done = subprocess.run([sys.executable, "-c", OPENED], capture_output=True, text=True, check=True)
    assert done.stdout.split("\n")[:2] == ["[]", "True"]


def test_the_client_speaks_of_no_catalog() -> None:
    for module in ("client.py", "models.py"):
        source = (ROOT / "tracefix_rl" / module).read_text()
        assert "TraceFix" in source
        assert not any(word in source.lower() for word in ("catalog", "library", "shipped", "tasks."))
