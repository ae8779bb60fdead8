"""No object of an honest program is too odd to reach a test: it may be of little use there, but it arrives."""

from __future__ import annotations

from tracefix_rl.sandbox import Sandbox, Suite, Verdict

SOURCE = r"""
import re, hashlib, array, contextvars, threading, weakref, types, unittest.mock, typing, dataclasses, enum, logging, io, tempfile, random, struct, itertools, operator, sqlite3, configparser, argparse, string, uuid, ipaddress, calendar, graphlib, zoneinfo, collections, functools
class MG(type):
    def __getattr__(cls, n): return n
class G(metaclass=MG): pass
class TD(typing.TypedDict):
    a: int
@dataclasses.dataclass(frozen=True, slots=True)
class Fr:
    x: int
    y: dataclasses.InitVar[int] = 3
    def __post_init__(self, y): pass
class CE(enum.Enum):
    def __new__(cls, v, label):
        o = object.__new__(cls); o._value_ = v; o.label = label; return o
    A = (1, "a")
T = typing.TypeVar("T")
class GN(typing.NamedTuple, typing.Generic[T]):
    v: T
class EqBad:
    def __eq__(self, o): return [1]
class MetaEq(type):
    def __eq__(cls, o): return True
    def __hash__(cls): return 1
class ME(metaclass=MetaEq): pass
class GA:
    def __getattr__(self, n): return lambda *a: n
class Str2(str):
    def __new__(cls, v): return super().__new__(cls, v.upper())
class WithInitErr(Exception):
    def __init__(self, code): super().__init__(f"code {code}"); self.code = code
class BadStr(Exception):
    def __str__(self): raise RuntimeError
class OSE(OSError):
    def __init__(self, path, extra): super().__init__(2, "nope", path); self.extra = extra
class SE(SyntaxError): pass
class UE(UnicodeDecodeError): pass
class MyIter:
    def __init__(self): self.n = 0
    def __iter__(self): return self
    def __next__(self): self.n += 1; return self.n
THINGS = [
    re.match('a', 'a'),
    re.compile('x'),
    hashlib.md5(b'x'),
    memoryview(b'abc'),
    array.array('i', [1]),
    contextvars.ContextVar('v'),
    threading.Lock(),
    weakref.ref(G),
    types.MappingProxyType({'a': 1}),
    {'a': 1}.keys(),
    {'a': 1}.items(),
    zip([1], [2]),
    property(),
    unittest.mock.Mock(),
    unittest.mock.MagicMock(),
    typing.Any,
    typing.List[int],
    logging.getLogger('x'),
    io.StringIO('x'),
    random.Random(1),
    struct.Struct('i'),
    itertools.count(),
    operator.itemgetter(1),
    configparser.ConfigParser(),
    argparse.Namespace(a=1),
    string.Template('$x'),
    ipaddress.ip_address('1.1.1.1'),
    calendar.Calendar(),
    graphlib.TopologicalSorter(),
    collections.ChainMap({}),
    collections.namedtuple('X', 'a def', rename=True)(1, 2),
    functools.partial(print),
    Ellipsis,
    NotImplemented,
    (lambda: 1).__code__,
    G,
    TD,
    ME,
    GN,
    type,
    object,
    typing.NamedTuple,
    int.__add__,
    1 .__add__,
    str.join,
    ''.join,
    dict.fromkeys,
    classmethod(len),
    type(None),
    types.SimpleNamespace(a=1),
    super,
    EqBad(),
    GA(),
    CE.A,
    Fr(1),
    GN(3),
    Str2('x'),
    TD(a=1),
    MyIter(),
    ME(),
    Exception,
    threading.Thread(),
    uuid.NAMESPACE_DNS,
    zoneinfo.ZoneInfo('UTC'),
    unittest.mock.call(1),
    unittest.mock.sentinel.x,
    unittest.mock.ANY,
    types.UnionType,
    typing.Union[int, str],
    frozenset({(1, 2)}),
    range(3),
    weakref.WeakValueDictionary(),
    collections.abc.Sized,
    typing.Literal['a'],
    typing.Annotated[int, 3],
    GN[int],
    slice(G, None),
]
def get(number): return THINGS[number]
def throw(k):
    raise {"w": lambda: WithInitErr(3), "b": lambda: BadStr(), "o": lambda: OSE("p", 4), "s": lambda: SE("bad", ("f", 3, 2, "txt")), "u": lambda: UE("utf-8", b"x\xff", 1, 2, "r"), "u2": lambda: UnicodeDecodeError("utf-8", b"x\xff", 1, 2, "r"), "g": lambda: ExceptionGroup("g", [ValueError(1), ExceptionGroup("h", [KeyError(2)])]), "st": lambda: StopAsyncIteration(4)}[k]()
"""

SUITE = """
import dataclasses
import pytest
import program

@pytest.mark.parametrize("number", range(77))
def test_it_arrives(number):
    thing = program.get(number)
    assert isinstance(repr(thing), str) and isinstance(dir(thing), list)
    try: hash(thing)
    except TypeError: pass
def test_w():
    with pytest.raises(program.WithInitErr, match="code 3") as e: program.throw("w")
    assert e.value.code == 3
def test_b():
    with pytest.raises(program.BadStr): program.throw("b")
def test_o():
    with pytest.raises(program.OSE) as e: program.throw("o")
    assert e.value.errno == 2 and e.value.filename == "p" and e.value.extra == 4 and str(e.value) == "[Errno 2] nope: 'p'"
def test_s():
    with pytest.raises(SyntaxError) as e: program.throw("s")
    assert (e.value.lineno, e.value.msg, e.value.text) == (3, "bad", "txt")
@pytest.mark.parametrize("k", ["u", "u2"])
def test_u(k):
    with pytest.raises(UnicodeDecodeError) as e: program.throw(k)
    assert str(e.value) and e.value.args[2] == 1
def test_g():
    with pytest.raises(ExceptionGroup) as e: program.throw("g")
    assert e.group_contains(KeyError)
def test_fr():
    f = program.Fr(1); assert f.x == 1 and dataclasses.asdict(f) == {"x": 1} and f == program.Fr(1) and hash(f) == hash(program.Fr(1))
    with pytest.raises(dataclasses.FrozenInstanceError): f.x = 3
def test_ce(): assert program.CE.A.label == "a" and program.CE(1) is program.CE.A
"""


def test_all_of_them_arrive(sandbox: Sandbox) -> None:
    report = sandbox.run(SOURCE, Suite(SUITE))
    assert [test.message for test in report.tests if test.verdict is not Verdict.PASSED] == []
    assert len(report.tests) > 77
