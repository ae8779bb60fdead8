"""What a run may use: a suite of tests, the limits it is held to, and further modules."""

from __future__ import annotations

import keyword
from dataclasses import dataclass, field, fields

MAX_SUITE_BYTES = 1_000_000
"""Largest accepted test module, in bytes of UTF-8."""
MAX_SECONDS = 86_400
"""Longest time that a limit may allow."""
MAX_MODULE_NAME = 200
"""Longest name of a module under test."""
MAX_SUPPORT_BYTES = 4_000_000
"""Most source of all supporting modules of a suite together, in bytes of UTF-8."""


class LimitsError(ValueError):
    """A limit or a suite that no run could honour."""


@dataclass(frozen=True, slots=True)
class Limits:
    """Resources one run may use.

    CPU time decides timeouts, so that a busy machine cannot change a verdict; the wall clocks are
    backstops for code that waits instead of working.

    Args:
        test_cpu_s: CPU seconds of the worker for each test.
        test_wall_s: Wall seconds for each test.
        run_cpu_s: CPU seconds of the workers for the whole run; tests that did not start by then time out. A
            test that waits until its wall limit has used that much of it.
        run_wall_s: Wall seconds for the whole run, likewise.
        memory_mb: Megabytes of data the worker may allocate beyond what it starts with.
        output_bytes: Bytes of printed text that are kept of each test.
        file_bytes: Largest file the worker may write, in bytes.
        open_files: Open descriptors of the worker.
        threads: Threads of the worker, counted where a test takes more than a moment.
        calls: Calls that may travel between a test run and the code under test.

    Raises:
        LimitsError: If a limit is not a positive number within reason.
    """

    test_cpu_s: float = 1.0
    test_wall_s: float = 6.0
    run_cpu_s: float = 10.0
    run_wall_s: float = 30.0
    memory_mb: int = 256
    output_bytes: int = 16_384
    file_bytes: int = 1_048_576
    open_files: int = 32
    threads: int = 64
    calls: int = 200_000

    def __post_init__(self) -> None:
        for item in fields(self):
            value = getattr(self, item.name)
            if isinstance(value, bool) or not isinstance(value, int | float) or not 0 < value < 1e12:
                raise LimitsError(f"{item.name} must be a positive number, not {value!r}")
            if item.name.endswith("_s") and value > MAX_SECONDS:
                raise LimitsError(f"{item.name} may be {MAX_SECONDS:,} seconds, not {value:,}")
            if not item.name.endswith("_s") and not isinstance(value, int):
                raise LimitsError(f"{item.name} must be a whole number, not {value!r}")


@dataclass(frozen=True, slots=True)
class Module:
    """A module that the code under test needs and that is not under test itself, e.g. of the same package.

    Args:
        name: Dotted name under which it is imported.
        source: Its source.

    Raises:
        LimitsError: If the name is not one that `import` takes, or the source is no text.
    """

    name: str
    source: str

    def __post_init__(self) -> None:
        _check_module(self.name)
        if not isinstance(self.source, str):
            raise LimitsError(f"the source of {self.name} is text, not {type(self.source).__name__}")


@dataclass(frozen=True, slots=True)
class Suite:
    """A pytest module's text, the name of the module it tests, and its limits.

    Args:
        text: Source of the test module.
        module: Dotted name under which the tests import the code under test.
        limits: What a run of the suite may use.
        comparisons: Names such as `Version.__lt__` of the comparisons (order and containment) with plain
            data that objects of the code under test may decide; `None` for any. A report says which were.
        support: Further modules that the module under test and the tests may import. They run where the
            code under test does. A package that is not among them is empty.

    Raises:
        LimitsError: If the text or the support is empty or too large, the module's name is not one that
            `import` takes, or an argument is of another type.
    """

    text: str
    module: str = "program"
    limits: Limits = field(default_factory=Limits)
    comparisons: frozenset[str] | None = None
    support: tuple[Module, ...] = ()

    def __post_init__(self) -> None:
        if not isinstance(self.text, str):
            raise LimitsError(f"text is the text of a pytest module, not {type(self.text).__name__}")
        if not self.text.strip():
            raise LimitsError("a suite needs the text of a pytest module; this one is empty")
        size = len(self.text.encode("utf-8", "surrogatepass"))
        if size > MAX_SUITE_BYTES:
            raise LimitsError(f"a suite may have {MAX_SUITE_BYTES:,} bytes, not {size:,}")
        _check_module(self.module)
        if not isinstance(self.limits, Limits):
            raise LimitsError(f"limits are `Limits`, not {type(self.limits).__name__}")
        if not (self.comparisons is None or isinstance(self.comparisons, frozenset)):
            raise LimitsError(f"comparisons are a frozenset of names, not {type(self.comparisons).__name__}")
        _check_support(self.support, self.module)

    @property
    def modules(self) -> tuple[str, ...]:
        """Names of the modules whose code runs apart from the tests: the one under test, and its support."""
        return (self.module, *(each.name for each in self.support))


def _check_module(name: object) -> None:
    if not isinstance(name, str):
        raise LimitsError(
            f"module is the dotted name of a module, such as 'program', not {type(name).__name__}"
        )
    if len(name) > MAX_MODULE_NAME:
        raise LimitsError(f"module may have {MAX_MODULE_NAME} characters, not {len(name):,}")
    for part in name.split("."):
        if not part.isidentifier():
            raise LimitsError(f"module is {name!r}, which is not the dotted name of a module")
        if keyword.iskeyword(part):
            raise LimitsError(
                f"module is {name!r}, which cannot be imported: {part!r} is a keyword of Python"
            )


def _check_support(support: object, module: str) -> None:
    if not isinstance(support, tuple) or not all(isinstance(each, Module) for each in support):
        raise LimitsError("support is a tuple of `Module`s, each with its name and its source")
    names = [module, *(each.name for each in support)]
    twice = sorted({name for name in names if names.count(name) > 1})
    if twice:
        raise LimitsError(f"more than one source is given of {', '.join(twice)}; leave out all but one")
    size = sum(len(each.source.encode("utf-8", "surrogatepass")) for each in support)
    if size > MAX_SUPPORT_BYTES:
        raise LimitsError(f"support may have {MAX_SUPPORT_BYTES:,} bytes, not {size:,}")
