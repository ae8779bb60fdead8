"""What each isolation layer is for."""

from __future__ import annotations

from tracefix_rl.sandbox.report import IsolationReport, Layer, LayerStatus

_LAYERS = {
    "session": ("signals from a terminal, and outliving its parent", False),
    "descriptors": ("reading or writing through inherited files and sockets", True),
    "environment": ("reading tokens and paths from environment variables", True),
    "rlimits": ("using up memory, addresses, CPU time, disk, descriptors or queued signals", True),
    "no_new_privs": ("gaining privileges", True),
    "landlock": ("reading tests, solutions, /proc or any other file; writing files", True),
    "seccomp": ("network, new processes, signals to others, ptrace, shared memory, reading links", True),
}
"""What each layer stops, and whether strict mode insists on it, in the order of application."""


def isolation_report(found: list[list[str]]) -> IsolationReport:
    """Make a report of what a zygote found.

    Args:
        found: `[name, status, detail]` of each layer; one that is not named counts as failed.
    """
    statuses = {name: (LayerStatus(status), detail) for name, status, detail in found}
    absent = (LayerStatus.FAILED, "it could not be tried")
    return IsolationReport(
        tuple(
            Layer(name, *_in_order(statuses.get(name, absent), stops), required=required)
            for name, (stops, required) in _LAYERS.items()
        )
    )


def _in_order(status: tuple[LayerStatus, str], stops: str) -> tuple[LayerStatus, str, str]:
    return status[0], stops, status[1]
