"""Coroutines and async generators of the code under test, awaited by tests."""

from __future__ import annotations

import textwrap

import pytest

from tracefix_rl.sandbox import Limits, Sandbox, Suite, Verdict

SOURCE = """
import asyncio

async def double(x):
    await asyncio.sleep(0.001)
    return 2 * x

async def fail():
    raise ValueError("no")

log = []
async def work(name):
    for _ in range(2):
        log.append(name)
        await asyncio.sleep(0)
    return name

async def numbers(n):
    try:
        for i in range(n):
            yield i
    finally:
        log.append("closed")

async def echo():
    received = None
    while True:
        try:
            received = yield received
        except ValueError as error:
            received = str(error)

class Session:
    async def __aenter__(self):
        self.open = True
        return self
    async def __aexit__(self, kind, error, where):
        self.open = False
        return kind is KeyError
    def __aiter__(self):
        self.left = 2
        return self
    async def __anext__(self):
        if not self.left:
            raise StopAsyncIteration
        self.left -= 1
        return self.left

class Later:
    def __await__(self):
        yield from asyncio.sleep(0).__await__()
        return "later"

async def forever():
    try:
        while True:
            await asyncio.sleep(0.001)
    except asyncio.CancelledError:
        log.append("cancelled")
        raise

def in_a_loop_of_its_own(): return asyncio.run(double(4))

async def spin():
    while True: pass
"""

PASSING = {
    "a result": "assert asyncio.run(program.double(4)) == 8",
    "an exception": """
        with pytest.raises(ValueError, match="no"): asyncio.run(program.fail())
    """,
    "several at once": """
        async def both(): return await asyncio.gather(program.work("a"), program.work("b"))
        assert asyncio.run(both()) == ["a", "b"]
        assert program.log == ["a", "b", "a", "b"]
    """,
    "an async generator": """
        async def collect(): return [n async for n in program.numbers(3)]
        assert asyncio.run(collect()) == [0, 1, 2]
    """,
    "an async generator that is closed": """
        async def first():
            generator = program.numbers(3)
            async for number in generator:
                await generator.aclose()
                return number
        assert asyncio.run(first()) == 0 and program.log == ["closed"]
    """,
    "sending and throwing": """
        async def talk():
            echo = program.echo()
            await anext(echo)
            return await echo.asend("hello"), await echo.athrow(ValueError("thrown"))
        assert asyncio.run(talk()) == ("hello", "thrown")
    """,
    "an async context manager and iterator": """
        async def use():
            async with program.Session() as session:
                assert session.open
                items = [item async for item in session]
            return session.open, items
        assert asyncio.run(use()) == (False, [1, 0])
    """,
    "an awaitable object": """
        async def wait(): return await program.Later()
        assert asyncio.run(wait()) == "later"
    """,
    "a timeout and its cancellation": """
        async def wait():
            with pytest.raises(asyncio.TimeoutError):
                await asyncio.wait_for(program.forever(), 0.02)
        asyncio.run(wait())
        assert program.log == ["cancelled"]
    """,
    "a loop inside the code under test": "assert program.in_a_loop_of_its_own() == 8",
}


def suite(body: str, limits: Limits | None = None) -> Suite:
    text = "import asyncio, pytest, program\ndef test_it():\n" + textwrap.indent(
        textwrap.dedent(body), "    "
    )
    return Suite(text, limits=limits or Limits())


@pytest.mark.parametrize("what", PASSING)
def test_it_works_as_in_one_process(sandbox: Sandbox, what: str) -> None:
    report = sandbox.run(SOURCE, suite(PASSING[what]))
    assert report.all_passed, report.tests[0].message


def test_a_coroutine_that_never_ends_is_a_timeout(sandbox: Sandbox) -> None:
    report = sandbox.run(SOURCE, suite("asyncio.run(program.spin())", Limits(test_cpu_s=0.2)))
    assert report.tests[0].verdict is Verdict.TIMEOUT


def test_one_that_only_sleeps_uses_no_cpu_time(sandbox: Sandbox) -> None:
    body = "asyncio.run(program.asyncio.sleep(1))"
    assert sandbox.run(SOURCE, suite(body, Limits(test_cpu_s=0.5))).all_passed
