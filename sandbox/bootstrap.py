"""Command lines of the sandbox's own interpreters."""

from __future__ import annotations

import json
import os
import sys
from dataclasses import asdict, dataclass
from pathlib import Path

from tracefix_rl.sandbox.packages import folders_of

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


@dataclass(frozen=True, slots=True)
class Setup:
    """What runners and their workers are started with.

    Args:
        strict: Whether workers must have every required layer.
        hash_seed: `PYTHONHASHSEED` of the code under test.
        packages: Third-party packages that it may import.
    """

    strict: bool = True
    hash_seed: int = 0
    packages: tuple[str, ...] = ()

    def as_text(self) -> str:
        """Return it for a command line."""
        return json.dumps(asdict(self))

    @classmethod
    def from_text(cls, text: str) -> Setup:
        """Read what `as_text` wrote."""
        values = json.loads(text)
        return cls(**values | {"packages": tuple(values["packages"])})


def zygote_command(control: int, setup: Setup) -> list[str]:
    """Return the command that starts a zygote.

    No installed package is on its path, and the package around this room stands empty in it: it could
    not import a task or a solution if it tried. Packages of the setup it imports while it starts.

    Args:
        control: Descriptor of the control socket.
        setup: What its workers are started with.
    """
    room = str(Path(__file__).parent)
    # Workers cannot follow links, so that none may lead to the standard library.
    interpreter = os.path.realpath(sys.executable)
    own = [room, str(control), str(os.getpid()), setup.as_text(), *folders_of(setup.packages)]
    return [interpreter, "-s", "-S", "-P", "-c", _START_ZYGOTE, *own]


def runner_command(channel: int, progress: int, setup: Setup) -> list[str]:
    """Return the command that starts a runner.

    Args:
        channel: Descriptor of the socket to its owner.
        progress: Descriptor of the memory in which it tells how far it has come.
        setup: What it and its workers are started with.
    """
    own = [str(channel), str(progress), setup.as_text()]
    return [sys.executable, "-s", "-P", "-m", "tracefix_rl.sandbox.runner", *own]


def zygote_environment(hash_seed: int) -> dict[str, str]:
    """Return the environment a zygote starts with: nothing but what the interpreter must know.

    Args:
        hash_seed: `PYTHONHASHSEED` of the code under test.
    """
    # Else the C library reserves 64 MB for the heap of every thread, which the limit on memory would count.
    arenas = {"MALLOC_ARENA_MAX": "1"}
    # Numerical libraries else start threads when they are imported, which no fork has.
    threads = dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"), "1")
    return _environment(hash_seed) | arenas | threads


def runner_environment(hash_seed: int) -> dict[str, str]:
    """Return the environment a runner starts with: no tokens, but where packages are found."""
    kept = {name: os.environ[name] for name in ("PYTHONPATH", "VIRTUAL_ENV") if name in os.environ}
    return kept | _environment(hash_seed)


def _environment(hash_seed: int) -> dict[str, str]:
    return {"PYTHONHASHSEED": str(hash_seed), "LC_ALL": "C.UTF-8"}
