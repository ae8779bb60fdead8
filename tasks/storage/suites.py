"""What a task file says of a suite, beside its text."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from tracefix_rl.sandbox.limits import Limits, Module, Suite


def suite_options(suite: Suite) -> dict[str, Any]:
    """Return a suite without its text, as plain data. Limits are named where they are not the usual ones."""
    usual = asdict(Limits())
    return {
        "module": suite.module,
        "comparisons": None if suite.comparisons is None else sorted(suite.comparisons),
        "support": {each.name: each.source for each in suite.support},
        "limits": {name: value for name, value in asdict(suite.limits).items() if value != usual[name]},
    }


def suite_of(text: str, options: Mapping[str, Any]) -> Suite:
    """Return the suite of a text and of what `suite_options` returned."""
    permitted = options["comparisons"]
    return Suite(
        text,
        module=options["module"],
        limits=Limits(**options["limits"]),
        comparisons=None if permitted is None else frozenset(permitted),
        support=tuple(Module(name, source) for name, source in options["support"].items()),
    )
