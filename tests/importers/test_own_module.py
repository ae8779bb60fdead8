"""A user's own module: how it is named, what it needs, which tests can be used, and what is said if not."""

from __future__ import annotations

import graphlib
import re
from collections.abc import Mapping
from pathlib import Path
from textwrap import dedent

import pytest

from tracefix_rl.sandbox import Sandbox
from tracefix_rl.sandbox.limits import Suite
from tracefix_rl.tasks.importers.item import Item, Unusable
from tracefix_rl.tasks.importers.own_module import read_own_module
from tracefix_rl.tasks.source import count_tests

ROOT = Path(__file__).resolve().parents[2]
STANDARD_LIBRARY = Path(graphlib.__file__).parent

SOURCE = '"""Doubles numbers."""\n\n\ndef double(number):\n    return number * 2\n'
TESTS = "from {module} import double\n\n\ndef test_it():\n    assert double(2) == 4\n"


def write(folder: Path, files: Mapping[str, str]) -> None:
    for name, text in files.items():
        file = folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(dedent(text))


def read(folder: Path, path: str, *tests: str, allow: str = "") -> tuple[Item | None, list[Unusable]]:
    return read_own_module(
        folder / path, [folder / test for test in tests], allow=frozenset(allow.split()), license="MIT"
    )


def item_of(folder: Path, path: str, *tests: str, allow: str = "") -> Item:
    """Read an item of which nothing is left out."""
    item, left_out = read(folder, path, *tests, allow=allow)
    assert left_out == []
    assert item is not None
    return item


def refusal(folder: Path, path: str, *tests: str, allow: str = "") -> str:
    """Return why there is no item."""
    item, left_out = read(folder, path, *tests, allow=allow)
    assert item is None
    assert left_out[-1].name == str(folder / path)
    return left_out[-1].reason


def check_runs(sandbox: Sandbox, item: Item, tests: int) -> None:
    report = sandbox.run(item.solution, Suite(item.tests, module=item.module, comparisons=None))
    assert report.all_passed, report
    assert len(report.tests) == tests


def test_a_module_and_its_tests_are_an_item(tmp_path: Path, sandbox: Sandbox) -> None:
    write(tmp_path, {"numbers_.py": SOURCE, "test_numbers.py": TESTS.format(module="numbers_")})
    item = item_of(tmp_path, "numbers_.py", "test_numbers.py")
    assert item == Item(
        name="numbers_",
        domain="own_module",
        title="Doubles numbers",
        specification="Doubles numbers.",
        solution=SOURCE,
        tests=TESTS.format(module="numbers_"),
        origin=(tmp_path / "numbers_.py").as_posix(),
        license="MIT",
        module="numbers_",
    )
    check_runs(sandbox, item, 1)


# Names


@pytest.mark.parametrize(
    ("files", "path", "module"),
    [
        ("shop/__init__.py shop/cart/__init__.py", "shop/cart/items.py", "shop.cart.items"),
        ("src/shop/__init__.py", "src/shop/items.py", "shop.items"),
        ("", "src/shop/cart/items.py", "shop.cart.items"),
        ("cart/__init__.py", "cart/items.py", "shop.cart.items"),
        ("", "lib/items.py", "shop.items"),
        ("shop/__init__.py", "shop/string.py", "shop.string"),
        ("", "shop/cart/__init__.py", "shop.cart"),
    ],
)
@pytest.mark.parametrize("form", ["from {0} import double", "from {1} import {2}; double = {2}.double"])
def test_a_module_has_the_name_by_which_tests_import_it(
    tmp_path: Path, sandbox: Sandbox, files: str, path: str, module: str, form: str
) -> None:
    package, _, name = module.rpartition(".")
    statement = form.format(module, package, name)
    tests = f"{statement}\n\n\ndef test_it():\n    assert double(2) == 4\n"
    write(tmp_path, {**dict.fromkeys(files.split(), ""), path: SOURCE, "tests/test_it.py": tests})
    item = item_of(tmp_path, path, "tests/test_it.py")
    assert (item.module, item.name, item.support) == (module, module.replace(".", "_"), {})
    check_runs(sandbox, item, 1)


def test_a_module_of_the_standard_library_is_not_taken_for_a_file_of_its_name(tmp_path: Path) -> None:
    write(tmp_path, {"lib/path.py": SOURCE, "test_it.py": "import os.path\n\n\ndef test_it():\n    pass\n"})
    assert "imported by none of the tests, as path" in refusal(tmp_path, "lib/path.py", "test_it.py")


def test_a_relative_import_of_a_test_is_written_out(tmp_path: Path, sandbox: Sandbox) -> None:
    tests = "from ..items import double\n\n\ndef test_it():\n    assert double(1) == 2\n"
    files = {"shop/__init__.py": "", "shop/items.py": SOURCE, "shop/tests/__init__.py": ""}
    write(tmp_path, {**files, "shop/tests/test_it.py": tests})
    item = item_of(tmp_path, "shop/items.py", "shop/tests/test_it.py")
    assert item.tests == tests.replace("..items", "shop.items")
    check_runs(sandbox, item, 1)


# Support


def test_what_the_module_and_its_tests_import_of_their_package_comes_along(tmp_path: Path) -> None:
    write(
        tmp_path,
        {
            "shop/__init__.py": "raise SystemExit\n",
            "shop/items.py": """
                import os.path
                from typing import TYPE_CHECKING

                from . import prices
                from .units import KILO

                if TYPE_CHECKING:
                    from .never import Never

                def total():
                    from shop.taxes import TAX
                    return prices.PRICE * TAX * KILO
            """,
            "shop/prices.py": "PRICE = 1\n",
            "shop/taxes.py": "import shop.items\nimport shop.rates as rates\nTAX = 1\n",
            "shop/rates.py": "",
            "shop/units/__init__.py": "from .kilo import KILO\n",
            "shop/units/kilo.py": "KILO = 1\n",
            "shop/never.py": "raise SystemExit\n",
            "shop/fakes.py": "FAKE = 1\n",
            "tests/test_it.py": """
                from shop import items
                from shop.fakes import FAKE

                def test_it():
                    assert items.total() == FAKE
            """,
        },
    )
    item = item_of(tmp_path, "shop/items.py", "tests/test_it.py")
    assert list(item.support) == [
        "shop.fakes",
        "shop.prices",
        "shop.rates",
        "shop.taxes",
        "shop.units",
        "shop.units.kilo",
    ]
    assert item.support["shop.units"] == "from .kilo import KILO\n"


def test_a_package_that_hands_on_what_its_module_defines_comes_along(tmp_path: Path) -> None:
    tests = "from shop import double\n\n\ndef test_it():\n    assert double(1) == 2\n"
    files = {"shop/double.py": SOURCE, "shop/other.py": SOURCE, "shop/functions.py": "def other(): ...\n"}
    package = "from .double import double\nfrom .functions import other\n"
    write(tmp_path, {**files, "shop/__init__.py": package, "test_it.py": tests})
    item = item_of(tmp_path, "shop/double.py", "test_it.py")
    assert (item.module, list(item.support)) == ("shop.double", ["shop", "shop.functions"])
    assert "imported by none of the tests" in refusal(tmp_path, "shop/other.py", "test_it.py")


def test_modules_beside_one_without_a_package_come_along(tmp_path: Path) -> None:
    files = {"items.py": "import prices\n" + SOURCE, "prices.py": "PRICE = 1\n"}
    write(tmp_path, {**files, "test_it.py": TESTS.format(module="items")})
    assert item_of(tmp_path, "items.py", "test_it.py").support == {"prices": "PRICE = 1\n"}


def test_support_that_only_left_out_tests_need_stays_behind(tmp_path: Path) -> None:
    tests = "\n\ndef test_other():\n    import fakes\n    open('x')\n"
    files = {"items.py": SOURCE, "fakes.py": "FAKE = 1\n", "test_it.py": TESTS.format(module="items") + tests}
    write(tmp_path, files)
    item, _ = read(tmp_path, "items.py", "test_it.py")
    assert item is not None
    assert item.support == {}


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("import requests.api", "imports requests in line 1, .*--allow requests"),
        ("from numpy import array", "imports numpy in line 1, .*--allow numpy"),
        ("def f(): import yaml", "--allow yaml"),
        ("from .missing import x", "imports shop.missing in line 1, .*no file"),
        ("from shop import missing", "imports shop in line 1, .*no file"),
        ("from . import broken", "needs shop.broken, but .*does not compile: line 1"),
        ("from . import outside", r"needs shop.outside, but .*imports attrs in line 1, .*--allow attrs"),
    ],
)
def test_an_import_that_cannot_be_had_is_named(tmp_path: Path, line: str, reason: str) -> None:
    files = {"src/shop/broken.py": "def (\n", "src/shop/outside.py": "import attrs\n"}
    files |= {"src/shop/items.py": f"{line}\n{SOURCE}", "test_it.py": TESTS.format(module="shop.items")}
    write(tmp_path, files)
    assert re.search(reason, refusal(tmp_path, "src/shop/items.py", "test_it.py"))


@pytest.mark.parametrize(
    "line",
    ["import numpy", "try:\n    import yaml\nexcept ImportError:\n    yaml = None", "import _heapq"],
)
def test_imports_that_are_allowed_or_optional_are_fine(tmp_path: Path, line: str) -> None:
    write(tmp_path, {"items.py": f"{line}\n{SOURCE}", "test_it.py": TESTS.format(module="items")})
    item_of(tmp_path, "items.py", "test_it.py", allow="numpy")


# Tests that cannot be used

GOOD = TESTS.format(module="items")


@pytest.mark.parametrize(
    ("test", "reason"),
    [
        ("def test_x():\n    open('f')", "line 8: it opens a file"),
        ("def test_x(tmp_path):\n    pass", "tmp_path"),
        ("from pathlib import Path\ndef test_x():\n    Path('f').read_text()", "line 9: it uses read_text"),
        ("import socket\ndef test_x():\n    socket.socket()", "socket, .*the network"),
        ("from urllib import request\ndef test_x():\n    request.urlopen('f')", "urllib.request, .*network"),
        ("import subprocess as sub\ndef test_x():\n    sub.run('f')", "subprocess, .*other processes"),
        ("import os\ndef test_x():\n    os.system('f')", "os.system"),
        ("def test_x():\n    print(__file__)", "__file__"),
        ("def test_x(client):\n    pass", "the fixture client, .*conftest.py"),
        ("import pytest\n@pytest.mark.usefixtures('db')\ndef test_x():\n    pass", "the fixture db"),
        ("import hypothesis\ndef test_x():\n    hypothesis.given()", "imports hypothesis"),
        ("async def test_x():\n    pass", "async"),
        ("class TestX:\n    def __init__(self): pass\n    def test_x(self): pass", "TestX has a constructor"),
        ("@double\ndef test_x():\n    pass", "decorates it"),
        ("def test_x():\n    class Mine(double): pass", "Mine derives from"),
        (
            "import pytest\nimport items\n@pytest.mark.parametrize('x', items.ALL)\ndef test_x(x):\n    pass",
            "parameter sets are in the module under test",
        ),
    ],
)
def test_a_test_that_cannot_be_used_is_left_out(
    tmp_path: Path, sandbox: Sandbox, test: str, reason: str
) -> None:
    write(tmp_path, {"items.py": SOURCE, "test_it.py": f"{GOOD}\n{test}\n"})
    item, (left_out,) = read(tmp_path, "items.py", "test_it.py")
    assert left_out.name.startswith(f"{tmp_path / 'test_it.py'}::")
    assert left_out.name.endswith("test_x")
    assert re.search(reason, left_out.reason), left_out.reason
    assert item is not None
    check_runs(sandbox, item, 1)


@pytest.mark.parametrize(
    ("test", "count"),
    [
        (
            "import pytest\n@pytest.fixture\ndef client():\n    return 1\ndef test_x(client):\n    assert client",
            2,
        ),
        ("def test_x(monkeypatch, capsys, caplog, recwarn, request):\n    pass", 2),
        ("import pytest\n@pytest.mark.parametrize('a, b', [(1, 2)])\ndef test_x(a, b):\n    pass", 2),
        ("import pytest\n@pytest.mark.parametrize('a', [1])\nclass TestA:\n    def test_x(self, a): pass", 2),
        ("from unittest.mock import patch\n@patch('os.getcwd')\ndef test_x(fake):\n    pass", 2),
        ("import unittest\nclass A(unittest.TestCase):\n    def test_x(self): pass", 2),
        (
            "from http import HTTPStatus\nfrom urllib.parse import quote\ndef test_x():\n    assert quote('a')",
            2,
        ),
        ("import unittest\nclass A(unittest.IsolatedAsyncioTestCase):\n    async def test_x(self): pass", 2),
    ],
)
def test_what_the_sandbox_can_do_is_kept(tmp_path: Path, sandbox: Sandbox, test: str, count: int) -> None:
    write(tmp_path, {"items.py": SOURCE, "test_it.py": f"{GOOD}\n{test}\n"})
    check_runs(sandbox, item_of(tmp_path, "items.py", "test_it.py"), count)


def test_what_acts_on_every_test_of_a_file_makes_the_file_unusable(tmp_path: Path, sandbox: Sandbox) -> None:
    fixture = "import pytest\n@pytest.fixture(autouse=True)\ndef data():\n    return open('f')\n"
    write(tmp_path, {"items.py": SOURCE, "test_a.py": GOOD, "test_b.py": GOOD + fixture})
    item, (left_out,) = read(tmp_path, "items.py", "test_a.py", "test_b.py")
    assert left_out == Unusable(str(tmp_path / "test_b.py"), left_out.reason)
    assert "opens a file" in left_out.reason
    assert item is not None
    check_runs(sandbox, item, 1)


def test_several_files_of_tests_are_one(tmp_path: Path, sandbox: Sandbox) -> None:
    write(tmp_path, {"items.py": SOURCE, "test_a.py": GOOD, "test_b.py": GOOD.replace("4", "2 + 2")})
    check_runs(sandbox, item_of(tmp_path, "items.py", "test_a.py", "test_b.py"), 2)
    assert "test_it_2" in item_of(tmp_path, "items.py", "test_a.py", "test_b.py").tests


def test_files_that_cannot_be_one_are_refused(tmp_path: Path) -> None:
    files = {"test_a.py": "A = 1\n" + GOOD + "    assert A", "test_b.py": "A = 2\n" + GOOD + "    assert A"}
    write(tmp_path, {"items.py": SOURCE, **files})
    assert "test_b.py both define A, differently" in refusal(tmp_path, "items.py", "test_a.py", "test_b.py")


# Bad files


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "is empty"),
        (b" \n", "is empty"),
        (b"def f(:\n", "does not compile: line 1"),
        (b"x = '\0'\n", "does not compile"),
        (b"x = '\xe9'\n", "missing encoding declaration"),
        (b"# coding: martian\n", "cannot be decoded: unknown encoding"),
        (b"# coding: rot13\nx = 1\n", "save it as UTF-8"),
        (b"# coding: ascii\nx = '\xc3\xa9'\n", "not in ascii"),
        (b"#" * 1_000_001, "1,000,001 bytes"),
    ],
)
def test_a_file_that_cannot_be_read_says_why(tmp_path: Path, content: bytes, reason: str) -> None:
    write(tmp_path, {"items.py": SOURCE, "test_it.py": GOOD})
    (tmp_path / "bad.py").write_bytes(content)
    assert reason in refusal(tmp_path, "bad.py", "test_it.py")
    item, (left_out,) = read(tmp_path, "items.py", "bad.py", "test_it.py")
    assert item is not None
    assert left_out.name == str(tmp_path / "bad.py")
    assert reason in left_out.reason


@pytest.mark.parametrize(
    ("path", "test", "reason"),
    [
        ("nothing.py", "test_it.py", "does not exist"),
        (".", "test_it.py", "is a folder"),
        ("items.py", ".", "no test file"),
        ("items.py", "nothing.py", "no test file"),
        ("my-items.py", "test_it.py", "call it NAME.py"),
        ("class.py", "test_it.py", "call it NAME.py"),
        ("items.txt", "test_it.py", "call it NAME.py"),
        ("other.py", "test_it.py", "imported by none of the tests, as other"),
        ("items.py", "test_none.py", "no test left"),
    ],
)
def test_paths_that_make_no_item_say_why(tmp_path: Path, path: str, test: str, reason: str) -> None:
    sources = dict.fromkeys(("items.py", "other.py", "my-items.py", "class.py", "items.txt"), SOURCE)
    write(tmp_path, {**sources, "test_it.py": GOOD, "test_none.py": "from items import double\n"})
    assert reason in refusal(tmp_path, path, test)


def test_files_that_are_nested_too_deeply_say_so(tmp_path: Path) -> None:
    deep = "VALUE = " + "1 + " * 1_500 + "1\n"
    write(tmp_path, {"items.py": SOURCE, "test_it.py": GOOD, "deep.py": deep, "test_deep.py": GOOD + deep})
    assert "nested too deeply" in refusal(tmp_path, "items.py", "test_deep.py")
    write(tmp_path, {"test_it.py": GOOD.replace("items", "deep")})
    assert "nested too deeply" in refusal(tmp_path, "deep.py", "test_it.py")


def test_a_module_without_test_files_is_refused(tmp_path: Path) -> None:
    write(tmp_path, {"items.py": SOURCE})
    assert "--tests" in refusal(tmp_path, "items.py")


def test_a_file_in_another_encoding_is_read_in_it(tmp_path: Path) -> None:
    write(tmp_path, {"test_it.py": GOOD})
    (tmp_path / "items.py").write_bytes(f"# coding: latin-1\nCAFE = 'café'\n{SOURCE}".encode("latin-1"))
    assert "'café'" in item_of(tmp_path, "items.py", "test_it.py").solution


# Descriptions


def test_the_specification_is_what_the_docstrings_say(tmp_path: Path) -> None:
    source = '''
        """Items.

        All of them."""

        class Item:
            """One."""

            def price(self, tax: float = 0) -> float:
                """What it costs."""

            def _hidden(self):
                """Nothing."""

        def double(number): ...
    '''
    write(tmp_path, {"items.py": source, "test_it.py": GOOD})
    item = item_of(tmp_path, "items.py", "test_it.py")
    assert item.title == "Items"
    assert item.specification == (
        "Items.\n\nAll of them.\n\nclass Item\n    One.\n\n"
        "Item.price(self, tax: float=0) -> float\n    What it costs."
    )


def test_a_module_without_docstrings_is_described_by_its_signatures(tmp_path: Path) -> None:
    source = "class Item(dict):\n    def price(self): ...\n\n\ndef double(number, *, by=2): ...\n"
    write(tmp_path, {"items.py": source, "test_it.py": GOOD})
    item = item_of(tmp_path, "items.py", "test_it.py")
    assert item.title == "items"
    assert item.specification == (
        "The module items has:\n\n    class Item(dict)\n    Item.price(self)\n    double(number, *, by=2)"
    )


# Real modules


def test_a_module_of_this_project_is_read(sandbox: Sandbox) -> None:
    item, left_out = read(ROOT, "core/buffer.py", "tests/core/test_buffer.py")
    assert item is not None
    assert item.module == "tracefix_rl.core.buffer"
    assert all("imports hypothesis" in each.reason for each in left_out)
    report = sandbox.run(item.solution, Suite(item.tests, module=item.module))
    assert report.passed > 30


def test_a_module_of_this_project_comes_with_what_it_needs() -> None:
    item, _ = read(ROOT, "core/reward.py", "tests/core/test_reward.py", allow="pydantic")
    assert item is not None
    assert {"tracefix_rl.core.models", "tracefix_rl.sandbox.report"} <= item.support.keys()
    assert "tracefix_rl.core" not in item.support
    assert "pydantic" in refusal(ROOT, "core/reward.py", "tests/core/test_reward.py")


@pytest.mark.parametrize("name", ["colorsys", "fnmatch", "graphlib", "shlex", "textwrap"])
def test_modules_of_the_standard_library_are_read(name: str, sandbox: Sandbox) -> None:
    tests = Path(__file__).parent / "own_modules" / f"check_{name}.py"
    item = item_of(STANDARD_LIBRARY, f"{name}.py", str(tests))
    assert (item.module, item.support) == (name, {})
    check_runs(sandbox, item, count_tests(item.tests))
