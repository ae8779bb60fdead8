"""One image for all of these tests; they are skipped where no engine can build it."""

from __future__ import annotations

import pytest
from checkout import ROOT
from engine import TAG, docker, need_engine


@pytest.fixture(scope="session")
def image() -> str:
    """The image of this checkout, by its id, since somebody else may move the tag."""
    need_engine()
    docker("build", "--quiet", f"--tag={TAG}", str(ROOT))
    return docker("image", "inspect", "--format={{.Id}}", TAG)
