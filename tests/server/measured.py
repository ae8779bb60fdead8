"""What a server's metrics say."""

from __future__ import annotations

from live_server import Server
from prometheus_client.parser import text_string_to_metric_families


def samples(server: Server) -> dict[tuple[str, frozenset[tuple[str, str]]], float]:
    """All samples by name and labels."""
    status, text = server.get("/metrics")
    assert status == 200
    return {
        (sample.name, frozenset(sample.labels.items())): sample.value
        for family in text_string_to_metric_families(text)
        for sample in family.samples
    }


def value_of(server: Server, name: str, **labels: str) -> float:
    """One sample's value; 0 if nothing was counted under these labels."""
    return samples(server).get((name, frozenset(labels.items())), 0.0)
