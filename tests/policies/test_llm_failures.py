"""An endpoint that fails in every way there is: one clear line each time, with what would help."""

from __future__ import annotations

import gzip
import json
import re
import socket
import threading
import time
from collections.abc import Mapping
from email.utils import formatdate
from typing import Any

import pytest
from endpoint import (
    Reply,
    breaks_off,
    calls,
    completes,
    hangs,
    refuses,
    says,
    scripted,
    sends,
    stops_short,
    trickles,
)
from playing import Play, acting, failing, seen

from tracefix_rl.policies.llm import LlmPolicy
from tracefix_rl.policies.transport import MAX_ANSWER_BYTES
from tracefix_rl.trajectories.record import Outcome

MODEL, URL = "--model / MODEL_NAME", "--base-url / API_BASE_URL"


@pytest.mark.parametrize(
    ("reply", "said"),
    [
        (refuses(400, "what?"), f"answered 400 .*check {MODEL}"),
        (refuses(401, "bad token secret-token"), "answered 401 .* set HF_TOKEN, API_KEY or OPENAI_API_KEY"),
        (refuses(402, "pay"), f"answered 402 .*no credit left.*{URL}"),
        (refuses(403), f"answered 403 .*may not use this model.*{MODEL}"),
        (refuses(404, "no such model"), f"answered 404 .*check {MODEL}"),
        (refuses(413, "too large"), f"answered 413 .*{URL} and {MODEL}"),
        (refuses(418), "answered 418"),
        (refuses(429, "slow down"), "answered 429 .*slow down.*wait"),
        (refuses(429, "no", retry_after="3600"), "asks to wait 3600 s"),
        (refuses(500, "oops\nline two"), "answered 500 .*oops line two.*endpoint's"),
        (Reply(502, b"<html>Bad gateway</html>"), "answered 502 .a web page.*endpoint's"),
        (Reply(503, b"come back later"), "answered 503 .come back later"),
        (Reply(400, b'{"error": "no model of that name"}'), "answered 400 .no model of that name"),
        (Reply(400, b'{"detail": [{"loc": ["body"]}]}'), "answered 400 .*loc"),
        (Reply(400, b'{"object": "error", "message": "said by some servers"}'), "answered 400 .said by some"),
        (Reply(400, b'{"error": {"message": "no", "code": "made_up"}}'), "answered 400 .made_up: no"),
        (Reply(500, b"\xff\xfe"), "answered 500"),
        (Reply(500), "answered 500 .without a word"),
        (refuses(400, "The response was filtered by the content management policy"), "another endpoint"),
        (
            refuses(400, "This model's maximum context length is 8192 tokens"),
            "lower context_chars .now 60,000",
        ),
        (refuses(413, "prompt is too long: 9 tokens"), "lower context_chars"),
        (
            Reply(400, b'{"error": {"message": "no", "code": "context_length_exceeded"}}'),
            "lower context_chars",
        ),
        (says(None, refusal="I cannot help"), f"model refused: I cannot help.*{MODEL}"),
        (says("", finish="stop"), "reply is empty"),
        (says(None), "reply is empty"),
        (says("", finish="length"), "empty because it reached its length limit.*max_tokens"),
        (says("half", finish="content_filter"), "filtered the reply out"),
        (Reply(200, b"<html>hello</html>"), f"sent a web page.*{URL}"),
        (Reply(200, b""), f"sent an empty answer.*{URL}"),
        (Reply(200, b'{"choices": [{"mess'), "not complete JSON"),
        (Reply(200, b'{"choices": "\xe9t\xe9"}'), "not UTF-8"),
        (Reply(200, b'{"a":' * 50_000), "not complete JSON"),
        (Reply(200, b"[" + b"9" * 5_000 + b"]"), "not complete JSON"),
        (Reply(200, b"not gzip", headers={"Content-Encoding": "gzip"}), "broke off in mid-answer"),
        (Reply(500, b"not gzip", headers={"Content-Encoding": "gzip"}), "broke off in mid-answer"),
        (sends([1]), "JSON that is a list"),
        (sends(None), "JSON that is a NoneType"),
        (sends({"choices": []}), "without a choice"),
        (sends({"choices": None}), "without a choice"),
        (sends({"choices": ["?"]}), "without a choice"),
        (sends({"choices": [{"message": "hello"}]}), "without a choice"),
        (sends({"error": {"message": "credits are gone", "code": 402}}), "answered 402 .credits are gone"),
        (sends({"error": "it broke"}), "answered 500 .it broke"),
        (says("x" * (MAX_ANSWER_BYTES + 1)), "more than 8,388,608 bytes"),
        (
            Reply(200, gzip.compress(b" " * 10**8), headers={"Content-Encoding": "gzip"}),
            "more than 8,388,608",
        ),
        (breaks_off(), f"broke off in mid-answer .*{URL}"),
        (stops_short(), f"broke off in mid-answer .*{URL}"),
        (Reply(302, headers={"Location": "/nowhere"}), "model endpoint"),
        (Reply(304), "model endpoint"),
    ],
)
def test_an_endpoint_that_does_not_answer_well_is_one_clear_line(reply: Reply, said: str) -> None:
    with scripted(reply) as endpoint:
        error = failing(LlmPolicy(endpoint.config()))
    assert re.search(said, error), error
    assert "\n" not in error
    assert len(error) < 800
    assert "secret-token" not in error


def test_a_failure_of_the_endpoint_ends_the_episode_and_says_nothing_of_the_policy(play: Play) -> None:
    with scripted(refuses(401)) as endpoint:
        record = play(LlmPolicy(endpoint.config()), "binary_search_off_by_one")
    assert record.result.outcome is Outcome.POLICY_ERROR
    assert record.result.failed
    assert "answered 401" in str(record.result.error)


def test_tokens_of_a_reply_that_is_of_no_use_are_counted_too() -> None:
    with scripted(says(None, refusal="no")) as endpoint:
        policy = LlmPolicy(endpoint.config())
        failing(policy)
    assert policy.usage is not None
    assert policy.usage.completion_tokens == 10


@pytest.mark.parametrize("counted", [None, "many", {}, {"prompt_tokens": None}, {"prompt_tokens": "1"}])
def test_an_endpoint_that_counts_no_tokens_is_no_failure(counted: Any) -> None:
    body = json.loads(calls(("submit", {})).body) | {"usage": counted}
    with scripted(sends(body)) as endpoint:
        assert acting(LlmPolicy(endpoint.config()), 2)[1].action_type == "SUBMIT"


def test_an_endpoint_that_is_down_is_one_clear_line() -> None:
    with scripted(says("")) as endpoint:
        pass
    error = failing(LlmPolicy(endpoint.config()))
    assert "cannot be reached" in error
    assert URL in error


def test_a_name_that_leads_nowhere_is_one_clear_line() -> None:
    with scripted() as endpoint:
        error = failing(LlmPolicy(endpoint.config(base_url="http://no-such-host.invalid/v1")))
    assert "http://no-such-host.invalid/v1 (scripted) cannot be reached" in error


def test_something_that_speaks_another_protocol_is_one_clear_line() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server, scripted() as endpoint:

        def greet() -> None:
            connection, _ = server.accept()
            with connection:
                connection.recv(100)
                connection.sendall(b"SSH-2.0-OpenSSH_9.6\r\n")

        thread = threading.Thread(target=greet)
        thread.start()
        url = f"http://127.0.0.1:{server.getsockname()[1]}/v1"
        error = failing(LlmPolicy(endpoint.config(base_url=url)))
        thread.join()
    assert "cannot be reached" in error


@pytest.mark.parametrize("slow", [hangs, trickles])
def test_an_endpoint_that_is_silent_or_never_ends_is_left_after_the_timeout(slow: Any) -> None:
    never = threading.Event()
    with scripted(slow(never)) as endpoint:
        began = time.monotonic()
        error = failing(LlmPolicy(endpoint.config(timeout_s=0.4)))
        took = time.monotonic() - began
        never.set()
    assert "did not answer within 0.4 s" in error
    assert took < 10


@pytest.mark.parametrize(
    "passing", [refuses(429, retry_after="0"), refuses(408, retry_after="0"), breaks_off()]
)
def test_a_passing_failure_is_tried_again(passing: Reply) -> None:
    with scripted(passing, calls(("submit", {}))) as endpoint:
        assert acting(LlmPolicy(endpoint.config(max_retries=1)), 2)[1].action_type == "SUBMIT"
    assert len(endpoint.requests) == 2


@pytest.mark.parametrize("retries", [0, 1, 3])
def test_retries_are_bounded_and_counted(retries: int) -> None:
    with scripted(refuses(503, "busy", retry_after="0")) as endpoint:
        error = failing(LlmPolicy(endpoint.config(max_retries=retries)))
    assert len(endpoint.requests) == retries + 1
    assert ("tried" in error) == bool(retries)
    assert f"(tried {retries + 1} times)" in error or not retries


@pytest.mark.parametrize("reply", [refuses(401), refuses(402), refuses(403), says(""), Reply(200, b"<html>")])
def test_a_lasting_failure_is_not_tried_again(reply: Reply) -> None:
    with scripted(reply) as endpoint:
        failing(LlmPolicy(endpoint.config(max_retries=3)))
    assert len(endpoint.requests) == 1


@pytest.mark.parametrize(
    "when", ["3600", formatdate(time.time() + 3600, usegmt=True)], ids=["seconds", "date"]
)
def test_an_endpoint_that_asks_to_wait_for_long_is_not_waited_for(when: str) -> None:
    with scripted(refuses(429, retry_after=when)) as endpoint:
        began = time.monotonic()
        error = failing(LlmPolicy(endpoint.config(max_retries=3)))
    assert len(endpoint.requests) == 1
    assert "asks to wait 3" in error
    assert time.monotonic() - began < 10


def test_an_endpoint_that_asks_to_wait_a_little_is_waited_for() -> None:
    with scripted(refuses(429, retry_after="0.3"), calls(("submit", {}))) as endpoint:
        began = time.monotonic()
        acting(LlmPolicy(endpoint.config(max_retries=1)), 2)
    assert time.monotonic() - began >= 0.3


@pytest.mark.parametrize("when", ["soon", "-1", "", "9" * 50, "Mon, 99 Foo"])
def test_a_time_to_wait_that_is_none_is_overlooked(when: str) -> None:
    with scripted(refuses(429, retry_after=when)) as endpoint:
        assert "asks to wait" not in failing(LlmPolicy(endpoint.config()))


@pytest.mark.parametrize("status", [400, 404])
def test_a_model_that_is_not_there_is_told_with_near_matches(status: int) -> None:
    near = ("vendor/scripted-7b", "scripted-large", "other")
    with scripted(refuses(status, "The model does not exist"), models=near) as endpoint:
        error = failing(LlmPolicy(endpoint.config(model="scripted-larg")))
    assert "no model scripted-larg: did you mean scripted-large" in error


@pytest.mark.parametrize("models", [(), ("scripted",)])
def test_no_model_is_suggested_where_none_is_known_or_the_name_is_right(models: tuple[str, ...]) -> None:
    with scripted(refuses(404, "The model does not exist"), models=models) as endpoint:
        assert "did you mean" not in failing(LlmPolicy(endpoint.config()))


def test_a_conversation_that_is_too_long_is_not_asked_again_in_another_form() -> None:
    with scripted(refuses(400, "maximum context length is 10 tokens")) as endpoint:
        failing(LlmPolicy(endpoint.config(max_retries=3)))
    assert len(endpoint.requests) == 1


def test_what_is_secret_in_a_url_is_not_told() -> None:
    with scripted(refuses(500)) as endpoint:
        url = endpoint.url.replace("127.0.0.1", "user:hunter2@127.0.0.1") + "?key=hunter2"
        error = failing(LlmPolicy(endpoint.config(base_url=url)))
    assert "hunter2" not in error
    assert "model endpoint http://127.0.0.1:" in error


def test_a_short_placeholder_for_a_token_leaves_messages_readable() -> None:
    with scripted(refuses(500, "an example")) as endpoint:
        assert "an example" in failing(LlmPolicy(endpoint.config(token="x")))


def test_half_a_surrogate_pair_in_the_source_is_told() -> None:
    with scripted(completes({"content": "hm"})) as endpoint:
        assert "surrogate" in failing(LlmPolicy(endpoint.config()), seen("x = '\ud800'"))


def test_after_a_failure_the_next_episode_is_played() -> None:
    def script(_: Mapping[str, Any], number: int) -> Reply:
        return refuses(401) if number == 0 else calls(("submit", {}))

    with scripted(script=script) as endpoint:
        policy = LlmPolicy(endpoint.config())
        failing(policy)
        policy = LlmPolicy(endpoint.config())
        assert acting(policy, 2)[1].action_type == "SUBMIT"
