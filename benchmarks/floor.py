"""The bare floor the sandbox is compared with: fork, the same layers, load the source, call it, no pytest.

Run as a process of its own. For each line on standard input it forks a locked-down child that compiles the
source and calls each check, and writes how many held to standard output.
"""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Callable

from tracefix_rl.sandbox import lockdown, zygote
from tracefix_rl.sandbox.limits import Limits

FORKS = {"python": os.fork, "libc": zygote.fork}


def check(number: int) -> Callable[[dict[str, object]], bool]:
    """Return what one test of the benchmark's suite does."""

    def holds(names: dict[str, object]) -> bool:
        square = names["square"]
        return bool(callable(square) and square(number) == number * number)

    return holds


def run(
    source: str,
    checks: list[Callable[[dict[str, object]], bool]],
    data: lockdown.MemoryGauge,
    fork: Callable[[], int],
) -> int:
    """Fork a child that loads and checks; return how many checks held."""
    limits = Limits()
    reader, writer = os.pipe()
    parent = os.getpid()
    pid = fork()
    if pid == 0:
        lockdown.own_session()
        lockdown.die_with_parent(parent)
        size = data.read()
        lockdown.close_descriptors((0, 1, 2, writer))
        lockdown.limit_descriptors_and_files(limits.open_files, limits.file_bytes)
        lockdown.limit_cpu(12)
        lockdown.limit_memory(limits.memory_mb, size)
        lockdown.filter_system_calls()
        names: dict[str, object] = {}
        exec(compile(source, "program.py", "exec"), names)
        os.write(writer, bytes([sum(holds(names) for holds in checks)]))
        os._exit(0)
    os.close(writer)
    passed = os.read(reader, 1)
    os.close(reader)
    os.waitpid(pid, 0)
    return passed[0] if passed else 0


def main() -> None:
    """Serve runs: `argv` holds a file with the source, the number of checks, and whose fork to use."""
    path, tests, whose = sys.argv[1:]
    with open(path, encoding="utf-8") as file:
        source = file.read()
    checks = [check(number) for number in range(int(tests))]
    data = lockdown.MemoryGauge()
    lockdown.no_new_privileges()
    lockdown.landlock(lockdown.readable_paths())
    gc.collect()
    gc.freeze()
    gc.disable()
    for _ in sys.stdin:
        print(run(source, checks, data, FORKS[whose]), flush=True)


if __name__ == "__main__":
    main()
