"""What the tests of the layers share."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from forked import NOBODY, needs_another_user


@pytest.fixture(
    params=[
        pytest.param(None, id="as this user"),
        pytest.param(NOBODY, id="as nobody", marks=needs_another_user),
    ]
)
def user(request: pytest.FixtureRequest) -> int | None:
    """Whom the child becomes before any layer: none of them may need a privilege."""
    value: int | None = request.param
    return value


@pytest.fixture
def folder() -> Iterator[Path]:
    """A folder in which anyone may write."""
    path = Path(tempfile.mkdtemp(dir="/tmp"))
    path.chmod(0o777)
    yield path
    shutil.rmtree(path)
