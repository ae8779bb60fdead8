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
    task = catalog.entry("task3_hard")
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
        ({"bug_family": "condition"}, 404, "conditions"),
        ({"program": "binary_serch"}, 404, "binary_search"),
        ({"curriculum": "adaptve"}, 400, "did you mean adaptive?"),
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
    status, first = server.get("/tasks")
    assert status == 200
    assert first["total"] == len(catalog)
    assert (first["start"], first["limit"], len(first["tasks"])) == (0, 100, 100)
    assert [task["task_id"] for task in first["tasks"]] == [entry.id for entry in catalog.entries(stop=100)]
    _, page = server.get("/tasks?start=3&limit=4")
    assert page["tasks"] == first["tasks"][3:7]
    assert (page["start"], page["limit"], page["total"]) == (3, 4, first["total"])
    _, past = server.get(f"/tasks?start={10**30}")
    assert (past["tasks"], past["total"]) == ([], first["total"])


def test_tasks_are_filtered(server: Server, catalog: Catalog) -> None:
    choice = catalog.choice(split="eval", difficulty="hard")
    _, page = server.get("/tasks?split=eval&tier=hard&limit=1000")
    assert page["total"] == catalog.count(choice) > 0
    assert [task["task_id"] for task in page["tasks"]] == [entry.id for entry in catalog.entries(choice)]
    assert {(task["split"], task["tier"]) for task in page["tasks"]} == {("eval", "hard")}


@pytest.mark.parametrize(
    ("query", "says"),
    [
        ("tier=midium", "medium"),
        ("split=trian", "train"),
        ("limit=1001", "1000"),
        ("limit=0", "limit"),
        ("start=-1", "start"),
        ("start=x", "start"),
    ],
)
def test_a_listing_that_cannot_be_is_refused(server: Server, query: str, says: str) -> None:
    status, reply = server.get(f"/tasks?{query}")
    assert status == 422
    assert says in json.dumps(reply)


def test_a_listing_tells_what_to_choose_by_and_nothing_of_the_bug(server: Server, catalog: Catalog) -> None:
    index = catalog.entry("task2_medium").index
    _, page = server.get(f"/tasks?split=eval&start={index}&limit=1")
    assert page["tasks"] == [
        {
            "task_id": catalog.entry("task2_medium").id,
            "manifest_id": "task2_medium",
            "title": catalog.find("task2_medium").title,
            "program": "binary_search",
            "domain": "curated",
            "tier": catalog.entry("task2_medium").tier,
            "split": "eval",
            "index": index,
        }
    ]


def test_the_task_api_walks_a_split_as_reset_does(server: Server, catalog: Catalog) -> None:
    assert server.get("/list_environments") == (200, ["tracefix_rl"])
    _, splits = server.get("/tracefix_rl/splits")
    assert [split["name"] for split in splits] == [str(split) for split in catalog.splits()]
    for split in catalog.splits():
        _, count = server.post("/tracefix_rl/num_tasks", {"split": split})
        _, listed = server.post("/tracefix_rl/tasks", {"split": split})
        assert count["num_tasks"] == catalog.count(catalog.choice(split=split)) > 0
        assert len(listed["tasks"]) == min(1000, count["num_tasks"])
    _, reply = server.post("/tracefix_rl/task", {"split": "train", "index": 1})
    _, ranged = server.post("/tracefix_rl/task_range", {"split": "train", "start": 1, "stop": 3})
    assert [task["index"] for task in ranged["tasks"]] == [1, 2]
    assert reply["task"]["task_id"] == ranged["tasks"][0]["task_id"]
    assert reply["task"]["specification"]
    _, started = server.post("/reset", {"split": "train", "index": 1})
    assert started["observation"]["metadata"]["task_id"] == reply["task"]["task_id"]


@pytest.mark.parametrize(("start", "stop"), [(-3, None), (2, -1), (5, 2), (10**30, None), (None, 4)])
def test_a_range_of_tasks_is_a_slice(
    server: Server, catalog: Catalog, start: int | None, stop: int | None
) -> None:
    ids = [entry.id for entry in catalog.entries(catalog.choice(split="test"))]
    _, ranged = server.post("/tracefix_rl/task_range", {"split": "test", "start": start, "stop": stop})
    assert [task["task_id"] for task in ranged["tasks"]] == ids[start:stop]


def test_the_task_api_refuses_what_is_not_there(server: Server) -> None:
    assert server.post("/tracefix_rl/task", {"split": "train", "index": 10**9})[0] == 400
    status, reply = server.post("/tracefix_rl/num_tasks", {"split": "trian"})
    assert status == 404
    assert "train" in reply["detail"]
