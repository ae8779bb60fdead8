"""Evaluate arithmetic like "2 * (3 - 1) / 4"."""

import re

TOKEN = re.compile(r"\s*(\d+\.?\d*|[-+*/()])")


class CalculatorError(Exception):
    """The text is not an expression, or it divides by zero."""


def tokenize(text: str) -> list[str]:
    """Return the numbers, operators and parentheses of `text`."""
    tokens: list[str] = []
    text = text.rstrip()
    position = 0
    while position < len(text):
        match = TOKEN.match(text, position)
        if match is None:
            raise CalculatorError(f"cannot read {text[position:]!r}")
        tokens.append(match[1])
        position = match.end()
    return tokens


def evaluate(text: str) -> float:
    """Return the value of an expression with + - * / and parentheses.

    * and / go before + and -; operators of one rank go from left to right.

    Raises:
        CalculatorError: If `text` is not an expression, or divides by zero.
    """
    tokens = tokenize(text)
    value = _sum(tokens)
    if tokens:
        raise CalculatorError(f"unexpected {tokens[0]!r}")
    return value


def _sum(tokens: list[str]) -> float:
    value = _product(tokens)
    while tokens and tokens[0] in "+-":
        if tokens.pop(0) == "+":
            value += _product(tokens)
        else:
            value -= _product(tokens)
    return value


def _product(tokens: list[str]) -> float:
    value = _operand(tokens)
    while tokens and tokens[0] in "*/":
        if tokens.pop(0) == "*":
            value *= _operand(tokens)
            continue
        divisor = _operand(tokens)
        if divisor == 0:
            raise CalculatorError("division by zero")
        value /= divisor
    return value


def _operand(tokens: list[str]) -> float:
    if not tokens:
        raise CalculatorError("the expression ends too early")
    token = tokens.pop(0)
    if token == "-":
        return -_operand(tokens)
    if token == "(":
        value = _sum(tokens)
        if not tokens or tokens.pop(0) != ")":
            raise CalculatorError("a parenthesis is not closed")
        return value
    if not token[0].isdigit():
        raise CalculatorError(f"unexpected {token!r}")
    return float(token)
