"""Policies by name, one or thousands."""

from __future__ import annotations

import asyncio
import pickle
import re
import threading
from collections.abc import Mapping
from typing import Any

import pytest
from endpoint import Reply, calls, scripted
from playing import seen

from tracefix_rl.policies import EndpointConfig, PolicyMaker, make_policy, policy_names

BUILT_IN = ["noop", "random", "spam", "search", "oracle", "llm"]
SOMEWHERE = EndpointConfig("http://localhost:1/v1", "some/model", "secret-token")


def test_the_names_are_those_of_the_policies() -> None:
    assert policy_names()[: len(BUILT_IN)] == BUILT_IN
    for name in BUILT_IN:
        policy = make_policy(name, endpoint=SOMEWHERE)
        assert policy.name == (SOMEWHERE.model if name == "llm" else name)
        assert policy.in_process_only == (name == "oracle")


@pytest.mark.parametrize("make", [make_policy, PolicyMaker])
@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("serch", "there is no policy 'serch'; did you mean search?"),
        ("NOOP", "did you mean noop?"),
        ("", "there is no policy ''; there are noop"),
        ("x" * 10_000, "there is no policy"),
        ("llm", "needs an endpoint: give --base-url / API_BASE_URL, --model / MODEL_NAME and a token"),
    ],
)
def test_a_policy_that_cannot_be_made_is_told_with_what_would_help(make: Any, name: str, said: str) -> None:
    with pytest.raises(ValueError, match="policy") as caught:
        make(name)
    assert said in str(caught.value)
    assert len(str(caught.value)) < 300


@pytest.mark.parametrize("concurrency", [0, -1])
def test_no_request_at_once_is_refused(concurrency: int) -> None:
    with pytest.raises(ValueError, match="concurrency must be 1 or more"):
        PolicyMaker("llm", endpoint=SOMEWHERE, concurrency=concurrency)


@pytest.mark.parametrize("name", BUILT_IN)
def test_a_maker_is_made_anew_where_it_is_sent(name: str) -> None:
    maker = PolicyMaker(name, endpoint=SOMEWHERE, concurrency=3)
    there = pickle.loads(pickle.dumps(maker))
    assert there.name == maker.name
    assert there.make(5).name == maker.make(5).name


def test_the_same_seed_makes_the_same_policy() -> None:
    maker = PolicyMaker("random")

    async def chosen(seed: int) -> list[dict[str, Any]]:
        policy = maker.make(seed)
        policy.start(seen("a\nb\nc"))
        return [(await policy.act(seen("a\nb\nc"))).model_dump() for _ in range(20)]

    first, again, other = (asyncio.run(chosen(seed)) for seed in (1, 1, 2))
    assert first == again != other


async def _episode(maker: PolicyMaker) -> str:
    policy = maker.make()
    policy.start(seen())
    try:
        return [(await policy.act(seen())).action_type for _ in range(2)][-1]
    finally:
        await policy.close()


@pytest.mark.parametrize("concurrency", [1, 4])
def test_policies_share_connections_and_ask_so_many_at_once_and_no_more(concurrency: int) -> None:
    lock, together, most = threading.Lock(), 0, 0
    full = threading.Event()

    def script(_: Mapping[str, Any], number: int) -> Reply:
        nonlocal together, most
        with lock:
            together += 1
            most = max(most, together)
            if most == concurrency:
                full.set()
        full.wait(10)
        with lock:
            together -= 1
        return calls(("submit", {}))

    async def play_all() -> list[str]:
        async with PolicyMaker("llm", endpoint=endpoint.config(), concurrency=concurrency) as maker:
            return await asyncio.gather(*(_episode(maker) for _ in range(20)))

    with scripted(script=script) as endpoint:
        assert asyncio.run(play_all()) == ["SUBMIT"] * 20
    assert most == concurrency
    assert endpoint.connections <= concurrency


def test_closing_a_policy_leaves_what_is_shared_and_closing_the_maker_twice_is_harmless() -> None:
    async def play() -> None:
        maker = PolicyMaker("llm", endpoint=endpoint.config())
        await _episode(maker)
        await _episode(maker)
        await maker.close()
        await maker.close()

    with scripted(calls(("submit", {}))) as endpoint:
        asyncio.run(play())
    assert endpoint.connections == 1


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"base_url": ""}, "http://localhost:8000/v1; set --base-url / API_BASE_URL"),
        ({"base_url": "localhost:8000/v1"}, "must be like http://"),
        ({"base_url": "ftp://x/v1"}, "must be like http://"),
        ({"base_url": "http://"}, "must be like http://"),
        ({"base_url": "http://[x/v1"}, "must be like http://"),
        ({"base_url": "http://x:99999/v1"}, "must be like http://"),
        ({"base_url": "http://x/v1\n"}, "must be like http://"),
        ({"base_url": "http://user:hunter2@x y/v1"}, "must be like http://"),
        ({"base_url": "http://x/v1/chat/completions"}, "must end before /chat/completions"),
        ({"model": " "}, "the model has no name; give --model / MODEL_NAME"),
        ({"token": ""}, "there is no token; set HF_TOKEN"),
        ({"token": "secret\n"}, "the token holds"),
        ({"token": "sécret"}, "the token holds"),
        ({"timeout_s": 0}, "timeout_s"),
        ({"timeout_s": float("nan")}, "timeout_s"),
        ({"timeout_s": float("inf")}, "timeout_s"),
        ({"max_retries": -1}, "max_retries"),
        ({"context_chars": 0}, "context_chars"),
        ({"temperature": -0.1}, "temperature"),
        ({"temperature": float("nan")}, "temperature"),
        ({"max_tokens": 0}, "max_tokens"),
    ],
)
def test_an_endpoint_that_makes_no_sense_is_refused_at_once(changes: dict[str, Any], said: str) -> None:
    with pytest.raises(ValueError, match=re.escape(said)) as caught:
        EndpointConfig(**{"base_url": "http://x/v1", "model": "m", "token": "secret", **changes})
    assert not any(word in str(caught.value) for word in ("secret", "sécret", "hunter2"))


def test_a_token_is_not_shown() -> None:
    assert "secret-token" not in repr(SOMEWHERE)
