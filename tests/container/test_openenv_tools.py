"""`openenv build`, and what `openenv push` would upload, as OpenEnv's own tools make them."""

from __future__ import annotations

import asyncio
import urllib.request
import uuid
from collections.abc import Iterator
from pathlib import Path

import pytest
from checkout import copy_checkout
from engine import docker, running, score_of_submitting_at_once
from openenv.cli.__main__ import app
from openenv.cli.commands.push import (
    _load_ignore_patterns,
    _prepare_staging_directory,
    _validate_openenv_directory,
)
from typer.testing import CliRunner

pytestmark = [pytest.mark.container, pytest.mark.usefixtures("image")]


@pytest.fixture
def tag() -> Iterator[str]:
    """A name for an image, which is removed at the end."""
    name = f"tracefix-rl-tests:{uuid.uuid4().hex}"
    yield name
    docker("rmi", name)


def page(url: str) -> str:
    with urllib.request.build_opener(urllib.request.ProxyHandler({})).open(url) as answer:
        text: str = answer.read().decode()
        return text


def test_openenv_build_makes_an_image_that_plays(tmp_path: Path, tag: str) -> None:
    done = CliRunner().invoke(app, ["build", str(copy_checkout(tmp_path / "tracefix_rl")), "--tag", tag])
    assert done.exit_code == 0, done.output
    with running(tag) as container:
        assert asyncio.run(score_of_submitting_at_once(container.url)) == 0.01


def test_what_openenv_push_uploads_builds_plays_and_has_a_page(tmp_path: Path, tag: str) -> None:
    checkout = copy_checkout(tmp_path / "checkout")
    name, _ = _validate_openenv_directory(checkout)
    staged = tmp_path / "staged"
    _prepare_staging_directory(checkout, name, staged, ignore_patterns=_load_ignore_patterns(checkout, None))
    docker("build", "--quiet", f"--tag={tag}", str(staged))
    with running(tag) as container:
        assert asyncio.run(score_of_submitting_at_once(container.url)) == 0.01
        assert "never shares a process with the tests" in page(f"{container.url}/web/config")
