"""Instructions of the kernel's packet filter, and checks of a system call's arguments made of them.

See the kernel's Documentation/networking/filter.rst for the machine and seccomp(2) for what it looks at.
"""

from __future__ import annotations

import errno

Instruction = tuple[int, int, int, int]
"""Operation, instructions to skip if a comparison holds and if not, and operand."""
Check = list[Instruction]
"""Refuses the call, or lets what follows it decide."""

LOAD, JUMP, EQUAL, AT_LEAST, ANY_BIT, AND, RETURN = 0x20, 0x05, 0x15, 0x35, 0x45, 0x54, 0x06
NUMBER, AUDIT, _ARGUMENTS = 0, 4, 16
"""Where in what the filter looks at: the call's number, the architecture, the arguments."""

ALLOW: Instruction = (RETURN, 0, 0, 0x7FFF0000)
KILL: Instruction = (RETURN, 0, 0, 0x80000000)
_WORD = 0xFFFF_FFFF


def refuse(error: int = errno.EPERM) -> Instruction:
    """Make the call fail.

    Args:
        error: What `errno` will be.
    """
    return (RETURN, 0, 0, 0x0005_0000 | error)


def one_of(index: int, *values: int, among: int = _WORD, error: int = errno.EPERM) -> Check:
    """Refuse other values of an argument's low 32 bits.

    Args:
        index: The argument.
        values: Those that pass.
        among: The bits that are looked at.
        error: What others are told.
    """
    count = len(values)
    return [
        _low(index),
        *([(AND, 0, 0, among)] if among != _WORD else []),
        *((EQUAL, count - place, 0, value) for place, value in enumerate(values)),
        refuse(error),
    ]


def nothing_but(index: int, bits: int) -> Check:
    """Refuse other bits in an argument's low 32.

    Args:
        index: The argument.
        bits: Those that pass, together or not.
    """
    return [_low(index), (ANY_BIT, 0, 1, ~bits & _WORD), refuse()]


def below(index: int, bound: int, error: int = errno.EPERM) -> Check:
    """Refuse larger values of an argument's low 32 bits, and negative ones.

    Args:
        index: The argument.
        bound: The smallest that is refused.
        error: What those are told.
    """
    return [_low(index), (AT_LEAST, 0, 1, bound), refuse(error)]


def null(index: int) -> Check:
    """Refuse an argument that points to something."""
    return [*one_of(index, 0), _high(index), (EQUAL, 1, 0, 0), refuse()]


def where(index: int, value: int, check: Check) -> Check:
    """Check only calls with one value of an argument.

    Args:
        index: The argument.
        value: Its low 32 bits.
        check: What these calls must pass.
    """
    return [_low(index), (EQUAL, 0, len(check), value), *check]


def _low(index: int) -> Instruction:
    return (LOAD, 0, 0, _ARGUMENTS + 8 * index)


def _high(index: int) -> Instruction:
    return (LOAD, 0, 0, _ARGUMENTS + 8 * index + 4)
