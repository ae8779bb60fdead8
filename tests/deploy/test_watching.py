"""The queries of the guide ask for what the server counts."""

from __future__ import annotations

import re

from deployment import GUIDE
from prometheus_client.parser import text_string_to_metric_families

from tracefix_rl.server import metrics

SUFFIXES = {"counter": ("_total",), "gauge": ("",), "histogram": ("_bucket", "_count", "_sum")}


def counted() -> set[str]:
    body, _ = metrics.text("")
    return {
        family.name + suffix
        for family in text_string_to_metric_families(body.decode())
        for suffix in SUFFIXES.get(family.type, ("",))
    }


def test_the_guide_asks_for_what_is_counted() -> None:
    queries = re.findall(r"\| (`.*`) \|", GUIDE.read_text(encoding="utf-8"))
    named = {name for query in queries for name in re.findall(r"\btracefix_[a-z_]+", query)}
    assert len(named) > 5
    assert named <= counted()
