"""Third-party packages that the code under test is given."""

from __future__ import annotations

from collections.abc import Collection, Iterator

import pytest

from tracefix_rl.sandbox import Sandbox, Suite

NUMPY = """
import numpy as np


def mean(numbers):
    return float(np.mean(numbers))


def doubled(numbers):
    return np.array(numbers) * 2


def drawn(count):
    from numpy.random import default_rng

    return default_rng(7).integers(0, 10, count).tolist()
"""


@pytest.fixture(scope="module")
def with_numpy() -> Iterator[Sandbox]:
    with Sandbox(packages={"numpy"}, runners=1) as sandbox:
        yield sandbox


def passes(sandbox: Sandbox, source: str, tests: str) -> bool:
    report = sandbox.run(source, Suite(tests))
    assert report.load_error is None, report.load_error
    return report.all_passed


def test_code_may_import_what_it_is_given(with_numpy: Sandbox) -> None:
    tests = """
from program import doubled, drawn, mean


def test_values():
    assert mean([1, 2, 6]) == 3
    assert doubled([1, 2]).tolist() == [2, 4]
    assert doubled([1, 2]).sum().item() == 6


def test_more_of_the_package_is_loaded_later():
    assert len(drawn(5)) == 5
"""
    assert passes(with_numpy, NUMPY, tests)


@pytest.mark.parametrize("name", ["pytest", "rich", "libcst"])
def test_nothing_else_that_is_installed_is_there(with_numpy: Sandbox, name: str) -> None:
    source = f"def load():\n    import {name}\n"
    tests = "import pytest\nfrom program import load\n\n\ndef test_it():\n"
    tests += "    with pytest.raises(ModuleNotFoundError):\n        load()\n"
    assert passes(with_numpy, source, tests)


def test_folders_beside_the_package_cannot_be_read(with_numpy: Sandbox) -> None:
    source = (
        "import os\nimport numpy\n\n\ndef beside():\n"
        "    return os.listdir(os.path.dirname(os.path.dirname(numpy.__file__)))\n"
    )
    tests = "import pytest\nfrom program import beside\n\n\ndef test_it():\n"
    tests += "    with pytest.raises(PermissionError):\n        beside()\n"
    assert passes(with_numpy, source, tests)


def test_every_layer_holds_with_a_package(with_numpy: Sandbox) -> None:
    assert with_numpy.isolation().missing_required == ()


def test_without_it_there_is_none(sandbox: Sandbox) -> None:
    report = sandbox.run(
        NUMPY, Suite("from program import mean\n\n\ndef test_it():\n    assert mean([1]) == 1\n")
    )
    assert "No module named 'numpy'" in (report.load_error or "")


@pytest.mark.parametrize(
    ("packages", "said"),
    [
        ({"nowhere"}, "no package 'nowhere' is installed here; install it"),
        ({"json"}, "json is of the standard library"),
        ({"numpy.random"}, r"no package 'numpy\.random'"),
        ({""}, "no package ''"),
        ("numpy", "packages are a collection of names"),
        ({7}, "packages are a collection of names"),
    ],
)
def test_packages_that_cannot_be_given(packages: Collection[str], said: str) -> None:
    with pytest.raises(ValueError, match=said):
        Sandbox(packages=packages)
