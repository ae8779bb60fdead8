"""The filter of system calls, as a program for the kernel.

It decides by the call's number and arguments, as `allowed` says. The number is found by binary search, so
that installing the program and running it stay cheap. See seccomp(2) and the kernel's
Documentation/userspace-api/seccomp_filter.rst for the format.
"""

from __future__ import annotations

import functools
import platform
import struct
from dataclasses import dataclass

from tracefix_rl.sandbox.kernel.allowed import ANY_PID, BOUNDED, OPEN
from tracefix_rl.sandbox.kernel.bpf import (
    ALLOW,
    AT_LEAST,
    AUDIT,
    EQUAL,
    JUMP,
    KILL,
    LOAD,
    NUMBER,
    Instruction,
    refuse,
)
from tracefix_rl.sandbox.kernel.syscalls import AARCH64, X86_64


@dataclass(frozen=True, slots=True)
class _Architecture:
    audit: int
    numbers: dict[str, int]


_ARCHITECTURES = {
    "x86_64": _Architecture(0xC000003E, X86_64),
    "aarch64": _Architecture(0xC00000B7, AARCH64),
}


def supported() -> bool:
    """Tell whether the calls of this machine's architecture are known."""
    return platform.machine() in _ARCHITECTURES


@functools.cache
def filter_program() -> tuple[bytes, int]:
    """Return the filter's instructions (`struct sock_filter[]`), and where in them a process puts its pid.

    A process may signal itself; the pid is a native unsigned 32-bit integer.

    Raises:
        KeyError: If the architecture is not supported.
    """
    architecture = _ARCHITECTURES[platform.machine()]
    numbers = architecture.numbers
    ends = {numbers[name]: [ALLOW] for name in OPEN if name in numbers}
    ends |= {numbers[name]: [*check, ALLOW] for name, check in BOUNDED.items()}
    program = [
        (LOAD, 0, 0, AUDIT),
        (EQUAL, 1, 0, architecture.audit),
        KILL,
        (LOAD, 0, 0, NUMBER),
        *_search(_segments(ends)),
    ]
    packed = b"".join(struct.pack("HBBI", *instruction) for instruction in program)
    return packed, packed.index(struct.pack("I", ANY_PID))


_Segment = tuple[int, list[Instruction]]


def _segments(ends: dict[int, list[Instruction]]) -> list[_Segment]:
    """Cut the numbers into runs that are decided alike: `(first number, code)`, ascending."""
    segments: list[_Segment] = [(0, [refuse()])]
    for number in range(max(ends) + 2):
        code = ends.get(number, [refuse()])
        if code != segments[-1][1]:
            segments.append((number, code))
    return segments if segments[1:] and segments[1][0] else segments[1:]


def _search(segments: list[_Segment]) -> list[Instruction]:
    """Return code that finds the accumulator's segment and runs its decision."""
    if len(segments) == 1:
        return segments[0][1]
    middle = len(segments) // 2
    low, high = _search(segments[:middle]), _search(segments[middle:])
    first = segments[middle][0]
    if len(low) < 256:
        return [(AT_LEAST, len(low), 0, first), *low, *high]
    return [(AT_LEAST, 0, 1, first), (JUMP, 0, 0, len(low)), *low, *high]
