"""What a program is that tasks are made of."""

from __future__ import annotations

from dataclasses import dataclass

from tracefix_rl.sandbox.limits import Suite


@dataclass(frozen=True, slots=True)
class Provenance:
    """Where a program is from, and on what terms.

    Args:
        origin: Where, so that a reader finds it again.
        license: SPDX identifier of its license; empty if it is not known.
    """

    origin: str
    license: str


OWN = Provenance("TraceFix-RL", "MIT")
"""Of what was written here."""


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
        inputs: Source of the module that its inputs are drawn from; see `tracefix_rl.tasks.inputs`. Empty if
            it came with all its tests.
        provenance: Where it is from.
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
    provenance: Provenance = OWN
