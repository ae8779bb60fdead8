"""Merging: several test modules as one, in which every test still runs."""

from __future__ import annotations

from textwrap import dedent

import pytest

from tracefix_rl.sandbox import Sandbox
from tracefix_rl.sandbox.limits import Suite
from tracefix_rl.tasks.units.merging import merged
from tracefix_rl.tasks.units.part import UnitsError

FIRST = dedent('''\
    """Tests of small numbers."""

    from __future__ import annotations

    import json
    from math import inf

    import pytest

    from program import double

    SMALL = [1]
    SMALL.append(2)


    def check(number: int) -> None:
        assert double(number) == number + number


    # One is enough.
    def test_small():
        check(SMALL[1])


    def test_text():
        assert double(json.loads('"a"')) == "aa"


    def test_inf():
        assert double(inf) == inf
''')

SECOND = dedent("""\
    import json
    from math import nan, inf

    from program import double

    SMALL = [1]
    SMALL.append(2)


    def check(number: int) -> None:
        # Twice is once and once again.
        assert double(number) == number + number


    def test_small():
        check(SMALL[0])


    def test_small_2():
        test_small()


    def test_text():
        assert double(json.loads('"a"')) == "aa"


    class TestLarge:
        def test_small(self):
            assert double(nan) != inf
""")


def names_of(sandbox: Sandbox, text: str) -> list[str]:
    report = sandbox.run("def double(value):\n    return value * 2\n", Suite(text))
    assert report.all_passed, report
    return [test.name for test in report.tests]


def test_all_tests_run_in_one_module(sandbox: Sandbox) -> None:
    text = merged({"test_first.py": FIRST, "test_second.py": SECOND})
    assert names_of(sandbox, text) == [
        "test_small",
        "test_text",
        "test_inf",
        "test_small_3",
        "test_small_2",
        "TestLarge::test_small",
    ]
    assert text.count("def check") == text.count("SMALL = [1]") == text.count("SMALL.append") == 1


def test_imports_come_first_and_once() -> None:
    text = merged({"test_first.py": FIRST, "test_second.py": SECOND})
    assert text.startswith(
        dedent("""\
        from __future__ import annotations

        import json
        from math import inf, nan

        import pytest
        from program import double


        SMALL = [1]
    """)
    )
    assert text.count("import") == 5
    assert "\n\n\n\n" not in text


def test_what_calls_a_renamed_test_calls_it_by_its_new_name() -> None:
    text = merged({"test_first.py": FIRST, "test_second.py": SECOND})
    assert "def test_small_2():\n    test_small_3()\n" in text


def test_one_module_is_unchanged() -> None:
    assert merged({"test_first.py": FIRST}) == FIRST


def test_line_ends_and_marks_of_files_do_not_matter() -> None:
    other = "\ufeff" + SECOND.replace("\n", "\r\n")
    assert merged({"a": FIRST, "b": other}) == merged({"a": FIRST, "b": SECOND})


@pytest.mark.parametrize(
    ("first", "second", "name"),
    [
        ("VALUE = 1\n", "VALUE = 2\n", "VALUE"),
        ("def helper():\n    return 1\n", "def helper():\n    return 2\n", "helper"),
        ("class TestA:\n    def test_a(self): pass\n", "class TestA:\n    def test_b(self): pass\n", "TestA"),
        ("from math import floor as f\n", "from math import ceil as f\n", "f"),
        ("import json\n", "json = None\n", "json"),
        ("VALUES = [1]\n", "VALUES = [1]\nVALUES.append(2)\n", "VALUES"),
        ("def test_a():\n    pass\n", "test_a = 1\n", "test_a"),
    ],
)
def test_one_name_for_two_things_is_refused(first: str, second: str, name: str) -> None:
    with pytest.raises(UnitsError, match=rf"one\.py and two\.py both define {name}, differently; rename"):
        merged({"one.py": first, "two.py": second})


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("import os\n", "import os.path\n"),
        ("import os as o\n", "import os as o\n"),
        ("A = 1\n", "A  =  1 # a\n"),
    ],
)
def test_the_same_thing_twice_is_none_too_many(first: str, second: str) -> None:
    merged({"one.py": first, "two.py": second})


@pytest.mark.parametrize(
    "text",
    [
        "pytestmark = []\n",
        "def setup_module():\n    pass\n",
        "import pytest\n\n@pytest.fixture(autouse=True)\ndef clean():\n    pass\n",
    ],
)
@pytest.mark.parametrize("swapped", [False, True])
def test_what_would_act_on_tests_of_the_other_module_is_refused(text: str, swapped: bool) -> None:
    texts = {"one.py": text, "two.py": FIRST}
    with pytest.raises(
        UnitsError, match=r"in one\.py acts on all tests of its module, and two\.py has no such"
    ):
        merged(dict(reversed(texts.items())) if swapped else texts)
    merged({"one.py": text, "two.py": text})


def test_a_module_that_does_not_parse_is_named() -> None:
    with pytest.raises(UnitsError, match=r"two\.py does not parse in line 1"):
        merged({"one.py": FIRST, "two.py": "def (\n"})
