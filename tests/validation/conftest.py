"""Where the declared episodes are played: on a server here, and in a container as OpenEnv's validator starts it."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parents[1] / "server"))

from declared_episodes import ROOT, Declared, Played, declared, play_all
from live_server import serve
from openenv.validation.manifest import NormalizedManifestV2
from openenv.validation.parsers.openenv_yaml import OpenEnvYamlParser
from openenv.validation.providers.docker import DockerRunningSubject, DockerValidationProvider
from openenv.validation.runtime.contracts import LaunchSpec, RuntimePlan, load_runtime_plan
from validator_engine import copy_of_the_package, helper_image, skip_without_engine

from tracefix_rl.tasks.catalog import Catalog


@pytest.fixture(scope="session")
def catalog() -> Catalog:
    return Catalog.shipped()


@pytest.fixture(scope="session")
def manifest() -> NormalizedManifestV2:
    parsed = OpenEnvYamlParser().parse(ROOT)
    assert isinstance(parsed, NormalizedManifestV2)
    return parsed


@pytest.fixture(scope="session")
def probe(manifest: NormalizedManifestV2) -> RuntimePlan:
    """What the validator plays."""
    return load_runtime_plan(ROOT, manifest.execution)


@pytest.fixture(scope="session")
def oracle() -> list[Declared]:
    return declared("oracle.json")


@pytest.fixture(scope="session")
def canaries() -> list[Declared]:
    return declared("canaries.json")


@pytest.fixture(scope="session")
def package(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What a clone holds."""
    return copy_of_the_package(tmp_path_factory.mktemp("package"))


@pytest.fixture(scope="session")
def provider(tmp_path_factory: pytest.TempPathFactory) -> Iterator[DockerValidationProvider]:
    """Builds and starts containers as the validator does."""
    skip_without_engine()
    with helper_image(tmp_path_factory.mktemp("helper")) as image:
        yield DockerValidationProvider(helper_image=image)


@pytest.fixture(scope="session")
def subject(
    provider: DockerValidationProvider, package: Path, manifest: NormalizedManifestV2
) -> Iterator[DockerRunningSubject]:
    """The server in a container, within what the manifest declares."""
    running = provider.start(
        LaunchSpec(
            image_ref=provider.build(package, manifest.execution),
            resources=manifest.resources,
            network=manifest.network,
            run_id="tracefix-tests",
        )
    )
    yield running
    running.stop()


@pytest.fixture(scope="session")
def server() -> Iterator[str]:
    """The URL of a server in a process of its own."""
    with serve() as running:
        yield running.url


@pytest.fixture(scope="session")
def container(subject: DockerRunningSubject) -> str:
    """The URL of the server in the container."""
    return subject.base_url


PLACES = ["server", pytest.param("container", marks=pytest.mark.container)]


@pytest.fixture(scope="session", params=PLACES)
def base_url(request: pytest.FixtureRequest) -> str:
    """Each place where episodes are played."""
    url: str = request.getfixturevalue(request.param)
    return url


@pytest.fixture(scope="session")
def solved(base_url: str, oracle: list[Declared]) -> list[tuple[Declared, Played]]:
    """The oracle's episodes, played."""
    return list(zip(oracle, play_all(base_url, [each.plan for each in oracle]), strict=True))


@pytest.fixture(scope="session")
def attacked(base_url: str, canaries: list[Declared]) -> list[tuple[Declared, Played]]:
    """The canaries' episodes, played."""
    return list(zip(canaries, play_all(base_url, [each.plan for each in canaries]), strict=True))
