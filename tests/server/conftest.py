"""One server for all of these tests, and what they compare its answers with."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from live_server import Server, serve
from websockets.sync.client import ClientConnection

from tracefix_rl.sandbox import Sandbox
from tracefix_rl.tasks.catalog import Catalog


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """It records, so that the records too are searched for what they must not tell."""
    with serve(TRACEFIX_RECORD=str(tmp_path_factory.mktemp("records"))) as running:
        yield running


@pytest.fixture
def session(server: Server) -> Iterator[ClientConnection]:
    with server.socket() as opened:
        yield opened


@pytest.fixture(scope="session")
def catalog() -> Catalog:
    return Catalog.shipped()


@pytest.fixture(scope="session")
def sandbox() -> Iterator[Sandbox]:
    with Sandbox() as opened:
        yield opened
