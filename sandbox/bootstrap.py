"""Command lines of the sandbox's own interpreters."""

from __future__ import annotations

import os
import sys
from pathlib import Path

_START_ZYGOTE = """
import sys, types
root = types.ModuleType("tracefix_rl")
root.__path__ = []
room = types.ModuleType("tracefix_rl.sandbox")
room.__path__ = [sys.argv.pop(1)]
sys.modules.update({"tracefix_rl": root, "tracefix_rl.sandbox": room})
from tracefix_rl.sandbox.zygote import main
for name, module in sys.modules.items():
    if name.startswith("tracefix_rl.") and hasattr(module, "__path__"):
        module.__path__ = []
main()
"""


def zygote_command(control: int, strict: bool) -> list[str]:
    """Return the command that starts a zygote.

    No installed package is on its path, and the package around this room stands empty in it: it could
    not import a task or a solution if it tried.

    Args:
        control: Descriptor of the control socket.
        strict: Whether workers must have every required layer.
    """
    room = str(Path(__file__).parent)
    # Workers cannot follow links, so that none may lead to the standard library.
    interpreter = os.path.realpath(sys.executable)
    mode = "strict" if strict else "degraded"
    return [interpreter, "-s", "-S", "-P", "-c", _START_ZYGOTE, room, str(control), str(os.getpid()), mode]


def runner_command(channel: int, progress: int, mode: str) -> list[str]:
    """Return the command that starts a runner.

    Args:
        channel: Descriptor of the socket to its owner.
        progress: Descriptor of the memory in which it tells how far it has come.
        mode: `strict` or `degraded`.
    """
    return [sys.executable, "-s", "-P", "-m", "tracefix_rl.sandbox.runner", str(channel), str(progress), mode]


def zygote_environment(hash_seed: int) -> dict[str, str]:
    """Return the environment a zygote starts with: nothing but what the interpreter must know.

    Args:
        hash_seed: `PYTHONHASHSEED` of the code under test.
    """
    # Else the C library reserves 64 MB for the heap of every thread, which the limit on memory would count.
    return _environment(hash_seed) | {"MALLOC_ARENA_MAX": "1"}


def runner_environment(hash_seed: int) -> dict[str, str]:
    """Return the environment a runner starts with: no tokens, but where packages are found."""
    kept = {name: os.environ[name] for name in ("PYTHONPATH", "VIRTUAL_ENV") if name in os.environ}
    return kept | _environment(hash_seed)


def _environment(hash_seed: int) -> dict[str, str]:
    return {"PYTHONHASHSEED": str(hash_seed), "LC_ALL": "C.UTF-8"}
