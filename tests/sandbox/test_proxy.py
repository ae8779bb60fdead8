"""Ordinary Python through the boundary: what a test does with the module under test works as in one process."""

from __future__ import annotations

import textwrap

import pytest

from tracefix_rl.sandbox import Sandbox, Suite, SuiteReport

SOURCE = textwrap.dedent('''
    """A module of many kinds of things."""
    import enum, functools
    from collections import Counter, OrderedDict, defaultdict, deque, namedtuple
    from dataclasses import dataclass, field
    from datetime import date, datetime, timedelta, timezone
    from decimal import Decimal
    from fractions import Fraction
    from typing import NamedTuple

    LIMIT = 3
    TABLE = {"a": [1, 2]}

    class ParseError(ValueError):
        def __init__(self, message, line):
            super().__init__(message)
            self.line = line

    class Wrapped(Exception): pass

    class Shape:
        sides = 0
        def area(self): raise NotImplementedError
        @classmethod
        def named(cls, name):
            made = cls(2); made.name = name; return made
        @staticmethod
        def unit(): return "cm"

    class Square(Shape):
        """Four equal sides."""
        sides = 4
        def __init__(self, side): self.side = side
        def area(self): return self.side ** 2
        @property
        def double(self): return self.side * 2
        def __eq__(self, other): return isinstance(other, Square) and self.side == other.side
        def __hash__(self): return hash(self.side)
        def __lt__(self, other): return self.side < other.side
        def __add__(self, other): return Square(self.side + other.side)
        def __mul__(self, factor): return Square(self.side * factor)
        __rmul__ = __mul__
        def __iadd__(self, other): self.side += other.side; return self
        def __len__(self): return self.side
        def __getitem__(self, index): return [self.side, self.side][index]
        def __contains__(self, item): return item == self.side
        def __iter__(self): return iter([self.side] * 4)
        def __call__(self, x): return self.side * x
        def __repr__(self): return f"Square({self.side})"
        def __bool__(self): return self.side > 0
        def __enter__(self): self.open = True; return self
        def __exit__(self, kind, error, where): self.open = False; return kind is KeyError
        def __format__(self, spec): return f"<{self.side:{spec}}>"

    @dataclass
    class Point:
        x: int
        y: int = 0
        tags: list = field(default_factory=list)

    class Color(enum.Enum):
        RED = "red"
        BLUE = "blue"

    class Cache:
        def __init__(self): self.items = {}
        def put(self, key, value): self.items[key] = value
        def get(self, key): return self.items[key]

    def everything(a, /, b, *rest, c=3, **more): return [a, b, rest, c, more]
    def same(value): return value
    def kind(value): return type(value).__name__
    def fail(line): raise ParseError("bad input", line)
    def wrap():
        try:
            {}["key"]
        except KeyError as error:
            raise Wrapped("wrapped") from error
    def squares(n):
        for i in range(n): yield i * i
    def echo():
        received = None
        while True:
            try:
                received = yield received
            except ValueError as error:
                received = f"caught {error}"
    def sort_in_place(items): items.sort()
    def nest(items): items[0]["deep"].append(1); items.append("new")
    def clear(table, group, data): table.clear(); group.add(9); data[0] = 65
    def apply(function, items): return [function(item) for item in items]
    def by(key, items): return sorted(items, key=key)
    def use(clock): clock.ticks += 1; return clock.now() + clock.ticks
    def shuffle(rng, items): rng.shuffle(items); return items
    def show(text): print(text)
    def first_line(file): return file.readline().strip()
    def write_to(file): file.write("written")
    def limit(): return LIMIT
    def helper(): return "real"
    def calls_helper(): return helper()
    def context(manager):
        with manager as value: return value
    def consume(iterator): return next(iterator), list(iterator)
    counter = 0
    def count():
        global counter
        counter += 1
        return counter
    Pair = namedtuple("Pair", "left right")
    class Range(NamedTuple):
        low: int
        high: int = 9
        def width(self): return self.high - self.low
    @functools.lru_cache
    def cached(n): return n + 1
''')


def run(sandbox: Sandbox, body: str, prelude: str = "") -> SuiteReport:
    text = "import pytest\nimport program\n"
    text += (
        textwrap.dedent(prelude)
        + "\ndef test_it(request):\n"
        + textwrap.indent(textwrap.dedent(body), "    ")
    )
    return sandbox.run(SOURCE, Suite(text))


PASSING = {
    "parameters of every kind": """
        assert program.everything(1, 2) == [1, 2, (), 3, {}]
        assert program.everything(1, 2, 4, 5, c=6, d=7) == [1, 2, (4, 5), 6, {"d": 7}]
        with pytest.raises(TypeError): program.everything(a=1, b=2)
    """,
    "constants": "assert program.LIMIT == 3 and program.TABLE == {'a': [1, 2]}",
    "a missing name": """
        with pytest.raises(AttributeError): program.nothing
        assert not hasattr(program, "nothing")
    """,
    "classes": """
        square = program.Square(3)
        assert square.area() == 9 and square.double == 6 and square.sides == 4
        assert isinstance(square, program.Square) and isinstance(square, program.Shape)
        assert issubclass(program.Square, program.Shape) and not isinstance(square, program.Cache)
        assert type(square) is program.Square
        assert program.Square.__name__ == "Square" and program.Square.__doc__ == "Four equal sides."
        assert program.Square.sides == 4 and program.Square.unit() == "cm"
        assert program.Square.named("n").name == "n"
    """,
    "attributes": """
        square = program.Square(3)
        square.side = 5
        assert square.area() == 25
        del square.side
        with pytest.raises(AttributeError): square.area()
    """,
    "special methods": """
        two, three = program.Square(2), program.Square(3)
        assert two == program.Square(2) and two != three and two < three and three > two
        assert (two + three).side == 5 and (two * 4).side == 8 and (4 * two).side == 8
        assert len(two) == 2 and two[1] == 2 and 2 in two and 5 not in two
        assert list(three) == [3, 3, 3, 3] and two(10) == 20
        assert repr(two) == "Square(2)" and f"{two:03}" == "<002>"
        assert bool(two) and not program.Square(0)
        assert {two: "x"}[program.Square(2)] == "x"
        assert sorted([three, two]) == [two, three]
        alias = two
        two += three
        assert two is alias and two.side == 5
    """,
    "context managers": """
        square = program.Square(1)
        with square as inner:
            assert inner is square and square.open
        assert not square.open
        with square: raise KeyError("swallowed")
        with pytest.raises(ValueError):
            with square: raise ValueError("passes")
    """,
    "a mirror never equals plain data": """
        class Whatever: pass
        assert program.Square(3) != 3 and not program.Square(3) == 3
        assert program.Point(1) != (1, 0, [])
    """,
    "identity": """
        cache, value = program.Cache(), program.Square(1)
        cache.put("a", value)
        assert cache.get("a") is value
    """,
    "dataclasses": """
        point = program.Point(1, y=2)
        assert point == program.Point(1, 2) and point.tags == [] and repr(point) == "Point(x=1, y=2, tags=[])"
        with pytest.raises(TypeError): program.Point()
    """,
    "enums": """
        assert program.Color.RED is program.Color("red") and program.Color.RED != program.Color.BLUE
        assert program.Color.RED.value == "red" and [c.name for c in program.Color] == ["RED", "BLUE"]
        assert len(program.Color) == 2 and program.Color["BLUE"].value == "blue"
    """,
    "exceptions": """
        with pytest.raises(program.ParseError, match="bad") as caught: program.fail(7)
        assert caught.value.line == 7 and caught.value.args == ("bad input",) and str(caught.value) == "bad input"
        with pytest.raises(ValueError): program.fail(7)
        with pytest.raises(KeyError) as missing: program.Cache().get("x")
        assert missing.value.args == ("x",)
        try:
            program.fail(1)
        except program.Wrapped:
            assert False
        except program.ParseError as error:
            assert isinstance(error, ValueError)
    """,
    "causes": """
        with pytest.raises(program.Wrapped) as caught: program.wrap()
        assert isinstance(caught.value.__cause__, KeyError)
    """,
    "generators": """
        assert list(program.squares(4)) == [0, 1, 4, 9]
        lazy = program.squares(10**12)
        assert next(lazy) == 0 and next(lazy) == 1
        lazy.close()
        assert next(lazy, None) is None
        echo = program.echo()
        next(echo)
        assert echo.send("hi") == "hi" and echo.throw(ValueError("oh")) == "caught oh"
    """,
    "arguments changed in place": """
        items = [3, 1, 2]
        assert program.sort_in_place(items) is None and items == [1, 2, 3]
        deep = [{"deep": []}]
        inner = deep[0]["deep"]
        program.nest(deep)
        assert deep == [{"deep": [1]}, "new"] and deep[0]["deep"] is inner
        table, group, data = {"a": 1}, {1}, bytearray(b"xy")
        program.clear(table, group, data)
        assert table == {} and group == {1, 9} and data == b"Ay"
    """,
    "the same object comes back": """
        items = [1]
        assert program.same(items) is items
        both = program.same([items, items])
        assert both[0] is both[1]
        circle = []
        circle.append(circle)
        assert program.same(circle) is circle
    """,
    "plain data keeps its type": """
        import collections, datetime, decimal, fractions, uuid
        utc = datetime.timezone.utc
        values = [
            None, True, 0, -1, 2**63, -2**63, 2**200, 1.5, float("inf"), -0.0, 1e-300, 2j, "text", "\\ud800", b"\\x00\\xff",
            bytearray(b"x"), [1, [2]], (1, (2,)), {1, 2}, frozenset({3}), {"a": 1, (1, 2): [3]}, range(1, 9, 2),
            collections.deque([1, 2], maxlen=3), collections.OrderedDict(b=1, a=2), collections.Counter("aab"),
            collections.defaultdict(list, x=[1]), datetime.date(2024, 2, 29), datetime.time(1, 2, 3, 4),
            datetime.datetime(2024, 1, 2, 3, 4, 5, 6, utc), datetime.timedelta(days=-1, microseconds=5),
            decimal.Decimal("1.10"), fractions.Fraction(1, 3), uuid.UUID(int=5), int, list, ValueError,
        ]
        for value in values:
            back = program.same(value)
            assert back == value and type(back) is type(value)
            if not isinstance(value, type): assert program.kind(value) == type(value).__name__
        nan = program.same(float("nan"))
        assert nan != nan
        assert str(program.same(decimal.Decimal("1.10"))) == "1.10"
    """,
    "callbacks": """
        assert program.apply(lambda x: x + 1, [1, 2]) == [2, 3]
        assert program.apply(str, [1]) == ["1"] and program.apply(len, ["ab"]) == [2]
        assert program.by(lambda pair: pair[1], [(1, 9), (2, 3)]) == [(2, 3), (1, 9)]
        seen = []
        program.apply(seen.append, [1, 2])
        assert seen == [1, 2]
        def wrong(x): raise RuntimeError("mine")
        with pytest.raises(RuntimeError, match="mine"): program.apply(wrong, [1])
        assert program.apply(program.squares, [2])[0] is not None
        assert program.apply(program.Square, [2])[0] == program.Square(2)
    """,
    "iterators and managers of the test": """
        import contextlib
        assert program.consume(iter([1, 2, 3])) == (1, [2, 3])
        assert program.consume(x for x in "ab") == ("a", ["b"])
    """,
    "files in memory": """
        import io
        assert program.first_line(io.StringIO("one\\ntwo")) == "one"
        written = io.StringIO()
        program.write_to(written)
        assert written.getvalue() == "written"
    """,
    "random generators": """
        import random
        expected = [1, 2, 3, 4]
        random.Random(5).shuffle(expected)
        assert program.shuffle(random.Random(5), [1, 2, 3, 4]) == expected
    """,
    "named tuples": """
        point = program.Pair(1, 2)
        assert point == (1, 2) and point.left == 1 and isinstance(point, program.Pair) and isinstance(point, tuple)
        assert repr(point) == "Pair(left=1, right=2)" and point._replace(left=4) == (4, 2)
        left, right = program.Range(5)
        assert (left, right) == (5, 9) and program.Range(5).width() == 4
        assert program.same(point) == point and program.kind(point) == "Pair"
        assert sorted([program.Pair(2, 1), program.Pair(1, 9)])[0].right == 9
    """,
    "signatures": """
        import inspect
        assert str(inspect.signature(program.everything)) == "(a, /, b, *rest, c=3, **more)"
        assert list(inspect.signature(program.Square).parameters) == ["side"]
    """,
    "module state": "assert [program.count(), program.count()] == [1, 2] and program.counter == 2",
    "decorated functions": """
        assert program.cached(1) == 2
        program.cached.cache_clear()
        assert program.cached.cache_info().hits == 0
    """,
}


@pytest.mark.parametrize("what", PASSING)
def test_it_works_as_in_one_process(sandbox: Sandbox, what: str) -> None:
    report = run(sandbox, PASSING[what])
    assert report.all_passed, report.tests[0].message


def test_fakes(sandbox: Sandbox) -> None:
    report = run(
        sandbox,
        """
        clock = Clock()
        assert program.use(clock) == 11 and clock.ticks == 1
        assert program.context(Manager()) == "entered"
        """,
        prelude="""
        class Clock:
            ticks = 0
            def now(self): return 10
        class Manager:
            def __enter__(self): return "entered"
            def __exit__(self, *error): return None
        """,
    )
    assert report.all_passed, report.tests[0].message


def test_monkeypatch_and_its_undoing(sandbox: Sandbox) -> None:
    suite = Suite("""
import program

def test_patched(monkeypatch):
    monkeypatch.setattr(program, "helper", lambda: "fake")
    monkeypatch.setattr("program.LIMIT", 9)
    monkeypatch.setattr(program.Square, "area", lambda self: -1)
    assert program.Square(2).area() == -1
    monkeypatch.delattr(program, "TABLE")
    assert program.calls_helper() == "fake" and program.limit() == 9 and not hasattr(program, "TABLE")

def test_undone():
    assert program.calls_helper() == "real" and program.limit() == 3 and program.TABLE == {"a": [1, 2]}
    assert program.Square(2).area() == 4
""")
    report = sandbox.run(SOURCE, suite)
    assert report.all_passed, report


def test_printed_text_reaches_capsys_and_the_report(sandbox: Sandbox) -> None:
    report = run(
        sandbox,
        "capsys = request.getfixturevalue('capsys')\nprogram.show('hello')\n"
        "assert capsys.readouterr().out == 'hello\\n'",
    )
    assert report.all_passed, report.tests[0].message
    assert report.tests[0].output == "hello\n"


def test_a_dotted_module(sandbox: Sandbox) -> None:
    suite = Suite(
        "from shop.cart import total\nimport shop.cart as cart\ndef test_it(): assert total([1, 2]) == cart.total([3])\n",
        "shop.cart",
    )
    assert sandbox.run("def total(prices): return sum(prices)", suite).all_passed
