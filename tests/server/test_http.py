"""The routes beside the WebSocket."""

from __future__ import annotations

import json

import pytest
from live_server import Server

from tracefix_rl.core.models import ActionType
from tracefix_rl.tasks.catalog import Catalog


def test_health_and_documentation(server: Server) -> None:
    assert server.get("/health") == (200, {"status": "healthy"})
    status, page = server.get("/docs")
    assert status == 200
    assert "TraceFix-RL" in page


def test_the_schemas_are_exact(server: Server) -> None:
    _, schema = server.get("/schema")
    action = schema["action"]["properties"]
    assert action["action_type"]["enum"] == [kind.value for kind in ActionType]
    assert {"type": "integer"} in action["start_line"]["anyOf"]
    assert "code_dict" in schema["observation"]["properties"]
    assert "episode_return" in schema["state"]["properties"]


def test_metadata_tells_what_this_is(server: Server) -> None:
    status, metadata = server.get("/metadata")
    assert status == 200
    assert metadata["name"] == "tracefix_rl"
    assert metadata["version"]
    assert "buggy Python file" in metadata["description"]
    assert "TraceFix-RL" in metadata["readme_content"]


def test_reset_over_http(server: Server, catalog: Catalog) -> None:
    task = catalog.named()["task3_hard"]
    status, reply = server.post("/reset", {"task_id": "task3_hard", "seed": 3, "max_steps": 9})
    assert status == 200
    assert reply["observation"]["metadata"]["task_id"] == task.id
    assert reply["observation"]["steps_remaining"] == 9


@pytest.mark.parametrize(
    ("body", "status", "says"),
    [
        ({"task_id": "task1_esay"}, 404, "task1_easy"),
        ({"split": "train", "index": 10**9}, 400, "1000000000"),
        ({"max_steps": "ten"}, 400, "ten"),
        ({"sead": 1}, 400, "sead"),
        ({"seed": "eleven"}, 422, "seed"),
    ],
)
def test_a_bad_reset_over_http_says_what_is_wrong(
    server: Server, body: dict[str, object], status: int, says: str
) -> None:
    answered, reply = server.post("/reset", body)
    assert answered == status
    assert says in json.dumps(reply)


def test_a_step_over_http_says_where_to_play(server: Server) -> None:
    status, reply = server.post("/step", {"action": {"action_type": "VIEW_CODE"}})
    assert status == 409
    assert "/ws" in reply["detail"]


def test_tasks_are_listed_in_pages(server: Server, catalog: Catalog) -> None:
    status, everything = server.get("/tasks?limit=1000")
    assert status == 200
    assert everything["total"] == len(catalog.tasks())
    assert {task["task_id"] for task in everything["tasks"]} == {task.id for task in catalog.tasks()}
    _, page = server.get("/tasks?offset=3&limit=4")
    assert page["tasks"] == everything["tasks"][3:7]
    assert page["total"] == everything["total"]
    manifest_ids = {task["manifest_id"] for task in everything["tasks"]} - {None}
    assert manifest_ids == {"task1_easy", "task2_medium", "task3_hard"}


def test_tasks_are_filtered(server: Server, catalog: Catalog) -> None:
    _, page = server.get("/tasks?tier=hard&limit=1000")
    assert page["total"] == len(catalog.tasks(tier="hard")) > 0
    assert {task["tier"] for task in page["tasks"]} == {"hard"}
    _, page = server.get("/tasks?split=train&limit=1000")
    assert [task["index"] for task in page["tasks"]] == list(range(len(catalog.tasks(split="train"))))
    status, reply = server.get("/tasks?tier=midium")
    assert status == 422
    assert "medium" in json.dumps(reply)


def test_the_task_api_walks_a_split_as_reset_does(server: Server, catalog: Catalog) -> None:
    assert server.get("/list_environments") == (200, ["tracefix_rl"])
    _, splits = server.get("/tracefix_rl/splits")
    assert [split["name"] for split in splits] == [str(split) for split in catalog.splits()]
    for split in catalog.splits():
        _, count = server.post("/tracefix_rl/num_tasks", {"split": split})
        _, listed = server.post("/tracefix_rl/tasks", {"split": split})
        assert count["num_tasks"] == len(listed["tasks"]) == len(catalog.tasks(split=split)) > 0
    _, reply = server.post("/tracefix_rl/task", {"split": "train", "index": 1})
    _, ranged = server.post("/tracefix_rl/task_range", {"split": "train", "start": 1, "stop": 3})
    assert reply["task"]["task_id"] == ranged["tasks"][0]["task_id"]
    assert reply["task"]["specification"]
    _, started = server.post("/reset", {"split": "train", "index": 1})
    assert started["observation"]["metadata"]["task_id"] == reply["task"]["task_id"]


def test_the_task_api_refuses_what_is_not_there(server: Server) -> None:
    assert server.post("/tracefix_rl/task", {"split": "train", "index": 10**9})[0] == 400
    status, reply = server.post("/tracefix_rl/num_tasks", {"split": "trian"})
    assert status == 404
    assert "train" in reply["detail"]


def test_nothing_public_tells_a_bug(server: Server, catalog: Catalog) -> None:
    texts = [server.get("/tasks?limit=1000")[1], server.get("/schema")[1]]
    for split in catalog.splits():
        for index, task in enumerate(catalog.tasks(split=split)):
            texts.append(server.post("/tracefix_rl/task", {"split": split, "index": index})[1])
            texts.append(server.post("/reset", {"task_id": task.id})[1])
    published = json.dumps(texts)
    for task in catalog.tasks():
        assert task.name not in published
        assert json.dumps(task.held_out.text) not in published
        for bug in task.bugs:
            assert bug.description not in published
