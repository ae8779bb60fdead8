"""Titles are a few words out of the prose that data sets have."""

from __future__ import annotations

import pytest

from tracefix_rl.tasks.importers.published.prose import MAX_TITLE, title_of
from tracefix_rl.tasks.importers.published.reading import Unreadable


@pytest.mark.parametrize(
    ("specification", "title"),
    [
        ("Write a python function to find\nprimes. Be quick.", "Find primes"),
        ("Create a function which takes 3.5 numbers", "Takes 3.5 numbers"),
        ("Write a function count which counts.", "Counts"),
        ("halve it\n>>> halved(4)\n2", "Halve it"),
        ("sum_to is a sum", "sum_to is a sum"),
        ("Task\nJoin two lists!", "Join two lists"),
        ("\n\n'Über'", "Über'"),
    ],
)
def test_the_first_sentence_is_the_title(specification: str, title: str) -> None:
    assert title_of(specification) == title


def test_a_long_sentence_is_cut_between_words() -> None:
    title = title_of("word " * 1000)
    assert len(title) <= MAX_TITLE
    assert title.endswith("word …")


@pytest.mark.parametrize("nothing", ["", " \n\n", "...", ">>> f(1)"])
def test_prose_without_words_has_no_title(nothing: str) -> None:
    with pytest.raises(Unreadable):
        title_of(nothing)
