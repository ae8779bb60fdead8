"""A calculator with variables and functions of its own; all numbers are exact."""

import math
import operator
import re
from collections.abc import Callable, Sequence
from fractions import Fraction

TOKEN = re.compile(r"(?:\d+(?:\.\d+)?|[A-Za-z_]\w*|\*\*|<=|==|[-+*/%<>(),])")
NAME = re.compile(r"[A-Za-z_]\w*")
DEPTH = 12
LEVELS: list[dict[str, Callable[[Fraction, Fraction], bool | Fraction]]] = [
    {"<": operator.lt, "<=": operator.le, ">": operator.gt, "==": operator.eq},
    {"+": operator.add, "-": operator.sub},
    {"*": operator.mul, "/": operator.truediv, "%": operator.mod},
]
BUILTINS = ("abs", "floor", "if", "max")


class ExpressionError(ValueError):
    """The text is no expression, or has no value."""


class Calculator:
    """Evaluates expressions, and remembers variables and functions."""

    def __init__(self) -> None:
        self._variables: dict[str, Fraction] = {}
        self._functions: dict[str, tuple[list[str], str]] = {}

    def evaluate(self, text: str) -> int | float:
        """Return the value of an expression, an int if it is whole; raise ExpressionError if it has none."""
        value = _Parser(self, text, self._variables, 0).value()
        return int(value) if value.denominator == 1 else float(value)

    def assign(self, name: str, text: str) -> int | float:
        """Give a variable the value of an expression, and return it; raise what `evaluate` does."""
        if not NAME.fullmatch(name):
            raise ExpressionError(f"{name!r} is no name")
        self._variables[name] = _Parser(self, text, self._variables, 0).value()
        return self.evaluate(name)

    def define(self, name: str, parameters: Sequence[str], text: str) -> None:
        """Give an expression a name and parameters; raise ExpressionError if one of them cannot be used."""
        if not all(map(NAME.fullmatch, (name, *parameters))):
            raise ExpressionError("a name is no name")
        if name in BUILTINS or len(set(parameters)) < len(parameters):
            raise ExpressionError(f"{name} cannot be defined so")
        self._functions[name] = (list(parameters), text)

    def _call(self, name: str, values: list[Fraction], depth: int) -> Fraction:
        if name in BUILTINS:
            return _builtin(name, values)
        if name not in self._functions:
            raise ExpressionError(f"unknown function {name}")
        parameters, text = self._functions[name]
        if len(values) != len(parameters):
            raise ExpressionError(f"{name} takes {len(parameters)} arguments, not {len(values)}")
        if depth == DEPTH:
            raise ExpressionError("calls are nested too deeply")
        known = self._variables | dict(zip(parameters, values, strict=True))
        return _Parser(self, text, known, depth + 1).value()


class _Parser:
    def __init__(self, owner: Calculator, text: str, variables: dict[str, Fraction], depth: int) -> None:
        self._owner, self._variables, self._depth = owner, variables, depth
        self._tokens = [*_tokens(text), ""]
        self._at = 0

    def value(self) -> Fraction:
        result = self._binary()
        self._expect("")
        return result

    def _take(self, *wanted: str) -> str:
        token = self._tokens[self._at]
        if token not in wanted:
            return ""
        self._at += 1
        return token

    def _expect(self, token: str) -> None:
        if self._tokens[self._at] != token:
            raise ExpressionError(f"unexpected {self._tokens[self._at] or 'end'}")
        self._at += 1

    def _binary(self, level: int = 0) -> Fraction:
        if level == len(LEVELS):
            return self._unary()
        left = self._binary(level + 1)
        while sign := self._take(*LEVELS[level]):
            right = self._binary(level + 1)
            if right == 0 and sign in ("/", "%"):
                raise ExpressionError("division by zero")
            left = Fraction(LEVELS[level][sign](left, right))
        return left

    def _unary(self) -> Fraction:
        if self._take("-"):
            return -self._unary()
        base = self._atom()
        if not self._take("**"):
            return base
        exponent = self._unary()
        if exponent.denominator != 1 or abs(exponent) > 16 or (base == 0 and exponent < 0):
            raise ExpressionError(f"cannot raise {base} to {exponent}")
        return base ** int(exponent)

    def _atom(self) -> Fraction:
        if self._take("("):
            inner = self._binary()
            self._expect(")")
            return inner
        token = self._tokens[self._at]
        self._expect(token if NAME.match(token) or token[:1].isdecimal() else "a value")
        if not NAME.match(token):
            return Fraction(token)
        if self._take("("):
            return self._owner._call(token, self._arguments(), self._depth)
        if token in self._variables:
            return self._variables[token]
        raise ExpressionError(f"unknown variable {token}")

    def _arguments(self) -> list[Fraction]:
        if self._take(")"):
            return []
        values = [self._binary()]
        while self._take(","):
            values.append(self._binary())
        self._expect(")")
        return values


def _tokens(text: str) -> list[str]:
    tokens = TOKEN.findall(text)
    if "".join(tokens) != "".join(text.split()):
        raise ExpressionError(f"cannot read {text}")
    return tokens


def _builtin(name: str, values: list[Fraction]) -> Fraction:
    if len(values) != {"if": 3, "abs": 1, "floor": 1}.get(name, max(len(values), 1)):
        raise ExpressionError(f"{name} does not take {len(values)} arguments")
    if name == "if":
        return values[1] if values[0] else values[2]
    if name == "max":
        return max(values)
    return abs(values[0]) if name == "abs" else Fraction(math.floor(values[0]))
