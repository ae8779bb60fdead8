"""A tiny spreadsheet that computes a cell only if something it depends on has changed."""

from collections.abc import Callable


class FormulaError(ValueError):
    """A name or a formula is not written as it should be."""


class CycleError(ValueError):
    """A cell would depend on itself."""


_OPERATORS: dict[str, Callable[[int, int], int]] = {
    "+": lambda left, right: left + right,
    "-": lambda left, right: left - right,
    "*": lambda left, right: left * right,
    "/": lambda left, right: left // right,
    "max": lambda left, right: max(left, right),
}


class Sheet:
    """Cells that are numbers or formulas such as "price * count - 3", computed from left to right."""

    def __init__(self) -> None:
        self._numbers: dict[str, int] = {}
        self._formulas: dict[str, list[str]] = {}
        self._values: dict[str, int] = {}
        self.computed = 0

    def set(self, name: str, content: int | str) -> list[str]:
        """Give a cell its content; return the other cells whose values are forgotten for that.

        Raises:
            FormulaError: If the name or the formula is wrong.
            CycleError: If the cell would depend on itself.
        """
        if not _is_name(name):
            raise FormulaError(f"{name!r} is no name")
        if isinstance(content, int):
            forgotten = self.clear(name)
            self._numbers[name] = content
            return forgotten
        words = _parse(content)
        above = {name, *self.dependents(name)}
        if any(word in above for word in words):
            raise CycleError(f"{name} would depend on itself")
        forgotten = self.clear(name)
        self._formulas[name] = words
        return forgotten

    def clear(self, name: str) -> list[str]:
        """Empty a cell; return the other cells whose values are forgotten for that."""
        self._numbers.pop(name, None)
        self._formulas.pop(name, None)
        self._values.pop(name, None)
        forgotten = [cell for cell in self.dependents(name) if cell in self._values]
        for cell in forgotten:
            del self._values[cell]
        return forgotten

    def get(self, name: str) -> int:
        """Return the value of a cell, 0 if it is empty.

        Raises:
            ZeroDivisionError: If a formula divides by zero.
        """
        if name in self._values:
            return self._values[name]
        if name in self._formulas:
            self._values[name] = self._compute(self._formulas[name])
            return self._values[name]
        return self._numbers.get(name, 0)

    def inputs(self, name: str) -> list[str]:
        """Return the cells that the formula of a cell names, in alphabetical order."""
        return sorted({word for word in self._formulas.get(name, []) if _is_name(word)})

    def dependents(self, name: str) -> list[str]:
        """Return the cells that depend on one, directly or not, in alphabetical order."""
        found = [name]
        for changed in found:
            for cell, words in self._formulas.items():
                if changed in words and cell not in found:
                    found.append(cell)
        return sorted(found[1:])

    def known(self) -> dict[str, int]:
        """Return the values of the formulas that need not be computed, by name."""
        return dict(sorted(self._values.items()))

    def _compute(self, words: list[str]) -> int:
        self.computed += 1
        value = self._operand(words[0])
        for operator, operand in zip(words[1::2], words[2::2], strict=True):
            value = _OPERATORS[operator](value, self._operand(operand))
        return value

    def _operand(self, word: str) -> int:
        return self.get(word) if _is_name(word) else int(word)


def _is_name(word: str) -> bool:
    return word.isascii() and word.isalnum() and word[0].isalpha() and word not in _OPERATORS


def _is_number(word: str) -> bool:
    digits = word[1:] if word[:1] in ("+", "-") else word
    return digits.isascii() and digits.isdigit()


def _parse(formula: str) -> list[str]:
    words = formula.split()
    if len(words) % 2 == 0:
        raise FormulaError(f"{formula!r} is not complete")
    for position, word in enumerate(words):
        if position % 2 == 1:
            if word not in _OPERATORS:
                raise FormulaError(f"{word!r} is no operator")
        elif not (_is_name(word) or _is_number(word)):
            raise FormulaError(f"{word!r} is neither a cell nor a number")
    return words
