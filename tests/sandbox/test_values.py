"""Values of classes that derive from builtin types, and other data: they are the plain values that they are."""

from __future__ import annotations

import pytest
from kinds import assert_as_in_one_process

from tracefix_rl.sandbox import Sandbox, Suite, Verdict

VALUES = {
    "a sentinel": """
        assert program.get({}, 'a') is program.MISSING
        assert program.get({'a': 1}, 'a') == 1
        table = {program.MISSING: 2}
        assert table[program.MISSING] == 2
    """,
    "a tuple of its own": """
        assert program.Pt((1, 2)) == (1, 2)
        assert program.Pt((1, 2)).norm() == 3
        assert isinstance(program.Pt(), tuple)
    """,
    "generic types": """
        assert program.Ints == list[int]
        assert program.Un == int | None
        assert repr(program.Opt) == 'typing.Optional[int]'
    """,
    "types of typing": """
        assert 'Box' in repr(program.Mixed)
        assert 'Callable' in repr(program.Cb)
        assert 'Callable' in repr(program.CA)
        assert program.T.__name__ == 'T'
        assert program.P_.__name__ == 'P_'
    """,
    "a new type": """
        assert program.UserId(3) == 3
        assert program.UserId.__name__ == 'UserId'
    """,
    "a mapping of the library": """
        u = program.UD(a=1)
        assert u['a'] == 1
        assert len(u) == 1
        assert 'a' in u
        assert dict(u) == {'a': 1}
    """,
    "a list of its own": """
        s = program.Stack([1, 2])
        s.append(3)
        assert s.peek() == 3
        assert list(s) == [1, 2, 3]
        assert s[0] == 1
        assert len(s) == 3
        assert s[1:] == [2, 3]
    """,
    "a dict of its own": """
        d = program.D(a=1)
        assert d['zz'] == 'zzzz'
        assert d['a'] == 1
        assert dict(d) == {'a': 1}
    """,
    "a float of its own": """
        c = program.Cel(20.5)
        assert c == 20.5
        assert c + 1 == 21.5
        assert str(c + 1) == '21.5C'
        assert c.unit == 'C'
        assert math.isclose(c, 20.5)
        assert c == pytest.approx(20.5)
        assert isinstance(c + 1, program.Cel)
        assert round(c) == 20
        assert sum([c, c]) == 41
    """,
    "an integer of its own": """
        m = program.Money(5, 'USD')
        assert m == 5
        assert m.cur == 'USD'
        assert [1, 2, 3, 4, 5, 6][m] == 6
        assert m.bit_length() == 3
        m.cur = 'X'
        assert m.cur == 'X'
        assert vars(m) == {'cur': 'X'}
    """,
    "bytes of its own": """
        assert program.Key(b'ab') == b'ab'
        assert program.Key(b'ab').hex() == '6162'
        assert program.same(program.Key(b'x')) == b'x'
    """,
    "int flags": """
        p = program.Perm.R | program.Perm.W
        assert p == 6
        assert program.Perm.R in p
        assert isinstance(p, program.Perm)
        assert p & program.Perm.R is program.Perm.R
        assert 4 | program.Perm.W == 6
        assert bool(p & program.Perm.X) is False
        assert len(p) == 2
        assert ~program.Perm.R == 3
        assert isinstance(4 | program.Perm.W, program.Perm)
    """,
    "flags": """
        f = program.F.A | program.F.B
        assert program.F.A in f
        assert f.value == 3
        assert f is program.F.B | program.F.A
        assert not program.F.A & program.F.B
    """,
    "text enums": """
        assert program.S.A == 'a'
        assert program.S.A is program.S('a')
        assert f'{program.S.A}' == 'a'
        assert {'a': 1}[program.S.A] == 1
        assert program.S.A.upper() == 'A'
        assert json.dumps({'k': program.S.A}) == '{"k": "a"}'
        assert [s for s in program.S] == ['a', 'b']
        assert program.S.A in ('a',)
        assert repr(program.S.A) == "<S.A: 'a'>"
        assert program.S.A.name == 'A'
    """,
    "enums mixed with text": """
        assert program.SE.X == 'x'
        assert program.SE.X.label == 'X'
        assert program.SE.X.hello() == 'hello x'
        assert program.SE('x') is program.SE.X
        assert str(program.SE.X) == 'SE.X'
        assert isinstance(program.SE.X, program.SE)
        assert isinstance(program.SE.X, str)
        assert type(program.SE.X) is program.SE
        assert hash(program.SE.X) == hash('x')
    """,
    "enums mixed with integers": """
        assert program.IE.ONE == 1
        assert program.IE.ONE < 2
        assert program.IE.ONE + 1 == 2
        assert program.IE.ONE.value == 1
    """,
    "enums with attributes": """
        assert program.Planet.EARTH.m == 1
        assert program.Planet.EARTH.g == 0.5
        assert program.Planet['EARTH'] is program.Planet.EARTH
        assert program.Planet.EARTH.value == (1, 2)
        assert repr(program.Planet) == "<enum 'Planet'>"
        assert list(program.Planet.__members__) == ['EARTH']
    """,
    "mixins": """
        x = program.MixStr('ab')
        assert x == 'ab'
        assert x.shout() == 'AB'
        assert isinstance(x, program.Mixin)
        assert x + 'c' == 'abc'
        assert x[0] == 'a'
        assert program.MixEnum.A.shout() == 'MIXENUM.A'
    """,
    "named tuples with methods": """
        v = program.Vec(1, 2)
        assert v + program.Vec(1) == (2, 2)
        assert str(v) == '<1,2>'
        assert f'{v}' == 'fmt'
        assert v.norm == 3
        assert v._replace(x=5) == (5, 2)
        assert program.same(v._replace(x=7)).x == 7
        assert v._asdict() == {'x': 1, 'y': 2}
        assert program.Vec._fields == ('x', 'y')
        assert program.Vec._field_defaults == {'y': 0}
        assert program.Vec._make([3, 4]).norm == 7
        assert isinstance(v + v, program.Vec)
    """,
    "fields that hide methods": """
        c = program.Cnt(1, 2)
        assert c.count == 1
        assert c.index == 2
        assert c == (1, 2)
    """,
    "named tuples with an equality": """
        e = program.EqVec(1)
        assert e == program.EqVec(2)
        assert e.x == 1
        assert list(e) == [1]
    """,
    "nested named tuples": """
        n = program.chain(20)
        assert n.v == 19
        assert n.next.next.v == 17
    """,
    "slices and constants": """
        g = program.Grid()
        assert g[1:3] == slice(1, 3)
        assert g[::2] == slice(None, None, 2)
        assert g[1:3, 0] == (slice(1, 3), 0)
        assert g[...] is ...
        assert program.same(NotImplemented) is NotImplemented
    """,
    "tuples of the library": """
        assert program.time.gmtime(0)[:3] == (1970, 1, 1)
        assert tuple(program.datetime.date(2024, 1, 2).isocalendar()) == (2024, 1, 2)
        assert program.datetime.date(2024, 1, 2).isocalendar().week == 1
        assert program.sys.version_info[:2] == sys.version_info[:2]
        assert program.sys.version_info >= (3, 8)
    """,
    "parsed addresses": """
        u = program.urllib.parse.urlparse('http://u@h:80/p?q=1')
        assert u.netloc == 'u@h:80'
        assert u.port == 80
        assert u.hostname == 'h'
        assert u[0] == 'http'
        assert u.geturl() == 'http://u@h:80/p?q=1'
        assert u._replace(scheme='x').geturl().startswith('x:')
        assert program.os.times()[0] >= 0
        assert program.os.times().user >= 0
    """,
    "copies": """
        assert copy.copy(program.Acc()) is not None
        assert copy.deepcopy(program.S.A) is program.S.A
        assert copy.copy(program.Vec(1)) == (1, 0)
        assert copy.deepcopy([program.same])[0] is program.same
    """,
    "paths": """
        assert program.pathlib.PurePath('a/b').name == 'b'
        assert str(program.pathlib.PurePath('a') / 'b') == 'a/b'
    """,
    "values of the test": """
        x = program.call(lambda v: v, program.S.A)
        assert x is program.S.A
        class MyInt(int):
            pass
        assert program.same(MyInt(3)) == 3
        assert isinstance(program.same(MyInt(3)), MyInt)
        assert program.call(operator.add, MyInt(3), 4) == 7
    """,
    "a date of its own": """
        assert program.DT(2020, 1, 2).year == 2020
    """,
}


@pytest.mark.parametrize("what", VALUES)
def test_it_is_as_in_one_process(sandbox: Sandbox, what: str) -> None:
    assert_as_in_one_process(sandbox, VALUES[what])


def test_a_dataclass_that_differs_is_explained_field_by_field(sandbox: Sandbox) -> None:
    source = "import dataclasses\n@dataclasses.dataclass\nclass Point:\n    x: int\n    y: int\n"
    report = sandbox.run(
        source,
        Suite("import program\ndef test_it(): assert program.Point(1, 2) == program.Point(1, 3)\n"),
    )
    assert "Differing attributes" in report.tests[0].message
    assert "y: 2 != 3" in report.tests[0].message


def test_named_tuples_that_are_nested_too_deep_are_named(sandbox: Sandbox) -> None:
    source = (
        "from collections import namedtuple\nNode = namedtuple('Node', 'value next')\n"
        "def chain(n):\n    node = None\n    for value in range(n): node = Node(value, node)\n    return node\n"
    )
    report = sandbox.run(
        source,
        Suite(
            "import program\ndef test_short(): assert program.chain(20).next.value == 18\n"
            "def test_long(): program.chain(500)\n"
        ),
    )
    assert report.tests[0].verdict is Verdict.PASSED, report.tests[0].message
    assert "nested more than" in report.tests[1].message
