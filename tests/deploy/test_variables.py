"""Every variable that a deployment sets, or a page names, is one that something reads."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from deployment import COMPOSE, GUIDE, KUBERNETES, ROOT, compose, container

from tracefix_rl.server.settings import Settings
from tracefix_rl.tasks.catalog import VARIABLE

ELSEWHERE = {
    VARIABLE,  # the catalog reads it
    "TRACEFIX_SANDBOX",  # the sandbox reads it
    "ENABLE_WEB_INTERFACE",  # OpenEnv reads it
}


class Noting(dict[str, str]):
    """An environment without variables that notes which are asked for."""

    def __init__(self) -> None:
        super().__init__()
        self.asked: set[str] = set()

    def get(self, key: str, default: object = None) -> None:  # type: ignore[override]
        self.asked.add(key)


def read_by_the_server() -> set[str]:
    environ = Noting()
    Settings.read(environ)
    return environ.asked | ELSEWHERE


def test_compose_sets_what_is_read() -> None:
    assert compose()["services"]["server"]["environment"].keys() <= read_by_the_server()


def test_kubernetes_sets_what_is_read() -> None:
    assert {each["name"] for each in container()["env"]} <= read_by_the_server()


@pytest.mark.parametrize("page", [COMPOSE, KUBERNETES, GUIDE], ids=lambda page: page.name)
def test_what_a_page_names_is_read(page: Path) -> None:
    named = set(re.findall(r"\bTRACEFIX_[A-Z_]+\b", page.read_text(encoding="utf-8")))
    assert named
    assert named <= read_by_the_server()


def test_the_readme_names_all_that_the_server_reads() -> None:
    environ = Noting()
    Settings.read(environ)
    named = set(re.findall(r"`([A-Z][A-Z_]+)`", (ROOT / "README.md").read_text(encoding="utf-8")))
    assert environ.asked <= named
