"""What can go wrong on our side of a run; a failing test is never one of these."""

from __future__ import annotations


class SandboxError(Exception):
    """Base of everything the sandbox raises."""


class SuiteError(SandboxError):
    """The test module itself cannot be used: it does not parse, fails to import, or has no tests."""


class IsolationError(SandboxError):
    """Strict mode, and a required isolation layer is not to be had on this machine."""


class InfrastructureError(SandboxError):
    """The runner or its processes failed twice: there is no verdict, and no score may be given."""
