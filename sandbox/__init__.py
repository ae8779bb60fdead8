"""Runs a pytest suite against a source text it does not trust, and returns a verdict for each test.

The tests run in a trusted process, the code under test in another that is locked down; only data
crosses. Public: `Sandbox`, `Suite`, `Module`, `Limits`, `ReportCache`, the reports,
and the errors.
"""

from tracefix_rl.sandbox.cache import ReportCache
from tracefix_rl.sandbox.errors import InfrastructureError, IsolationError, SandboxError, SuiteError
from tracefix_rl.sandbox.limits import Limits, LimitsError, Module, Suite
from tracefix_rl.sandbox.pool import Mode, Sandbox
from tracefix_rl.sandbox.report import (
    IsolationReport,
    Layer,
    LayerStatus,
    SuiteReport,
    TestReport,
    Verdict,
)

__all__ = [
    "InfrastructureError",
    "IsolationError",
    "IsolationReport",
    "Layer",
    "LayerStatus",
    "Limits",
    "LimitsError",
    "Mode",
    "Module",
    "ReportCache",
    "Sandbox",
    "SandboxError",
    "Suite",
    "SuiteError",
    "SuiteReport",
    "TestReport",
    "Verdict",
]
