"""First come, first served; nothing that was to be had gets lost."""

from __future__ import annotations

from concurrent.futures import CancelledError, Future, ThreadPoolExecutor

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracefix_rl.sandbox.line import Line, LineClosed


def got(tickets: list[Future[str]]) -> list[str | None]:
    return [ticket.result() if ticket.done() and not ticket.cancelled() else None for ticket in tickets]


def test_first_come_first_served() -> None:
    line = Line(["a", "b"])
    tickets = [line.join() for _ in range(4)]
    assert got(tickets) == ["a", "b", None, None]
    line.give_back("b")
    assert got(tickets) == ["a", "b", "b", None]
    line.give_back("a")
    assert got(tickets) == ["a", "b", "b", "a"]


def test_who_leaves_is_passed_over_and_keeps_nothing() -> None:
    line = Line(["a"])
    first, second, third = (line.join() for _ in range(3))
    line.leave(second)
    with pytest.raises(CancelledError):
        second.result(0)
    line.leave(first)
    assert third.result(0) == "a"


def test_a_closed_line_turns_everyone_away() -> None:
    line = Line(["a"])
    served, waiting = line.join(), line.join()
    line.close()
    for ticket in (waiting, line.join()):
        with pytest.raises(LineClosed):
            ticket.result(0)
        line.leave(ticket)
    assert served.result(0) == "a"
    line.give_back("a")
    with pytest.raises(LineClosed):
        line.join().result(0)


@given(st.integers(1, 3), st.lists(st.sampled_from(["join", "leave first", "leave last", "give back"])))
def test_nobody_overtakes_and_no_server_is_lost(count: int, events: list[str]) -> None:
    line = Line(list(range(count)))
    present: list[Future[int]] = []
    for event in events:
        if event == "join":
            present.append(line.join())
        elif event == "leave first" and present:
            line.leave(present.pop(0))
        elif event == "leave last" and present:
            line.leave(present.pop())
        elif event == "give back" and present and present[0].done():
            line.give_back(present.pop(0).result())
        served = [ticket.done() for ticket in present]
        assert served == [True] * min(count, len(present)) + [False] * max(0, len(present) - count)
        held = [ticket.result() for ticket in present[:count]]
        assert len(set(held)) == len(held)


def test_threads_lose_nothing() -> None:
    line = Line([0, 1])
    busy = [False, False]

    def once(number: int) -> bool:
        ticket = line.join()
        if number % 5 == 0:
            line.leave(ticket)
            return True
        server = ticket.result(30)
        alone = not busy[server]
        busy[server] = True
        busy[server] = False
        line.give_back(server)
        return alone

    with ThreadPoolExecutor(16) as threads:
        assert all(threads.map(once, range(2000)))
    assert sorted((line.join().result(0), line.join().result(0))) == [0, 1]
