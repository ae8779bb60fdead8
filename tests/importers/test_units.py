"""Units: a test module divided into what can be shown or held out alone, and written with some of it only."""

from __future__ import annotations

import ast
from collections.abc import Iterable
from textwrap import dedent

import pytest

from tracefix_rl.sandbox import Sandbox
from tracefix_rl.sandbox.limits import Suite
from tracefix_rl.tasks.units.division import Unit, names_by_unit, units, with_units
from tracefix_rl.tasks.units.part import UnitsError

PROGRAM = dedent('''
    """Stacks."""

    class Stack:
        def __init__(self, items=()):
            self.items = list(items)

        def push(self, item):
            self.items.append(item)

        def pop(self):
            return self.items.pop()

    def double(number):
        return number * 2
''')

MODULE = dedent('''\
    # What this file is licensed under.
    """Tests of stacks."""

    from __future__ import annotations

    import json
    import math

    import pytest

    from program import Stack, double

    # The expected doubles.
    DOUBLES = {"one": 2, "two": 4}
    NUMBERS = [1, 2]
    NUMBERS.append(3)
    SIZE = 2


    @pytest.fixture(autouse=True)
    def nothing():
        yield


    @pytest.fixture
    def stack():
        return Stack(range(SIZE))


    # Doubling a number
    # is what this tests.
    def test_doubles():
        assert double(1) == DOUBLES["one"]
        # It ends with a remark.


    @pytest.mark.parametrize(
        ("number", "expected"),
        [
            (1, 2),  # small
            # The largest that matters.
            (math.inf, math.inf),
            pytest.param(3, 6, id="three"),
        ],
    )
    def test_many_doubles(number, expected):
        assert double(number) == expected


    @pytest.mark.parametrize("text", ["1", "[2]"], ids=["number", "list"])
    def test_reads(text):
        assert double(json.loads(text)) in (2, [2, 2])


    class TestStack:
        """Stacks."""

        FIRST = 7

        @staticmethod
        def filled():
            return Stack([1, TestStack.FIRST])

        def test_pop(self):
            assert self.filled().pop() == 7

        @pytest.mark.parametrize("item", (1, None))
        def test_push(self, stack, item):
            stack.push(item)
            assert stack.pop() == item


    class TestNumbers:
        def test_numbers(self):
            assert double(NUMBERS[2]) == 6
''')

NAMES = [
    "test_doubles",
    "test_many_doubles#1",
    "test_many_doubles#2",
    "test_many_doubles#3",
    "test_reads#1",
    "test_reads#2",
    "TestStack::test_pop",
    "TestStack::test_push#1",
    "TestStack::test_push#2",
    "TestNumbers::test_numbers",
]


def named(text: str, names: Iterable[str]) -> list[Unit]:
    known = {unit.name: unit for unit in units(text)}
    return [known[name] for name in names]


def only(text: str, *names: str) -> str:
    return with_units(text, named(text, names))


def names_of(text: str) -> list[str]:
    return [unit.name for unit in units(text)]


def passed(sandbox: Sandbox, text: str) -> list[str]:
    """Run a test module, all of which must pass, and return the names of its tests."""
    report = sandbox.run(PROGRAM, Suite(text, comparisons=None))
    assert report.all_passed, report
    return [test.name for test in report.tests]


def test_functions_methods_and_parameter_sets_are_units() -> None:
    assert names_of(MODULE) == NAMES


def test_a_module_with_all_its_units_is_unchanged() -> None:
    assert with_units(MODULE, units(MODULE)) == MODULE


@pytest.mark.parametrize("name", NAMES)
def test_a_unit_runs_alone(sandbox: Sandbox, name: str) -> None:
    alone = only(MODULE, name)
    assert len(passed(sandbox, alone)) == 1
    assert "\n\n\n\n" not in alone
    assert alone.startswith("# What this file is licensed under.\n")


def test_each_test_of_a_report_belongs_to_one_unit(sandbox: Sandbox) -> None:
    report = passed(sandbox, MODULE)
    tests = {unit.name: names for unit, names in names_by_unit(MODULE, report).items()}
    assert [name for names in tests.values() for name in names] == report
    assert tests["test_many_doubles#2"] == ("test_many_doubles[inf-inf]",)
    assert tests["test_many_doubles#3"] == ("test_many_doubles[three]",)
    assert tests["TestStack::test_push#2"] == ("TestStack::test_push[None]",)


def test_a_function_goes_with_its_comments_and_what_only_it_needs() -> None:
    names = [name for name in NAMES if name != "test_doubles"]
    left = only(MODULE, *names)
    start = MODULE.index("# Doubling a number")
    end = MODULE.index("@pytest.mark.parametrize(\n")
    constant = '# The expected doubles.\nDOUBLES = {"one": 2, "two": 4}\n'
    assert left == (MODULE[:start] + MODULE[end:]).replace(constant, "")


def test_helpers_constants_and_imports_without_a_user_go() -> None:
    left = only(MODULE, "TestNumbers::test_numbers")
    assert left == dedent('''\
        # What this file is licensed under.
        """Tests of stacks."""

        from __future__ import annotations

        import pytest

        from program import double

        NUMBERS = [1, 2]
        NUMBERS.append(3)


        @pytest.fixture(autouse=True)
        def nothing():
            yield


        class TestNumbers:
            def test_numbers(self):
                assert double(NUMBERS[2]) == 6
    ''')


def test_a_class_without_a_test_goes_and_one_with_a_test_keeps_what_that_needs() -> None:
    assert "class" not in only(MODULE, "test_doubles")
    left = only(MODULE, "TestStack::test_push#1")
    class_left = left[left.index("class TestStack") :]
    assert class_left == dedent('''\
        class TestStack:
            """Stacks."""

            @pytest.mark.parametrize("item", (1,))
            def test_push(self, stack, item):
                stack.push(item)
                assert stack.pop() == item
    ''')


def test_a_parameter_set_goes_with_its_comment_and_its_id() -> None:
    left = only(MODULE, "test_many_doubles#1", "test_many_doubles#3", "test_reads#2")
    assert "        (1, 2),  # small\n        pytest.param(3, 6" in left
    assert '@pytest.mark.parametrize("text", ["[2]"], ids=["list"])\n' in left
    assert "import math" not in left


@pytest.mark.parametrize(
    ("sets", "kept", "expected"),
    [
        ("[(1), (2), (3)]", "13", "[(1), (3)]"),
        ("[1, 2, 3,]", "2", "[2,]"),
        ("(1, 2, 3)", "3", "(3,)"),
        ("((1), (2))", "1", "((1),)"),
        ("[[1, 2][0], {1: 2}[1], 3]", "23", "[{1: 2}[1], 3]"),
        ("[1,\n 2,\n 3]", "12", "[1,\n 2]"),
        ("[\n    1,\n    2,\n    3\n]", "12", "[\n    1,\n    2,\n]"),
        ("[\n    # one\n    1,  # 'one'\n    # two\n    2,\n]", "2", "[\n    # two\n    2,\n]"),
        ('["é", "]", ","]', "12", '["é", "]"]'),
    ],
)
def test_parameter_sets_are_cut_out_of_any_layout(sets: str, kept: str, expected: str) -> None:
    text = "import pytest\n\n\n@pytest.mark.parametrize('x', {})\ndef test_it(x):\n    assert x\n"
    left = only(text.format(sets), *(f"test_it#{index}" for index in kept))
    assert left == text.format(expected)
    ast.parse(left)


@pytest.mark.parametrize(
    "decorators",
    [
        "@pytest.mark.parametrize('x', VALUES)",
        "@pytest.mark.parametrize('x', [*VALUES, 3])",
        "@pytest.mark.parametrize('x', [1])",
        "@pytest.mark.parametrize('x', [1, 2], ids=VALUES)",
        "@pytest.mark.parametrize('x', [1, pytest.param(2, marks=pytest.mark.skip)])",
        "@pytest.mark.parametrize('x', [1, 2])\n@pytest.mark.parametrize('y', [1, 2])",
    ],
)
def test_parameter_sets_that_cannot_be_told_apart_are_one_unit(decorators: str) -> None:
    text = f"import pytest\n\nVALUES = [1, 2]\n\n\n{decorators}\ndef test_it(x, y=1):\n    assert x\n"
    assert names_of(text) == ["test_it"]


def test_a_fixture_with_parameters_leaves_tests_whole() -> None:
    text = dedent("""
        import pytest

        @pytest.fixture(params=[1, 2])
        def size(request):
            return request.param

        @pytest.mark.parametrize("x", [1, 2])
        def test_it(size, x):
            assert x
    """)
    assert names_of(text) == ["test_it"]


def test_what_two_tests_share_stays_with_either() -> None:
    text = "EXPECTED = 4\n\n\ndef test_a():\n    assert EXPECTED\n\n\ndef test_b():\n    assert EXPECTED\n"
    assert only(text, "test_b") == "EXPECTED = 4\n\n\ndef test_b():\n    assert EXPECTED\n"


def test_a_constant_goes_with_the_text_that_describes_it() -> None:
    text = 'A = 1\nB = 2\n"""Two."""\n\n\ndef test_a():\n    assert A\n\n\ndef test_b():\n    assert B\n'
    assert only(text, "test_a") == "A = 1\n\n\ndef test_a():\n    assert A\n"
    assert only(text, "test_b").startswith('B = 2\n"""Two."""\n')


def test_a_local_name_keeps_no_constant_of_that_name() -> None:
    text = dedent("""\
        expected = 4


        def test_a():
            assert expected


        def test_b():
            expected = 5
            assert expected
    """)
    assert not only(text, "test_b").startswith("expected")


def test_fixtures_are_found_by_argument_by_mark_and_through_each_other() -> None:
    text = dedent("""
        import pytest

        @pytest.fixture
        def base():
            return 1

        @pytest.fixture(name="sum")
        def adding(base):
            return base + 1

        @pytest.fixture
        def prepared():
            yield

        @pytest.fixture
        def unused():
            yield

        @pytest.mark.usefixtures("prepared")
        def test_a():
            pass

        def test_b(sum):
            assert sum == 2

        def test_c(unused):
            pass
    """)
    assert all(name not in only(text, "test_a") for name in ("base", "adding", "unused"))
    left = only(text, "test_b")
    assert "def base" in left
    assert "def adding" in left
    assert "prepared" not in left


def test_tests_that_need_each_other_are_one_unit(sandbox: Sandbox) -> None:
    text = dedent("""
        from program import double

        class Base:
            start = 1

            def test_start(self):
                assert double(self.start) == 2 * self.start

        class TestOne(Base):
            pass

        class TestTwo(Base):
            start = 2

        def test_first():
            assert double(1) == 2

        def test_again():
            test_first()
    """)
    names = passed(sandbox, text)
    tests = names_by_unit(text, names)
    assert [(unit.name, found) for unit, found in tests.items()] == [
        ("TestOne", ("TestOne::test_start",)),
        ("TestTwo", ("TestTwo::test_start",)),
        ("test_first", ("test_first", "test_again")),
    ]
    assert passed(sandbox, only(text, "TestTwo")) == ["TestTwo::test_start"]


def test_unittest_classes_are_divided(sandbox: Sandbox) -> None:
    text = dedent("""
        import unittest

        from program import double


        class Doubling(unittest.TestCase):
            maxDiff = None

            def setUp(self):
                self.number = 2

            def test_number(self):
                self.assertEqual(double(self.number), 4)

            def test_text(self):
                self.assertEqual(double("a"), "aa")


        if __name__ == "__main__":
            unittest.main()
    """)
    assert names_of(text) == ["Doubling::test_number", "Doubling::test_text"]
    left = only(text, "Doubling::test_text")
    assert passed(sandbox, left) == ["Doubling::test_text"]
    assert "setUp" in left
    assert "maxDiff" in left


def test_a_second_test_of_a_name_is_the_same_unit(sandbox: Sandbox) -> None:
    text = "def test_a():\n    assert False\n\n\ndef test_a():\n    pass\n\n\ndef test_b():\n    pass\n"
    assert names_of(text) == ["test_a", "test_b"]
    assert passed(sandbox, only(text, "test_a")) == ["test_a"]


def test_a_second_test_of_a_name_may_have_parameters() -> None:
    text = "import pytest\n\n\n@pytest.mark.parametrize('x', [1, 2])\ndef test_a(x):\n    pass\n\n\ndef test_a():\n    pass\n"
    (unit,) = units(text)
    assert names_by_unit(text, ["test_a"]) == {unit: ("test_a",)}


def test_what_runs_when_the_module_is_imported_stays() -> None:
    text = "import random\n\nrandom.seed(3)\n\n\ndef test_a():\n    pass\n\n\ndef test_b():\n    pass\n"
    assert only(text, "test_a").startswith("import random\n\nrandom.seed(3)\n")


def test_what_fills_a_constant_goes_with_it_and_other_statements_stay() -> None:
    text = dedent("""\
        import sys

        SQUARES = []
        for number in range(3):
            SQUARES.append(number * number)

        if not sys.argv:
            sys.argv.append("test")


        def setup_function():
            pass


        def setup_squares():
            return SQUARES


        def test_a():
            assert setup_squares()


        def test_b():
            pass
    """)
    left = only(text, "test_b")
    assert "SQUARES" not in left
    assert "setup_squares" not in left
    assert left.startswith("import sys\n\nif not sys.argv:\n")
    assert "def setup_function" in left
    assert "SQUARES.append" in only(text, "test_a")


def test_a_name_of_the_module_keeps_no_member_of_a_class() -> None:
    text = dedent("""\
        size = 1


        class TestA:
            size = 2

            def test_own(self):
                assert self.size == 2

            def test_none(self):
                pass


        def test_b():
            assert size == 1
    """)
    left = only(text, "TestA::test_none", "test_b")
    assert left == text.replace(
        "    size = 2\n\n    def test_own(self):\n        assert self.size == 2\n\n", ""
    )


def test_nested_classes_are_divided(sandbox: Sandbox) -> None:
    text = dedent("""\
        class TestOuter:
            class TestInner:
                def test_a(self):
                    pass

                def test_b(self):
                    pass

            def test_c(self):
                pass
    """)
    assert names_of(text) == [
        "TestOuter::TestInner::test_a",
        "TestOuter::TestInner::test_b",
        "TestOuter::test_c",
    ]
    assert passed(sandbox, only(text, "TestOuter::TestInner::test_b")) == ["TestOuter::TestInner::test_b"]
    assert only(text, "TestOuter::test_c") == "class TestOuter:\n    def test_c(self):\n        pass\n"


def test_an_import_that_nothing_used_stays() -> None:
    text = (
        "import encodings\nimport json\n\n\ndef test_a():\n    json.dumps(1)\n\n\ndef test_b():\n    pass\n"
    )
    assert only(text, "test_b") == "import encodings\n\n\ndef test_b():\n    pass\n"


def test_no_unit_leaves_no_test() -> None:
    assert "def test" not in with_units(MODULE, [])


def test_line_ends_and_a_byte_order_mark_stay() -> None:
    text = "\ufeff" + MODULE.replace("\n", "\r\n")
    left = only(text, "test_many_doubles#1")
    assert left.startswith("\ufeff# What")
    assert left.count("\r\n") == left.count("\n")
    assert left.removeprefix("\ufeff").replace("\r\n", "\n") == only(MODULE, "test_many_doubles#1")


def test_tests_in_a_condition_are_one_unit() -> None:
    text = "import sys\n\nif sys.argv:\n\n    def test_a():\n        pass\n\n    def test_b():\n        pass\n\n\ndef test_c():\n    pass\n"
    assert names_by_unit(text, ["test_a", "test_b", "test_c"]) == dict(
        zip(units(text), [("test_a", "test_b"), ("test_c",)], strict=True)
    )
    assert only(text, "test_c") == "def test_c():\n    pass\n"


@pytest.mark.parametrize("text", ["", "\n", "VALUE = 1\n", "def helper():\n    pass\n"])
def test_a_module_without_tests_has_no_units(text: str) -> None:
    assert units(text) == ()
    assert with_units(text, []) == text


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("def test_a(:\n", "line 1"),
        ("\n\nprint 'x'\n", "line 3"),
        ("x = '\0'\n", "null"),
        ("x = " + "(" * 5_000, "parse"),
        ("x = " + "1 + " * 1_000 + "1", "nested too deeply"),
    ],
)
def test_a_module_that_does_not_parse_says_why(text: str, reason: str) -> None:
    with pytest.raises(UnitsError, match=reason):
        units(text)


def test_a_large_module_is_divided() -> None:
    tests = "\n\n\n".join(f"def test_{number}():\n    assert VALUES[{number}]" for number in range(300))
    text = f"VALUES = range({'9' * 3_000})\n\n\n{tests}\n"
    every = units(text)
    assert len(every) == 300
    assert names_of(with_units(text, every[::2])) == [unit.name for unit in every[::2]]


def test_a_unit_of_another_module_is_refused() -> None:
    stranger = units("def test_other():\n    pass\n")
    with pytest.raises(UnitsError, match="has no test_other"):
        with_units(MODULE, stranger)


def test_a_report_that_lacks_tests_is_refused() -> None:
    with pytest.raises(UnitsError, match="3 parameter sets, but 1 test"):
        names_by_unit(MODULE, ["test_many_doubles[1-2]"])
