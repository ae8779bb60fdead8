"""Uses a sandbox on a kernel that lacks a layer, and prints as JSON what came of it.

    old_kernel.py landlock|seccomp strict|degraded

A filter on this process, which everything it starts inherits, answers as a kernel without that layer does.
"""

from __future__ import annotations

import ctypes
import errno
import json
import platform
import struct
import sys
from dataclasses import asdict

from tracefix_rl.sandbox import IsolationError, Sandbox, Suite, lockdown
from tracefix_rl.sandbox.kernel.bpf import ALLOW, EQUAL, LOAD, NUMBER, Instruction, refuse

_PRCTL, _SECCOMP = {"x86_64": (157, 317), "aarch64": (167, 277)}[platform.machine()]
_FIRST_ARGUMENT = 16
_PR_SET_SECCOMP, _SECCOMP_MODE_FILTER = 22, 2

ANSWERS: dict[str, list[Instruction]] = {
    "landlock": [
        (LOAD, 0, 0, NUMBER),
        *(step for number in (444, 445, 446) for step in ((EQUAL, 0, 1, number), refuse(errno.ENOSYS))),
        ALLOW,
    ],
    "seccomp": [
        (LOAD, 0, 0, NUMBER),
        (EQUAL, 0, 1, _SECCOMP),
        refuse(errno.ENOSYS),
        (EQUAL, 1, 0, _PRCTL),
        ALLOW,
        (LOAD, 0, 0, _FIRST_ARGUMENT),
        (EQUAL, 0, 1, _PR_SET_SECCOMP),
        refuse(errno.EINVAL),
        ALLOW,
    ],
}

SUITE = Suite("from program import double\ndef test_it(): assert double(2) == 4\n")
RIGHT = "def double(x): return x * 2"


def remove(layer: str) -> None:
    """Have the kernel answer this process as if it had no such layer."""
    lockdown.no_new_privileges()
    program = b"".join(struct.pack("HBBI", *instruction) for instruction in ANSWERS[layer])
    instructions = ctypes.create_string_buffer(program, len(program))
    head = struct.pack("HxxxxxxP", len(ANSWERS[layer]), ctypes.addressof(instructions))
    libc = ctypes.CDLL(None, use_errno=True)
    if libc.prctl(_PR_SET_SECCOMP, _SECCOMP_MODE_FILTER, head, 0, 0):
        raise OSError(ctypes.get_errno(), "the filter could not be installed")


def use(mode: str) -> dict[str, object]:
    """Run a suite twice, right and wrong; tell what was reported."""
    with Sandbox(runners=1, mode=mode) as sandbox:
        try:
            reports = [sandbox.run(RIGHT, SUITE), sandbox.run("def double(x): return x", SUITE)]
        except IsolationError as error:
            return {"refused": str(error)}
        return {
            "passed": [report.passed for report in reports],
            "missing": [report.missing_layers for report in reports],
            "layers": {layer.name: asdict(layer) for layer in sandbox.isolation().layers},
        }


if __name__ == "__main__":
    remove(sys.argv[1])
    print(json.dumps(use(sys.argv[2])))
