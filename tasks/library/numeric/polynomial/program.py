"""Polynomials with whole coefficients."""

from __future__ import annotations

from collections.abc import Sequence
from math import gcd


class NotDivisibleError(ArithmeticError):
    """A division would leave the whole numbers."""


class Polynomial:
    """A polynomial; `coefficients[i]` belongs to the i-th power, and the last of them is not 0."""

    def __init__(self, coefficients: Sequence[int] = ()) -> None:
        length = len(coefficients)
        while length and coefficients[length - 1] == 0:
            length -= 1
        self.coefficients = tuple(coefficients[:length])

    @property
    def degree(self) -> int:
        """Return the highest power that has a coefficient; -1 if there is none."""
        return len(self.coefficients) - 1

    def __call__(self, x: int) -> int:
        """Return the value at x."""
        value = 0
        for coefficient in reversed(self.coefficients):
            value = value * x + coefficient
        return value

    def __add__(self, other: Polynomial) -> Polynomial:
        longer, shorter = self.coefficients, other.coefficients
        if len(longer) < len(shorter):
            longer, shorter = shorter, longer
        total = list(longer)
        for power, coefficient in enumerate(shorter):
            total[power] += coefficient
        return Polynomial(total)

    def __neg__(self) -> Polynomial:
        return Polynomial([-coefficient for coefficient in self.coefficients])

    def __sub__(self, other: Polynomial) -> Polynomial:
        return self + -other

    def __mul__(self, other: Polynomial) -> Polynomial:
        product = [0] * (len(self.coefficients) + len(other.coefficients))
        for i, left in enumerate(self.coefficients):
            for j, right in enumerate(other.coefficients):
                product[i + j] += left * right
        return Polynomial(product)

    def __divmod__(self, divisor: Polynomial) -> tuple[Polynomial, Polynomial]:
        """Return quotient and remainder.

        Raises:
            ZeroDivisionError: If the divisor is 0.
            NotDivisibleError: If a coefficient of the quotient is not a whole number.
        """
        if divisor.degree < 0:
            raise ZeroDivisionError("division by the polynomial 0")
        remainder = list(self.coefficients)
        leading = divisor.coefficients[-1]
        quotient = [0] * max(0, self.degree - divisor.degree + 1)
        for shift in reversed(range(len(quotient))):
            factor, rest = divmod(remainder[shift + divisor.degree], leading)
            if rest:
                raise NotDivisibleError(f"{self} is not divisible by {divisor} in whole numbers")
            quotient[shift] = factor
            for power, coefficient in enumerate(divisor.coefficients):
                remainder[shift + power] -= factor * coefficient
        return Polynomial(quotient), Polynomial(remainder)

    def derivative(self) -> Polynomial:
        """Return the derivative."""
        return Polynomial([power * factor for power, factor in enumerate(self.coefficients)][1:])

    def primitive(self) -> Polynomial:
        """Return the polynomial without the common divisor of its coefficients, and not negative in front."""
        divisor = gcd(*self.coefficients)
        if self.degree >= 0 and self.coefficients[-1] < 0:
            divisor = -divisor
        return Polynomial([coefficient // divisor for coefficient in self.coefficients])

    def roots(self) -> list[int]:
        """Return the whole roots in order, each as often as it is one.

        Raises:
            ValueError: If the polynomial is 0.
        """
        if self.degree < 0:
            raise ValueError("every number is a root of 0")
        found: list[int] = []
        rest = self
        while rest.degree > 0 and rest.coefficients[0] == 0:
            found.append(0)
            rest = Polynomial(rest.coefficients[1:])
        bound = abs(rest.coefficients[0])
        for candidate in range(-bound, bound + 1):
            while candidate and rest.degree > 0 and rest(candidate) == 0:
                found.append(candidate)
                rest, _ = divmod(rest, Polynomial([-candidate, 1]))
        return sorted(found)

    def __str__(self) -> str:
        text = ""
        for power, coefficient in reversed(list(enumerate(self.coefficients))):
            if coefficient == 0:
                continue
            sign = "-" if coefficient < 0 else "+"
            text += f" {sign} " if text else sign.replace("+", "")
            size = abs(coefficient)
            if size != 1 or power == 0:
                text += str(size)
            if power > 0:
                text += "x" if power == 1 else f"x^{power}"
        return text or "0"
