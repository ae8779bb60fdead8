"""What a program of the library is."""

from __future__ import annotations

from dataclasses import dataclass

from tracefix_rl.sandbox.limits import Suite


@dataclass(frozen=True, slots=True)
class Program:
    """A correct reference module, what it must do, its tests, and where its inputs come from.

    Args:
        name: Its name, which no other program has.
        domain: The kind of programs that it is one of.
        family: What it shares with its close relatives; programs of one family are in one split.
        title: What it is, in a few words.
        specification: What it must do, in prose.
        tags: What it is about, for choosing among programs.
        source: The reference.
        visible: Its hand-written tests.
        inputs: Source of the module that its inputs are drawn from; see `tracefix_rl.tasks.inputs`.
    """

    name: str
    domain: str
    family: str
    title: str
    specification: str
    tags: frozenset[str]
    source: str
    visible: Suite
    inputs: str
