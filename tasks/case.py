"""The words in which a program's `inputs.py` says what to do with the program.

A *case* is a list of *steps*. A step is

- `call("parse", "a=1", strict=True)`: call a function; what it returns or raises is observed;
- `call("cart.add", "pear", 2)`: the same with a method of what an earlier step kept as `cart`;
- `read("cart.size")`: an attribute, or anything else one writes down like that, which is observed;
- `keep("cart", call("Cart", 10))`: keep what a call returns, most often an object, under a name;
- `keep("times", [0.0])`: keep data under a name.

Arguments are plain data whose `repr` is the same in every process: no sets. `Expression("cart")` stands for
what was kept as `cart`, and `Expression("lambda: times[-1]")` is a function that the program may call back.
A call that is kept and raises ends its case. A test of a case with dates needs `import datetime`, as their
`repr` does.

Nothing here runs anything: a case is what a test of it would say, without the expected values.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Expression:
    """An argument in the words of the test: a name kept earlier, or a function of such names."""

    text: str

    def __repr__(self) -> str:
        return self.text


@dataclass(frozen=True, slots=True)
class Call:
    """Calls a function, a class, or a method of what was kept; see `call`."""

    target: str
    args: tuple[Any, ...]
    kwargs: tuple[tuple[str, Any], ...]

    def __str__(self) -> str:
        arguments = [*map(repr, self.args), *(f"{name}={value!r}" for name, value in self.kwargs)]
        return f"{self.target}({', '.join(arguments)})"


@dataclass(frozen=True, slots=True)
class Read:
    """Reads what `text` says; see `read`."""

    text: str

    def __str__(self) -> str:
        return self.text


@dataclass(frozen=True, slots=True)
class Keep:
    """Keeps the result of a call, or data, under a name; see `keep`."""

    name: str
    value: Any

    def __str__(self) -> str:
        value = str(self.value) if isinstance(self.value, Call) else repr(self.value)
        return f"{self.name} = {value}"


Step = Call | Read | Keep
Case = list[Step]


def call(target: str, /, *args: Any, **kwargs: Any) -> Call:
    """Return the step that calls `target`, a public name of the program or a method of something kept."""
    return Call(target, args, tuple(kwargs.items()))


def read(text: str) -> Read:
    """Return the step that reads an attribute, such as `cart.size`, or an expression, such as `len(cart)`."""
    return Read(text)


def keep(name: str, value: Any) -> Keep:
    """Return the step that keeps the result of a call, or data, under a name."""
    return Keep(name, value)


def written(case: Case) -> str:
    """Return the case as Python, a line for each step; two cases that are written alike are the same."""
    return "\n".join(map(str, case))
