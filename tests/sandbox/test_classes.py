"""Classes, functions and what can be asked of them."""

from __future__ import annotations

import pytest
from kinds import assert_as_in_one_process

from tracefix_rl.sandbox import Sandbox

CLASSES = {
    "generic classes": """
        assert program.Box[int](3).v == 3
        assert isinstance(program.Box(1), program.Box)
    """,
    "protocols": """
        assert isinstance(program.Sq(), program.HasArea)
        assert not isinstance(program.Virtual(), program.HasArea)
    """,
    "abstract classes": """
        assert isinstance(program.Sq(), program.Shape)
        assert isinstance(program.Virtual(), program.Shape)
        assert issubclass(program.Virtual, program.Shape)
        assert not isinstance(3, program.Shape)
    """,
    "abstractness": """
        assert inspect.isabstract(program.Shape)
        assert not inspect.isabstract(program.Sq)
        with pytest.raises(TypeError, match='abstract'):
            program.Shape()
    """,
    "slots": """
        s = program.Slots()
        assert s.a == 1
        assert program.Slots.__slots__ == ('a', '__weakref__')
        s.a = 4
        assert s.a == 4
        with pytest.raises(AttributeError):
            s.b = 1
    """,
    "odd attributes of a class": """
        assert program.Weird() is not None
        assert program.Weird.__name__ == 'Weird'
    """,
    "metaclasses": """
        assert repr(program.WithMeta) == 'META'
        assert 1 in program.WithMeta
        assert 2 not in program.WithMeta
        assert isinstance(2, program.WithMeta)
        assert program.WithMeta['k'] == 'k'
        assert program.WithMeta() is not None
    """,
    "partial functions": """
        assert program.part('101') == 5
        assert program.part.keywords == {'base': 2}
    """,
    "cached functions": """
        assert program.cached(3) == 3
        assert program.cached.cache_info().misses == 1
        assert program.cached.__name__ == 'cached'
        assert program.cached.__wrapped__(1) == 1
    """,
    "bound builtin methods": """
        assert program.bound(1) is None
    """,
    "modules and code": """
        assert program.mod.floor(1.5) == 1
        assert program.mod.pi == math.pi
        assert program.code.co_filename == 'x'
    """,
    "nested classes": """
        assert program.Outer.Inner.Deep().hi() == 'hi'
        assert program.Outer.Inner.Deep.__qualname__ == 'Outer.Inner.Deep'
    """,
    "special methods of numbers": """
        r = program.Rounder(2)
        assert math.floor(r) == 3
        assert math.ceil(r) == 4
        assert math.trunc(r) == 5
        assert pow(r, 3, 4) == (2, 3, 4)
        assert r ** 2 == (2, 2, None)
        assert os.fspath(r) == 'p'
        assert dir(r) == ['aa', 'zz']
        assert operator.length_hint(r) == 7
    """,
    "registered methods": """
        class L:

            def __init__(self):
                self.got = []

            def on(self, x):
                self.got.append(x)
        l = L()
        b = program.Bus()
        b.on(l.on)
        b.off(l.on)
        assert b.h == []
        s = program.Stack()
        assert s.pop == s.pop
        assert s.pop != s.append
        assert program.Bus().on != b.on
    """,
    "kinds of functions": """
        assert inspect.isfunction(program.same)
        assert not inspect.ismethod(program.same)
        assert inspect.ismethod(program.Bus().on)
        assert inspect.isclass(program.Bus)
        assert inspect.isgenerator(program.gen())
        assert inspect.isgeneratorfunction(program.gen)
        assert inspect.iscoroutinefunction(program.co)
        assert inspect.isasyncgenfunction(program.agen)
        assert inspect.isroutine(program.bound)
        assert inspect.isbuiltin(program.bound)
        assert callable(program.same)
        assert not inspect.iscoroutinefunction(program.same)
    """,
    "signatures": """
        s = inspect.signature(program.annotated)
        assert str(s) == "(a: int, b: 'str' = 'x', *c: list[int], d: Optional[int] = None) -> dict[str, int]", s
        assert s.parameters['a'].annotation is int
        assert s.return_annotation == dict[str, int]
        assert program.annotated.__annotations__['a'] is int
    """,
    "annotations": """
        assert program.Out.__annotations__['name'] is str
        assert program.Out.__match_args__ == ('name', 'inner', 'items', 'k')
    """,
    "dataclasses": """
        o = program.Out('n')
        assert dataclasses.asdict(o) == {'name': 'n', 'inner': {'z': 5}, 'items': [], 'k': 1}
        assert dataclasses.astuple(o) == ('n', (5,), [], 1)
        assert dataclasses.fields(o)[3].metadata['m'] == 1
        assert dataclasses.replace(o, k=3).k == 3
        assert dataclasses.is_dataclass(o)
        assert dataclasses.fields(program.Out)[3].default == 1
        assert o.cv == 4
    """,
    "no dataclasses": """
        with pytest.raises(TypeError):
            dataclasses.fields(program.Bus)
        assert not dataclasses.is_dataclass(program.Bus)
        assert not hasattr(program.Bus(), '__dataclass_fields__')
    """,
    "bases of two kinds": """
        f = program.Fake2()
        f['a'] = 1
        assert isinstance(f, program.Base)
        assert f['a'] == 1
    """,
    "an object that lies about its class": """
        assert program.Liar() is not None
        assert program.same(program.Liar()) is not None
    """,
    "kinds of methods": """
        assert program.Prop().x == 1
        assert program.Prop.cm() is program.Prop
        assert program.Prop().cm() is program.Prop
        assert program.Prop.sm() == 2
    """,
    "names": """
        assert 'same' in dir(program)
        assert 'entries' in dir(program.Acc())
        assert 'add' in dir(program.Acc)
    """,
}


@pytest.mark.parametrize("what", CLASSES)
def test_it_is_as_in_one_process(sandbox: Sandbox, what: str) -> None:
    assert_as_in_one_process(sandbox, CLASSES[what])
