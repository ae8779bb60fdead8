"""Which episodes are opened step by step if not all of them fit."""

from __future__ import annotations

import json

from hypothesis import given
from hypothesis import strategies as st
from made import made, unpacked, unresolved

from tracefix_rl.report.embedding import finite, json_text, packed
from tracefix_rl.report.steps import Shelf


def shelf_of(*resolved: bool) -> Shelf:
    shelf = Shelf()
    for number, is_resolved in enumerate(resolved):
        shelf.add(made("t-a", attempt=number) if is_resolved else unresolved("t-a", attempt=number))
    return shelf


KINDS = [number % 5 == 0 for number in range(100)]
FULL = shelf_of(*KINDS)
SIZE = sum(map(len, FULL.episodes)) + sum(map(len, FULL.scenes))


@given(st.integers(0, SIZE + 100))
def test_what_is_chosen_fits_and_nothing_more_would(room: int) -> None:
    chosen = FULL.chosen(KINDS, room)
    taken = sum(len(FULL.episodes[index]) for index in chosen)
    left = room - taken - sum(len(FULL.scenes[index]) for index in FULL.scenes_of(chosen))
    assert left >= 0
    assert chosen == sorted(set(chosen))
    if chosen:
        assert all(len(FULL.episodes[index]) > left for index in set(range(len(KINDS))) - set(chosen))


def test_half_of_what_is_chosen_is_unresolved() -> None:
    chosen = FULL.chosen(KINDS, SIZE // 5)
    resolved = sum(KINDS[index] for index in chosen)
    assert abs(len(chosen) - 2 * resolved) <= 2
    most = FULL.chosen(KINDS, SIZE // 2)
    assert sum(KINDS[index] for index in most) == sum(KINDS)


def test_all_are_chosen_if_there_is_room() -> None:
    assert FULL.chosen(KINDS, SIZE) == list(range(100))
    assert len(FULL.chosen(KINDS, SIZE - 1)) == 99


def test_the_choice_is_spread_over_the_run() -> None:
    kinds = [False] * 64
    shelf = shelf_of(*kinds)
    room = len(shelf.scenes[0]) + 8 * max(map(len, shelf.episodes))
    chosen = shelf.chosen(kinds, room)
    assert 8 <= len(chosen) <= 9
    gaps = [after - before for before, after in zip(chosen, [*chosen[1:], 64], strict=True)]
    assert max(gaps) <= 8


def test_one_that_is_too_large_keeps_no_other_out() -> None:
    shelf = Shelf()
    noise = "".join(chr(0x4E00 + (number * 7919) % 20_000) for number in range(20_000))
    shelf.add(made("t-big", error=noise))
    shelf.add(made("t-small"))
    room = len(shelf.scenes[0]) + len(shelf.episodes[1])
    assert shelf.chosen([False, False], room) == [1]


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(st.characters()),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=10,
)


@given(JSON)
def test_packing_is_json_in_gzip(value: object) -> None:
    assert unpacked(packed(value)) == finite(value)
    assert packed(value) == packed(value)


@given(JSON | st.text("<>&/!-scriptSCRIPT\u2028\u2029\ud800"))
def test_json_for_a_page_is_plain_and_ends_no_element(value: object) -> None:
    text = json_text(value)
    assert json.loads(text) == finite(value)
    assert text.isascii()
    assert not set("<>&") & set(text)
