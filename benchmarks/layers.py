"""What each layer costs a worker, each timed where it is applied: in a child just forked."""

from __future__ import annotations

import gc
import json
import os
import time
from collections.abc import Callable
from statistics import median

from tracefix_rl.sandbox import lockdown
from tracefix_rl.sandbox.limits import Limits
from tracefix_rl.sandbox.zygote import fork

_LIMITS = Limits()


def layers_us(rounds: int) -> dict[str, float]:
    """Return the median microseconds of every step in a fresh child, in the order of the steps."""
    gc.collect()
    gc.freeze()
    samples = [_one() for _ in range(rounds)]
    gc.unfreeze()
    return {step: median(sample[step] for sample in samples) for step in samples[0]}


def _one() -> dict[str, float]:
    reader, writer = os.pipe()
    data = lockdown.MemoryGauge()
    lockdown.prepared_filter()
    started = time.perf_counter()
    pid = fork()
    if pid == 0:
        try:
            os.write(writer, json.dumps(_in_child(started, data, writer)).encode())
        finally:
            os._exit(0)
    os.close(writer)
    with open(reader, "rb") as answer:
        found: dict[str, float] = json.loads(answer.read())
    os.waitpid(pid, 0)
    os.close(data.descriptor)
    return found


def _in_child(started: float, data: lockdown.MemoryGauge, kept: int) -> dict[str, float]:
    steps: dict[str, Callable[[], object]] = {
        "fork": lambda: None,
        "session": lockdown.own_session,
        "parent-death signal": lambda: lockdown.die_with_parent(os.getppid()),
        "descriptors": lambda: lockdown.close_descriptors((0, 1, 2, kept, data.descriptor)),
        "limits of files": lambda: lockdown.limit_descriptors_and_files(
            _LIMITS.open_files, _LIMITS.file_bytes
        ),
        "limit of CPU time": lambda: lockdown.limit_cpu(12),
        "limit of memory": lambda: lockdown.limit_memory(_LIMITS.memory_mb, data.read()),
        "no_new_privs": lockdown.no_new_privileges,
        "landlock and its rules (once, inherited)": lambda: lockdown.landlock(lockdown.readable_paths()),
        "seccomp": lockdown.filter_system_calls,
    }
    found = {}
    for name, apply in steps.items():
        apply()
        now = time.perf_counter()
        found[name] = 1e6 * (now - started)
        started = now
    return found
