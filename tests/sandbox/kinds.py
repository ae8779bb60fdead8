"""A source with things of many kinds, and what holds of it here and in one process alike."""

from __future__ import annotations

import sys
import textwrap
import types
from typing import Any

import pytest

from tracefix_rl.sandbox import Sandbox, Suite

SOURCE = r"""
import abc, enum, sys, os, types, typing, functools, collections, collections.abc, asyncio, queue, decimal, dataclasses, json, urllib.parse, datetime, math, inspect, contextlib, warnings, re, string, time, fractions, pathlib, threading, io, itertools
from typing import Generic, TypeVar, Protocol, NamedTuple, Optional, Union, Callable, runtime_checkable, NewType, ParamSpec
T = TypeVar("T"); P_ = ParamSpec("P_")
class Box(Generic[T]):
    def __init__(self, v): self.v = v
@runtime_checkable
class HasArea(Protocol):
    def area(self) -> float: ...
class Shape(abc.ABC):
    @abc.abstractmethod
    def area(self): ...
class Sq(Shape):
    def area(self): return 1.0
class Virtual: pass
Shape.register(Virtual)
class Slots:
    __slots__ = ("a", "__weakref__")
    def __init__(self): self.a = 1
class Weird:
    __module__ = 5
    __doc__ = 3
Weird.__qualname__ = "We.ird"
class Meta(type):
    def __repr__(cls): return "META"
    def __call__(cls, *a): return super().__call__(*a)
    def __contains__(cls, x): return x == 1
    def __instancecheck__(cls, x): return x == 2
    def __getitem__(cls, k): return k
class WithMeta(metaclass=Meta): pass
Ints = list[int]
Un = int | None
Mixed = Union[int, "Box"]
Opt = Optional[int]
Cb = Callable[[int], str]
CA = collections.abc.Callable[[int], str]
UserId = NewType("UserId", int)
part = functools.partial(int, base=2)
@functools.lru_cache
def cached(x): return x
bound = [].append
mod = math
code = compile("1", "x", "eval")
class NeedsArgs(Exception):
    def __init__(self, a, b): self.a = a; self.b = b
class NeedsKw(Exception):
    def __init__(self, *, why): super().__init__(); self.why = why
    def __str__(self): return f"because {self.why}"
class Group(ExceptionGroup):
    def derive(self, e): return Group(self.message, e)
class Frozen(json.JSONDecodeError): pass
class Q(queue.Empty): pass
class Both(KeyError, AttributeError): pass
class Path2(FileNotFoundError): pass
class UD(collections.UserDict): pass
class Stack(list):
    def peek(self): return self[-1]
class D(dict):
    def __missing__(self, k): return k * 2
class Cel(float):
    unit = "C"
    def __add__(self, o): return Cel(float(self) + o)
    def __str__(self): return f"{float(self)}C"
class Money(int):
    def __new__(cls, v, cur="EUR"):
        s = super().__new__(cls, v); s.cur = cur; return s
class Key(bytes): pass
class Perm(enum.IntFlag):
    R = 4; W = 2; X = 1
class F(enum.Flag):
    A = 1; B = 2
class S(enum.StrEnum):
    A = enum.auto(); B = enum.auto()
class SE(str, enum.Enum):
    X = "x"
    @property
    def label(self): return self.value.upper()
    def hello(self): return "hello " + self
class IE(int, enum.Enum):
    ONE = 1
class Planet(enum.Enum):
    EARTH = (1, 2)
    def __init__(self, m, r): self.m = m; self.r = r
    @property
    def g(self): return self.m / self.r
class Mixin:
    def shout(self): return str(self).upper()
class MixStr(Mixin, str): pass
class MixEnum(Mixin, enum.Enum):
    A = "a"
class Vec(NamedTuple):
    x: int
    y: int = 0
    def __add__(self, o): return Vec(self.x + o.x, self.y + o.y)
    def __str__(self): return f"<{self.x},{self.y}>"
    def __format__(self, s): return "fmt"
    @property
    def norm(self): return self.x + self.y
class Cnt(NamedTuple):
    count: int
    index: int
class EqVec(NamedTuple):
    x: int
    def __eq__(self, o): return isinstance(o, EqVec)
    __hash__ = None
class Outer:
    class Inner:
        class Deep:
            def hi(self): return "hi"
class Grid:
    def __getitem__(self, k): return k
class Rounder:
    def __init__(self, v): self.v = v
    def __float__(self): return 1e18
    def __floor__(self): return 3
    def __ceil__(self): return 4
    def __trunc__(self): return 5
    def __pow__(self, o, m=None): return (self.v, o, m)
    def __fspath__(self): return "p"
    def __dir__(self): return ["zz", "aa"]
    def __length_hint__(self): return 7
    def __iter__(self): return iter([1])
class Bus:
    def __init__(self): self.h = []
    def on(self, f): self.h.append(f)
    def off(self, f): self.h.remove(f)
class Acc:
    total = 0
    tags = []
    def __init__(self): self.entries = []; self.table = {}; self.seen = set(); self.q = collections.deque(maxlen=3); self.dd = collections.defaultdict(list)
    def add(self, x): self.entries.append(x); return len(self.entries)
    def sum(self): return sum(self.entries)
    def feed(self, f):
        for x in list(self.entries): f(x)
        return len(self.entries)
class Node(NamedTuple):
    v: int
    next: object
def chain(n):
    out = None
    for i in range(n): out = Node(i, out)
    return out
def same(x): return x
def call(f, *a): return f(*a)
def osfail(): open("/nonexistent/x")
def importfail(): import nothing_at_all
def namefail(): return undefined_name
def attrfail(): return (5).nope
def noted():
    e = ValueError("base"); e.add_note("noted here"); raise e
def fromnone():
    try: 1/0
    except ZeroDivisionError: raise ValueError("v") from None
def ctx():
    try: 1/0
    except ZeroDivisionError: raise ValueError("v")
def group(): raise Group("g", [ValueError(1), TypeError(2)])
def raise_(e): raise e
LAST = None
def keep(e):
    global LAST
    LAST = e
def is_last(e): return e is LAST
def frozen():
    @dataclasses.dataclass(frozen=True)
    class X: a: int = 1
    x = X(); x.a = 2
def dec(): return decimal.Decimal("x")
def cancelled(): raise asyncio.CancelledError
def q(): queue.Queue().get_nowait()
def sub1(): raise Frozen("m", "doc", 1)
async def co(x: int) -> str: return str(x)
def gen(): yield 1
async def agen(): yield 1
def annotated(a: int, b: "str" = "x", *c: list[int], d: Optional[int] = None) -> dict[str, int]: ...
@dataclasses.dataclass
class In: z: int = 5
@dataclasses.dataclass(order=True)
class Out:
    name: str
    inner: In = dataclasses.field(default_factory=In)
    items: list = dataclasses.field(default_factory=list)
    k: int = dataclasses.field(default=1, compare=False, metadata={"m": 1})
    cv: typing.ClassVar[int] = 4
class Base: pass
class Fake2(Base, dict): pass
class DT(datetime.datetime): pass
def late(): warnings.warn("u", UserWarning); warnings.warn(MyW("mine"))
class MyW(UserWarning): pass
def exit_str(): sys.exit("bye")
class MyExit(SystemExit): pass
def myexit(): raise MyExit(3)
class Liar:
    @property
    def __class__(self): return type
class Prop:
    x = property(lambda self: 1)
    @classmethod
    def cm(cls): return cls
    @staticmethod
    def sm(): return 2
def unit(): return Sq()
class Stat:
    @staticmethod
    def unit(): return "cm"
    def use(self): return self.unit()
def it2(it): return [next(it), next(it)]
def ns(n): return n.a
def srt(k, xs): return sorted(xs, key=k)
MISSING = object()
def get(table, key): return table.get(key, MISSING)
CONFIG = {"debug": False, "deep": {"x": [1]}}
def config(): return CONFIG
class Pt(tuple):
    def norm(self): return sum(self)
def bad_json(): return json.loads("{")
def main(): sys.exit(2)
def error_class(module, name): raise getattr(__import__(module, fromlist=["x"]), name)
"""

_IMPORTS = """
import asyncio, collections, copy, dataclasses, decimal, enum, functools, inspect, itertools, json, math, operator
import os, queue, sys, time, types, typing, warnings
import pytest
import program
from typing import Optional
"""


def assert_as_in_one_process(sandbox: Sandbox, body: str) -> None:
    """Check that the body of a test holds in this process, and then that it holds in the sandbox."""
    text = f"{_IMPORTS}\ndef test_it():\n{textwrap.indent(textwrap.dedent(body), '    ')}"
    _run_here(text)
    report = sandbox.run(SOURCE, Suite(text))
    assert report.all_passed, report.tests[0].message


def _run_here(text: str) -> None:
    program = types.ModuleType("program")
    program.__file__ = "program.py"
    with pytest.MonkeyPatch.context() as patch:
        patch.setitem(sys.modules, "program", program)
        exec(compile(SOURCE, "program.py", "exec", dont_inherit=True), program.__dict__)
        suite: dict[str, Any] = {"__name__": "suite"}
        exec(compile(text, "suite.py", "exec", dont_inherit=True), suite)
        suite["test_it"]()
