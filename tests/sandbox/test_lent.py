"""Containers that a test reads as attributes are those of the code under test."""

from __future__ import annotations

import pytest
from kinds import assert_as_in_one_process

from tracefix_rl.sandbox import Sandbox

CONTAINERS = {
    "appended to": """
        a = program.Acc()
        a.entries.append(5)
        assert a.sum() == 5
        assert a.add(6) == 2
        assert a.entries == [5, 6]
        assert a.entries is a.entries
    """,
    "seen to change": """
        a = program.Acc()
        e = a.entries
        a.add(1)
        assert e == [1]
        e.append(2)
        a.add(3)
        assert e == [1, 2, 3]
        assert a.sum() == 6
    """,
    "of every kind": """
        a = program.Acc()
        a.table['k'] = 1
        a.seen.add(3)
        a.q.extend([1, 2, 3, 4])
        a.dd['x'].append(1)
        assert a.table == {'k': 1}
        assert a.seen == {3}
        assert list(a.q) == [2, 3, 4]
        assert a.dd == {'x': [1]}
        assert a.q.maxlen == 3
    """,
    "changed in a callback": """
        a = program.Acc()
        e = a.entries
        e.extend([1, 2])
        seen = []
        assert a.feed(lambda x: (seen.append(x), e.append(9))) == 4
        assert e == [1, 2, 9, 9]
    """,
    "patched": """
        a = program.Acc()
        a.add(1)
        patch = pytest.MonkeyPatch()
        patch.setattr(a, 'entries', [9])
        assert a.sum() == 9
        patch.undo()
        assert a.sum() == 1
        assert a.add(2) == 2
    """,
    "handed over": """
        a = program.Acc()
        program.call(lambda e: e.append(4), a.entries)
        assert a.entries == [4]
        vars(a)['total'] = 5
        assert a.total == 5
    """,
    "of a class": """
        program.Acc.tags.append('t')
        assert program.Acc().tags == ['t']
    """,
    "of a module": """
        program.CONFIG['debug'] = True
        program.CONFIG['deep']['x'].append(3)
        assert program.config() == {'debug': True, 'deep': {'x': [1, 3]}}
        assert program.config() is program.CONFIG
    """,
    "patched items": """
        patch = pytest.MonkeyPatch()
        patch.setitem(program.CONFIG, 'debug', 5)
        assert program.config()['debug'] == 5
        patch.undo()
        assert program.config()['debug'] is False
    """,
    "more than are lent at a time": """
        all_ = [program.Acc() for _ in range(150)]
        read = [a.entries for a in all_]
        read[-1].append(2)
        assert all_[-1].sum() == 2
    """,
}


@pytest.mark.parametrize("what", CONTAINERS)
def test_it_is_as_in_one_process(sandbox: Sandbox, what: str) -> None:
    assert_as_in_one_process(sandbox, CONTAINERS[what])
